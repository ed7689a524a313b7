"""Support in words."""
