"""An appointment in words."""
