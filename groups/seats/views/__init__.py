"""Pages about seats: fetch through the group, check, act, respond."""
