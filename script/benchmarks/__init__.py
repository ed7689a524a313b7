"""The bench: what a page costs, beside what it could cost at best and what others would have built."""
