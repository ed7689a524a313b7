"""Interests: what people at the table declare, once a year at least, and the register that is published."""
