"""What is special about the chair: a seat of their own if they have none, and never a day without one."""

from typing import Final

from groups.seats.enums import Constituency, SeatClass

CHAIRS_SEAT: Final = {
    "title": "Chair",
    "constituency": Constituency.OTHER,
    "seat_class": SeatClass.CORE,
    "organisation": None,
}
"""How the seat of a chair who came from outside the seats is known. Empty, it is not shown as missing anybody."""
