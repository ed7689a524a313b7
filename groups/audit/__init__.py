"""The group's own log, and who looked at its roster."""
