"""The demo's password opens the demo and nothing else."""

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError

from gpleadership.demo.accounts import ACCOUNTS, PASSWORD
from gpleadership.demo.refusal import NotTheDemoPassword
from groups.models import Person


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.key)
def test_the_demo_password_is_refused_outside_the_demo(db: None, settings: object, account: object) -> None:
    Person.objects.create_user(account.email, PASSWORD, full_name=account.name)
    settings.DEMO = True
    assert authenticate(None, username=account.email, password=PASSWORD) is not None
    settings.DEMO = False
    assert authenticate(None, username=account.email, password=PASSWORD) is None


def test_nobody_chooses_the_demo_password(settings: object) -> None:
    settings.DEMO = False
    with pytest.raises(ValidationError, match="published with the demo"):
        NotTheDemoPassword().validate(PASSWORD)
