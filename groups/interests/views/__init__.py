"""The pages of interests."""
