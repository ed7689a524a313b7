"""Terms in words."""
