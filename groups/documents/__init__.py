"""Files of the group's documents: made when asked for, kept by what they say, and for good once adopted."""
