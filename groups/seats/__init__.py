"""Seats apart from the people who hold them; offices; practice readers; invitations."""
