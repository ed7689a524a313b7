"""The same pages as a plain Django developer would have written them, and Django's admin over the same rows."""
