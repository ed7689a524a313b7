"""Who we are: people, systems, places, organisations, groups, seats, chairs, terms, access, audit."""
