"""Bringing a list of readers: what is wrong with a file or a line is said, and nobody is invited unseen."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gpleadership.lib.scopes import open_scope, system_scope
from groups.invitations import actions
from groups.jobs.models import Job
from groups.models import Invitation, LogEntry, ReaderUpload
from groups.readers.lists import MOST_ROWS
from tests.cast import Cast
from tests.invitations.conftest import SignIn, delivered
from tests.invitations.test_pages import own_queries

BRING = "/g/eastmere/readers/bring/"
HEAD = "practice code,name,email\n"
GOOD = "Z91001,Dr Amira Hale,amira.hale@example.org\n"
GOOD_TOO = "Z91002,Tom Reed,tom.reed@example.org\n"


@pytest.fixture
def chair(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast["chair"])


def bring(client: Client, content: bytes | str, name: str = "readers.csv") -> Any:
    content = content.encode() if isinstance(content, str) else content
    return client.post(BRING, {"file": SimpleUploadedFile(name, content)}, follow=True)


def confirm(client: Client, response: Any, which: str = "good") -> Any:
    return client.post(response.redirect_chain[-1][0], {"which": which}, follow=True)


def invited(cast: Cast) -> list[tuple[str, str, str]]:
    with open_scope(read=[cast.eastmere.pk]):
        found = Invitation.objects.select_related("practice").order_by("pk")
        return [(made.practice.ods_code or "", made.full_name, made.email) for made in found if made.practice]


def problems(response: Any) -> dict[int, list[str]]:
    return {each.line.number: list(each.problems) for each in response.context_data["bad"]}


# ---- The file ----


@pytest.mark.parametrize(
    "head",
    [
        "practice code,name,email\n",
        "Practice Code,Full name,E-mail address\n",
        "ODS_CODE,NAME,EMail\n",
        "\ufeffpractice code,name,email\n",
        "\n\npractice code,name,email\r\n",
    ],
)
def test_headings_are_taken_as_people_write_them(cast: Cast, chair: Client, head: str) -> None:
    response = bring(chair, head + GOOD)
    assert response.context_data["lede"] == "1 line is fine. Nobody has been invited yet."
    assert invited(cast) == []


@pytest.mark.parametrize(
    "text",
    [
        "email;practice code;remark;name\namira.hale@example.org;Z91001;new;Dr Amira Hale\n",
        "name\temail\tcode\nDr Amira Hale\tAMIRA.Hale@example.org \t z91001\n",
        '"name","email","code"\n"Hale, Dr Amira","amira.hale@example.org","Z91001"\n',
    ],
)
def test_columns_stand_in_any_order_between_any_marks(cast: Cast, chair: Client, text: str) -> None:
    response = confirm(chair, bring(chair, text))
    assert [(code, email) for code, _, email in invited(cast)] == [("Z91001", "amira.hale@example.org")]
    assert "1 invitation goes out now" in response.content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"\n\n \n", "The file is empty"),
        (HEAD.encode(), "nothing below them"),
        (GOOD.encode(), "has no heading “practice code”"),
        (b"practice code,name\nZ91001,Dr Hale\n", "has no heading “email”"),
        ((HEAD + "Z91001,Dr Amélie Hale,a@example.org\n").encode("cp1252"), "Line 2 has a letter that is not written"),
        ((HEAD + GOOD).encode("utf-16"), "Save it as “CSV UTF-8"),
        (b"PK\x03\x04 and so on", "This is a spreadsheet"),
        (HEAD.encode() + b'Z91001,"Dr Hale,a@example.org\n', "The row that begins on line 2 cannot be read"),
        (HEAD.encode() + b"Z91001,\x00,a@example.org\n", "not a CSV file"),
        ((HEAD + GOOD * (MOST_ROWS + 1)).encode(), "more than 2,000 rows"),
        (HEAD.encode() + b"x" * (1024 * 1024), "larger than 1 MB"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(cast: Cast, chair: Client, content: bytes, words: str) -> None:
    response = bring(chair, content)
    assert response.redirect_chain == []
    assert words in str(response.context_data["form"].errors["file"])
    assert 'href="#id_file"' in response.content.decode()
    with open_scope(read=[cast.eastmere.pk]):
        assert not ReaderUpload.objects.exists()


def test_a_file_is_asked_for(chair: Client) -> None:
    assert "Choose a file" in chair.post(BRING, {}).content.decode()


# ---- The lines ----


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (",Dr Hale,a@example.org", "No practice code"),
        ("Z99999,Dr Hale,a@example.org", "No practice has the code Z99999"),
        ("Z92001,Dr Hale,a@example.org", "Ambleford Quay Surgery is not a practice of Eastmere"),
        ("U91001,Dr Hale,a@example.org", "U91001 is Eastmere Harbour PCN, which is not a practice"),
        ("Z91001,,a@example.org", "No name"),
        ("Z91001,Dr Hale,", "No email address"),
        ("Z91001,Dr Hale,a@example", "“a@example” is not an email address"),
        ("Z91001,Dr Hale,a@b@example.org", "“a@b@example.org” is not an email address"),
        ("Z91001,=HYPERLINK(1),a@example.org", "The name begins with =, as a formula does"),
        ("Z91001,+44 20,a@example.org", "The name begins with +, as a formula does"),
        ("Z91001,@SUM(A1),a@example.org", "The name begins with @, as a formula does"),
        ("Z91001,-1,a@example.org", "The name begins with -, as a formula does"),
        (f"Z91001,{'x' * 121},a@example.org", "The name is longer than 120 characters"),
        ("Z91001,Dr\u200b Hale,a@example.org", "characters in it that cannot be seen"),
        ("Z91001,Dr Klein,reader@example.org", "Reads for this practice already"),
        ("Z91001", "No name"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_beside_it(cast: Cast, chair: Client, line: str, words: str) -> None:
    response = bring(chair, f"{HEAD}{GOOD}{line}\n")
    assert words in problems(response)[3][0]
    assert words in response.content.decode().replace("&#39;", "'")
    confirm(chair, response)
    assert invited(cast) == [("Z91001", "Dr Amira Hale", "amira.hale@example.org")]


def test_a_line_that_comes_twice_is_said(chair: Client) -> None:
    response = bring(chair, HEAD + GOOD + GOOD_TOO + GOOD.upper())
    assert problems(response) == {4: ["The same practice and address as line 2"]}


def test_whoever_was_asked_already_is_said(cast: Cast, chair: Client) -> None:
    confirm(chair, bring(chair, HEAD + GOOD))
    response = bring(chair, HEAD + GOOD)
    assert "has not answered" in problems(response)[2][0]
    assert "No line is fine, 1 is not" in response.context_data["lede"]


def test_whoever_did_not_answer_in_time_is_asked_again(cast: Cast, chair: Client) -> None:
    confirm(chair, bring(chair, HEAD + GOOD))
    (old,) = delivered()
    with system_scope("test"):
        Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    confirm(chair, bring(chair, HEAD + GOOD))
    assert len(invited(cast)) == 1
    (new,) = delivered()
    assert new != old


def test_every_problem_of_a_line_is_said(chair: Client) -> None:
    assert problems(bring(chair, f"{HEAD}Z99999,,nowhere\n"))[2] == [
        "No practice has the code Z99999",
        "No name",
        "“nowhere” is not an email address",
    ]


def test_words_of_the_file_are_never_markup(chair: Client) -> None:
    response = bring(chair, f"{HEAD}Z91001,<script>x</script>,<b>@example.org\n", "<i>.csv")
    assert b"<script>x" not in response.content
    assert b"<b>@" not in response.content
    assert b"<i>.csv" not in response.content


# ---- The yes ----


def test_nobody_is_invited_before_the_yes(cast: Cast, chair: Client) -> None:
    response = bring(chair, HEAD + GOOD + GOOD_TOO)
    assert response.context_data["lede"] == "All 2 lines are fine. Nobody has been invited yet."
    assert (invited(cast), Job.objects.filter(kind="invitations.send").count()) == ([], 0)


def test_the_good_lines_are_invited_in_one_job(cast: Cast, chair: Client) -> None:
    response = confirm(chair, bring(chair, f"{HEAD}{GOOD}{GOOD_TOO}Z99999,Dr No,no@example.org\n"))
    assert "2 invitations go out now and work for 30 days. 1 line was left out." in response.content.decode()
    assert response.redirect_chain[-1][0] == "/g/eastmere/readers/"
    assert [code for code, _, _ in invited(cast)] == ["Z91001", "Z91002"]
    assert Job.objects.filter(kind="invitations.send").count() == 1
    assert len(delivered()) == 2


def test_nobody_unless_all_if_that_is_chosen(cast: Cast, chair: Client) -> None:
    brought = bring(chair, f"{HEAD}{GOOD}Z99999,Dr No,no@example.org\n")
    response = confirm(chair, brought, "all")
    assert "1 line is not fine, so nobody was invited." in str(response.context_data["form"].errors["which"])
    assert invited(cast) == []
    confirm(chair, brought)
    assert len(invited(cast)) == 1


def test_all_are_invited_where_all_are_fine(cast: Cast, chair: Client) -> None:
    confirm(chair, bring(chair, HEAD + GOOD + GOOD_TOO), "all")
    assert len(invited(cast)) == 2


def test_a_choice_is_asked_for(cast: Cast, chair: Client) -> None:
    response = confirm(chair, bring(chair, f"{HEAD}{GOOD}Z99999,Dr No,no@example.org\n"), "whatever")
    assert "which" in response.context_data["form"].errors
    assert invited(cast) == []


def test_a_list_without_a_good_line_invites_nobody(cast: Cast, chair: Client) -> None:
    response = confirm(chair, bring(chair, f"{HEAD}Z99999,Dr No,no@example.org\n"))
    assert "there is nobody to invite" in response.content.decode()


def test_what_changed_since_it_was_looked_at_counts(cast: Cast, chair: Client) -> None:
    """Between looking and saying yes somebody else invites one of them."""
    brought = bring(chair, HEAD + GOOD + GOOD_TOO)
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        practice = cast.organisations["practice"]
        actions.invite_reader(cast.eastmere, practice, email="amira.hale@example.org", by=cast["secretariat"])
    response = confirm(chair, brought, "all")
    assert "1 line is not fine, so nobody was invited." in str(response.context_data["form"].errors["which"])
    confirm(chair, brought)
    assert len(invited(cast)) == 2


def test_what_is_invited_is_what_was_looked_at(cast: Cast, chair: Client) -> None:
    """The lines are kept by the portal: what a browser sends beside the yes changes nothing."""
    response = bring(chair, HEAD + GOOD)
    chair.post(
        response.redirect_chain[-1][0],
        {"which": "good", "rows": '[[2, "Z91001", "Mallory", "mallory@example.org"]]', "email": "mallory@example.org"},
    )
    assert [email for _, _, email in invited(cast)] == ["amira.hale@example.org"]


def test_a_list_is_used_once_and_then_forgotten(cast: Cast, chair: Client) -> None:
    brought = bring(chair, HEAD + GOOD)
    confirm(chair, brought)
    again = confirm(chair, brought)
    assert "This list has been used: 1 person was invited." in again.content.decode()
    assert len(invited(cast)) == 1
    with open_scope(read=[cast.eastmere.pk]):
        upload = ReaderUpload.objects.get()
        assert (upload.rows, upload.invited) == ([], 1)
        verbs = LogEntry.objects.filter(group_id=cast.eastmere.pk).order_by("seq").values_list("verb", flat=True)
        assert list(verbs) == ["readers’ list brought", "invitation made", "readers’ list invited"]
        assert not LogEntry.objects.filter(body__contains="amira.hale").exists()


@pytest.mark.parametrize(("used", "left"), [(False, 0), (True, 1)])
def test_a_list_that_nobody_says_yes_to_is_forgotten_after_a_day(
    cast: Cast, chair: Client, used: bool, left: int
) -> None:
    brought = bring(chair, HEAD + GOOD)
    if used:
        confirm(chair, brought)
    job = Job.objects.get(kind="invitations.forget_list")
    assert timedelta(hours=23) < job.due_at - timezone.now() < timedelta(hours=25)
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
    delivered()
    job.refresh_from_db()
    assert job.state == "done"
    with open_scope(read=[cast.eastmere.pk]):
        assert ReaderUpload.objects.count() == left


def test_another_group_does_not_reach_the_list(cast: Cast, chair: Client, sign_in: SignIn) -> None:
    address = bring(chair, HEAD + GOOD).redirect_chain[-1][0].replace("eastmere", "ambleford")
    other = sign_in(cast["other_chair"])
    assert {other.get(address).status_code, other.post(address, {"which": "good"}).status_code} == {404}
    assert other.get(f"{address}problems.csv").status_code == 404


def test_lines_to_mend_can_be_taken_away_and_brought_again(cast: Cast, chair: Client) -> None:
    brought = bring(chair, f"{HEAD}{GOOD}Z99999,=1+1,b@example.org\n")
    file = chair.get(f"{brought.redirect_chain[-1][0]}problems.csv").content
    text = file.decode("utf-8-sig")
    assert "Z99999,'=1+1,b@example.org,3," in text
    assert "amira" not in text
    assert problems(bring(chair, file))[2][0] == "No practice has the code Z99999"


def test_a_long_list_leads_to_its_job(cast: Cast, chair: Client) -> None:
    lines = "".join(f"Z91001,Dr Number {number},number{number}@example.org\n" for number in range(120))
    brought = bring(chair, HEAD + lines)
    assert "The first 100 are shown; 20 more are like them." in brought.content.decode()
    response = confirm(chair, brought)
    job = Job.objects.get(kind="invitations.send")
    assert response.redirect_chain[-1][0] == f"/jobs/{job.public_id}/"
    assert len(delivered()) == 120
    assert "/g/eastmere/invitations/" in chair.get(f"/jobs/{job.public_id}/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_looking_costs_four_queries(cast: Cast, chair: Client, rows: int) -> None:
    lines = "".join(f"Z9{number}999,Dr No,no{number}@example.org\n" for number in range(rows))
    address = bring(chair, HEAD + GOOD + lines).redirect_chain[-1][0]
    with CaptureQueriesContext(connection) as queries:
        assert len(chair.get(address).context_data["bad"]) == rows
    assert len(own_queries(queries)) == 5, own_queries(queries)
