"""What platform staff do to systems, places and shared organisations."""
