"""Jobs: slow and timed work as rows, so that no broker needs to remember it."""
