"""The group's home, and what needs somebody."""
