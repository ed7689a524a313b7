"""Sign-off: each organisation agrees for itself, and everybody sees which did."""
