"""Reference data: systems, sub-ICB locations, organisations on their ODS codes, and places."""
