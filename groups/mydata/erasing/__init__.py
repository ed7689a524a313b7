"""Erasing somebody: what runs ends, words about them go, their account becomes nobody’s. One transaction.

What stays is what a group did: that a seat was held, by the holder of that time, and that something was decided.
"""

from groups.mydata.erasing.everything import erase
from groups.mydata.erasing.steps import Was, register_step

__all__ = ["Was", "erase", "register_step"]
