"""The pages of an appointment."""
