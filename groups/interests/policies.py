"""Whether an interest may be declared, corrected or ended as somebody says."""

from datetime import date

from gpleadership.lib.dates import long_date, today
from gpleadership.lib.refusal import EditedMeanwhile, Refused
from groups.interests.enums import Category
from groups.interests.models import LONGEST, Interest
from groups.interests.values import InterestValues
from groups.people.models import Person

MEANWHILE = "This interest was changed while you were editing it. Nothing of yours was saved: look at both."
SHORT = {"whose": 200, "with_whom": 200, "withheld_because": 500}
NAMES = {
    "whose": "Whose interest it is",
    "with_whom": "With whom",
    "withheld_because": "Why it is withheld",
    "what": "What the interest is",
    "mitigation": "What is done about it",
}


def check_values(values: InterestValues) -> None:
    """What any interest must be."""
    if values.category not in Category.values:
        raise Refused("Select what kind of interest it is.", field="category")
    if not values.what.strip():
        raise Refused("Enter what the interest is.", field="what")
    if not values.with_whom.strip():
        raise Refused("Enter with whom.", field="with_whom")
    if values.end is not None and values.end < values.start:
        raise Refused("Last day must be the first day or later.", field="end")
    for field, name in NAMES.items():
        longest = SHORT.get(field, LONGEST)
        if len(getattr(values, field)) > longest:
            raise Refused(f"{name} must be {longest:,} characters or fewer.", field=field)


def check_own(person: Person, by: Person, withheld: bool) -> None:
    """Only its own person writes what is withheld: nobody else reads it outside the closed room."""
    if withheld and person.pk != by.pk:
        raise Refused("Only the person themselves can declare an interest that is withheld.")


def check_stands(interest: Interest, version: int) -> None:
    """It is the one that was shown, and has not been corrected since."""
    if interest.superseded_at is not None or interest.version != version:
        raise EditedMeanwhile(MEANWHILE)


def check_can_end(start: date, end: date | None, last: date) -> None:
    """It ends on or after its first day, and once."""
    if end is not None and end < today():
        raise Refused(f"It ended on {long_date(end)}.")
    if last < start:
        raise Refused(f"It began on {long_date(start)}. Choose that day or a later one.", field="end")


def check_nothing(open_interests: int) -> None:
    """Nothing to declare is said by those who declare nothing."""
    if open_interests:
        words = "an interest that has" if open_interests == 1 else f"{open_interests} interests that have"
        raise Refused(f"You declare {words} not ended. End them first, or confirm that they are unchanged.")
