"""The log: who did what, in a chain that nobody can quietly change; and who looked."""
