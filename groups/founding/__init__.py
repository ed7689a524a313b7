"""Founding a place's group: three pages for a chair-to-be."""
