"""Principles in words."""
