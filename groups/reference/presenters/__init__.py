"""Words for the pages of platform staff."""
