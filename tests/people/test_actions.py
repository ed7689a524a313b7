"""Finding people by address, and making them."""

import threading

import pytest
from allauth.account.models import EmailAddress
from django.db import connections

from gpleadership.lib.refusal import Refused
from groups.models import Person
from groups.people.actions import HasAccount, has_address, make_person, person_of
from tests.cast import Cast, person


def test_somebody_is_found_by_their_address_however_it_is_written(db: None) -> None:
    ann = person("ann", "Dr Ann")
    assert person_of(" ANN@Example.org ") == ann
    assert person_of("nobody@example.org") is None


def test_a_second_address_counts_once_it_is_proved(db: None) -> None:
    ann = person("ann", "Dr Ann")
    address = EmailAddress.objects.create(user=ann, email="ann@practice.example", verified=False)
    assert person_of("ann@practice.example") is None
    assert not has_address(ann, "ann@practice.example")
    address.verified = True
    address.save()
    assert person_of("ann@practice.example") == ann
    assert has_address(ann, "ann@practice.example")
    with pytest.raises(HasAccount):
        make_person("ann@practice.example", full_name="Another")


def test_a_new_person_has_a_proved_address_and_a_password_or_none(db: None) -> None:
    with_one = make_person("New@Example.org", full_name=" Dr New ", password="correct horse battery")
    without = make_person("codes@example.org", full_name="Dr Codes")
    assert (with_one.email, with_one.full_name) == ("new@example.org", "Dr New")
    assert (with_one.has_usable_password(), without.has_usable_password()) == (True, False)
    assert EmailAddress.objects.filter(user=with_one, verified=True, primary=True).exists()
    assert (with_one.is_platform_staff, with_one.is_superuser) == (False, False)


@pytest.mark.parametrize(
    ("email", "name", "field"), [("nowhere", "Dr New", "email"), ("new@example.org", " ", "full_name")]
)
def test_what_is_no_person_is_refused(db: None, email: str, name: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        make_person(email, full_name=name)
    assert refused.value.field == field
    assert not Person.objects.exists()


def test_two_who_make_one_at_once_make_one(committed_cast: Cast) -> None:
    came: list[str] = []
    gate = threading.Barrier(2)

    def make() -> None:
        gate.wait(10)
        try:
            make_person("new@example.org", full_name="Dr New")
            came.append("made")
        except HasAccount:
            came.append("refused")
        finally:
            connections.close_all()

    both = [threading.Thread(target=make) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(20)
    assert sorted(came) == ["made", "refused"]
    assert Person.objects.filter(email="new@example.org").count() == 1
