"""The group's own view of its log, and of who looked."""
