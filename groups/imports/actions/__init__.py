"""What is done with an import: bring in, date, show, apply, discard."""
