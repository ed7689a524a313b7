"""Secret ballots of trust: the roll, the box, the count and what of it is published."""
