"""Wording for pages: ready text from what queries found. Nothing here asks the database."""
