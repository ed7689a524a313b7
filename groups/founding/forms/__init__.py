"""What founders type, checked at the field."""
