"""The trust pulse in words: the trend of each person, how it stands, what is talked about."""
