"""Invitations: how people come to a seat, an office, a practice's reading, or an ICB's staff."""
