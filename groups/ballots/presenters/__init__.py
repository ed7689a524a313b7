"""Ballots in words: lists and states, the paper, the result, letters."""
