"""Practice readers."""
