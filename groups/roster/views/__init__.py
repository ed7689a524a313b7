"""Pages of the roster and of coverage. Every look of ICB staff is noted for the group to see."""
