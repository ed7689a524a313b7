"""What inviters and the invited type."""

from datetime import datetime
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from gpleadership.lib.dates import today
from gpleadership.lib.forms import DateField
from groups.people.actions import check_password
from groups.readers.lists import MOST_BYTES
from groups.seats.forms.base import last_day_allowed
from groups.seats.forms.terms import NO_END
from groups.seats.rules.spans import instant_it_begins, instant_it_ends

PASSWORD, CODES = "password", "codes"
GOOD, ALL = "good", "all"
LONGEST_PASSWORD: Final = 256


class InviteForm(forms.Form):
    """Whom to invite."""

    full_name = forms.CharField(
        label="Their name", max_length=120, help_text="With their title, as colleagues know them"
    )
    email = forms.EmailField(
        label="Their email address",
        max_length=254,
        help_text="The invitation works for this address alone",
    )


class InviteStaffForm(InviteForm):
    """Whom to invite to an ICB's staff."""

    job_title = forms.CharField(label="Their job", max_length=120, required=False)


class InviteTermForm(InviteForm):
    """Whom to invite to an office, and for how long."""

    field_order = ("full_name", "email", "job_title", "begins", "until")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        latest = last_day_allowed()
        self.fields["begins"] = DateField(
            label="First day",
            required=False,
            earliest=today(),
            latest=latest,
            help_text="Leave empty to begin when they accept",
        )
        self.fields["until"] = DateField(
            label="Last day", required=False, earliest=today(), latest=latest, help_text=NO_END
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        cleaned = super().clean() or self.cleaned_data
        begins, until = cleaned.get("begins"), cleaned.get("until")
        if begins and until and until < begins:
            self.add_error("until", "Last day must be the first day or later")
        return cleaned

    def answers(self, now: datetime) -> dict[str, Any]:
        """What an action is called with."""
        answers = dict(self.cleaned_data)
        day = answers.pop("begins")
        answers["begins"] = instant_it_begins(day, now) if day else None
        answers["ends"] = instant_it_ends(answers.pop("until"))
        return answers


class InviteToSeatForm(InviteTermForm):
    """Whom to invite to a seat, and for how long."""

    job_title = forms.CharField(
        label="Their job", required=False, max_length=120, help_text="As the card shows it, like “Clinical director”"
    )


class JoinForm(forms.Form):
    """A new account: a name, and how they will sign in. The same for everybody who follows a link."""

    full_name = forms.CharField(label="Your name", max_length=120, help_text="With your title, as colleagues know you")
    way = forms.ChoiceField(
        label="How do you want to sign in?",
        choices=[(PASSWORD, "With a password"), (CODES, "With a code by email each time")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select how you want to sign in"},
    )
    password = forms.CharField(
        label="Choose a password",
        required=False,
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 12 characters. Three words that do not belong together are easy to remember",
    )

    def __init__(self, *args: Any, email: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """A password is needed where one is meant, and a good one."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("way") != PASSWORD:
            cleaned["password"] = ""
            self.errors.pop("password", None)
        elif "password" not in self.errors:
            self._check(cleaned)
        return cleaned

    def _check(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("password"):
            self.add_error("password", "Enter a password")
            return
        try:
            check_password(cleaned["password"], email=self.email, full_name=cleaned.get("full_name", ""))
        except ValidationError as error:
            self.add_error("password", error)


class ListForm(forms.Form):
    """A list of readers."""

    file = forms.FileField(
        label="A CSV file",
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text="At most 1 MB and 2,000 rows",
        error_messages={
            "required": "Choose a file",
            "empty": "The file is empty. Its first line must say: practice code, name, email.",
        },
    )

    def clean_file(self) -> Any:
        """Not too big: nothing of a bigger one is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError("The file is larger than 1 MB. Bring it in parts.")
        return file


class WhichForm(forms.Form):
    """Whether to go on without the lines that are not fine."""

    which = forms.ChoiceField(
        label="Whom do you want to invite?",
        choices=[(GOOD, "Everybody whose line is fine"), (ALL, "Nobody, unless every line is fine")],
        widget=forms.RadioSelect,
        initial=GOOD,
        error_messages={"required": "Select whom to invite"},
    )
