"""The pages of platform staff: systems, places, shared organisations."""
