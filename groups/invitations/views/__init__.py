"""Pages of invitations: the list, inviting, the link, a list of readers, an ICB's staff."""
