"""The pages of founding: those who start, the chair-to-be, platform staff."""
