"""Attacks by insiders: what somebody with an account tries that they should not be able to do."""
