"""Principles: what the group stands by, agreed by each organisation and tested against each decision."""
