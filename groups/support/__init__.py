"""Management support: who works for the group, how many hours a week, paid by whom, and what was used."""
