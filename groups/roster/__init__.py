"""The ICB's roster of places, and each place's coverage."""
