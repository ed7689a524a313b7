"""Pages of ballots: the list, the paper, the result, the roll, and what those who run the group ask."""
