"""The tenant: a leadership group, what its roles may do, who stands how in it, and the way in."""
