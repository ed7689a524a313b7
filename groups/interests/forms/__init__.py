"""What people type about interests and system roles, checked at the field."""
