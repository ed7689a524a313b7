"""Pages of the trust pulse: the trend, opening one, the floor, what was agreed."""
