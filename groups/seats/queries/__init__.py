"""Reading for pages: each starts at a group."""
