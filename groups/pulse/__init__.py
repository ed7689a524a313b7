"""The trust pulse: twice a year, whether chair and representatives are still trusted in every constituency."""
