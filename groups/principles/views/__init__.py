"""Pages of principles."""
