"""The date in three boxes, and errors that say what to do."""

from datetime import date

import pytest
from django import forms

from gpleadership.lib.formfields import error_list
from gpleadership.lib.forms import DateField


class Starting(forms.Form):
    starts = DateField(label="Start date", earliest=date(2022, 7, 1), latest=date(2030, 12, 31))


class Perhaps(forms.Form):
    starts = DateField(label="Start date", required=False)


def typed(day: str, month: str, year: str) -> Starting:
    return Starting({"starts_day": day, "starts_month": month, "starts_year": year})


def test_a_real_date_is_taken() -> None:
    form = typed(" 6", "8", "2026 ")
    assert form.is_valid()
    assert form.cleaned_data == {"starts": date(2026, 8, 6)}


@pytest.mark.parametrize(
    ("boxes", "error", "box"),
    [
        (("", "", ""), "Enter start date", "day"),
        (("6", "", "2026"), "Start date must include a month", "month"),
        (("", "8", ""), "Start date must include a day and year", "day"),
        (("31", "2", "2026"), "Start date must be a real date", "day"),
        (("1", "13", "2026"), "Start date must be a real date", "month"),
        (("1", "May", "2026"), "Start date must be a real date", "month"),
        (("²", "5", "2026"), "Start date must be a real date", "day"),
        (("1", "5", "26"), "Start date must have a year of 4 figures, for example 2027", "year"),
        (("30", "6", "2022"), "Start date must be 1 July 2022 or later", "day"),
        (("1", "1", "2031"), "Start date must be 31 December 2030 or earlier", "day"),
    ],
)
def test_a_wrong_date_says_what_is_wrong_and_where(boxes: tuple[str, str, str], error: str, box: str) -> None:
    assert error_list(typed(*boxes)) == [(error, f"#id_starts_{box}")]


def test_an_optional_date_may_be_left_out() -> None:
    form = Perhaps({"starts_day": "", "starts_month": "", "starts_year": ""})
    assert form.is_valid()
    assert form.cleaned_data == {"starts": None}
    assert Perhaps({}).is_valid()


def test_what_was_typed_is_shown_again() -> None:
    bound = typed("31", "", "2026")["starts"]
    assert bound.field.widget.boxes(bound.value()) == ("31", "", "2026")
    initial = Starting(initial={"starts": date(2026, 8, 6)})["starts"]
    assert initial.field.widget.boxes(initial.value()) == ("6", "8", "2026")


def test_a_changed_date_is_noticed() -> None:
    def changed(day: str) -> bool:
        data = {"starts_day": day, "starts_month": "8", "starts_year": "2026"}
        return Starting(data, initial={"starts": date(2026, 8, 6)}).has_changed()

    assert [changed("6"), changed("7"), changed("x")] == [False, True, True]


class Several(forms.Form):
    name = forms.CharField(label="Name", max_length=3)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")])
    mail = forms.EmailField(label="Email address")
    hours = forms.IntegerField(label="Hours a week", min_value=1)
    sure = forms.BooleanField(label="They agreed")
    code = forms.CharField(widget=forms.HiddenInput)
    own = forms.CharField(error_messages={"required": "Say who asked"})

    def clean(self) -> None:
        raise forms.ValidationError("Somebody else changed this seat first")


def test_djangos_own_errors_are_said_in_plain_words() -> None:
    form = Several({"name": "Ruth", "kind": "z", "mail": "ruth", "hours": "0"})
    assert error_list(form) == [
        ("Somebody else changed this seat first", "#id_name"),
        ("Name must be 3 characters or fewer", "#id_name"),
        ("Select kind from the list", "#id_kind"),
        ("Enter an email address in the correct format, like name@example.com", "#id_mail"),
        ("Hours a week must be 1 or more", "#id_hours"),
        ("Tick “They agreed” to go on", "#id_sure"),
        ("Enter code", ""),
        ("Say who asked", "#id_own"),
    ]


def test_a_form_that_was_not_sent_has_no_errors() -> None:
    assert error_list(Several(), Starting()) == []
