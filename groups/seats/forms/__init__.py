"""What people type about seats, terms and the group, checked at the field."""
