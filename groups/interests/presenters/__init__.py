"""How interests and the moves that roles bring are said."""
