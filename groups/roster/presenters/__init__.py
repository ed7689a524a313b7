"""The roster, coverage and one's own views in words. Nothing here queries."""
