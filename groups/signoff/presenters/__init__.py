"""Sign-off in words."""
