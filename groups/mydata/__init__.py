"""What is held about a person: seeing it, taking it away, leaving, and being forgotten."""
