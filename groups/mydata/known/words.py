"""Words that a person wrote for their group: proposals, reasons."""

from typing import Any

from gpleadership.lib.dates import long_date
from groups.mydata.holdings import register_holding
from groups.mydata.rows import of_key, together


def _proposal(row: Any) -> str:
    return f"{row.group}: you proposed a change on {long_date(row.proposed_at)}: “{row.words}”"


def _decision(row: Any) -> str:
    return f"{row.group}: you decided a proposed change: “{row.reason}”"


def _step(row: Any) -> str:
    reason = f": “{row.reason}”" if row.reason else ""
    return f"{row.group}: a step in the appointment of a chair on {long_date(row.at)}{reason}"


def _word(row: Any) -> str:
    return f"{row.group}: you gave the word of {row.party} on {long_date(row.at)}, as {row.speaks_as}"


def _letter(row: Any) -> str:
    arrived = ", and it did not arrive" if row.undelivered else ""
    return f"{row.group}: a letter about the sign-off of “{row.round}” went to you on {long_date(row.sent_at)}{arrived}"


def _principle_step(row: Any) -> str:
    reason = f": “{row.reason}”" if row.reason else ""
    return f"{row.group}: a step in the life of a principle on {long_date(row.at)}{reason}"


def _comment(row: Any) -> str:
    text = f": “{row.text}”" if row.text else ", which you withdrew"
    return f"{row.group}: what you said of a draft principle on {long_date(row.at)}{text}"


def _opened(row: Any) -> str:
    return f"{row.group}: you asked the organisations to sign off “{row.title}” on {long_date(row.opened_at)}"


def _closed(row: Any) -> str:
    return f"{row.group}: you closed the round on “{row.title}”"


def register() -> None:
    """Name both parts."""
    register_holding(
        "sign-off",
        together(
            of_key("groups.Word.by", _word, related=("group", "party"), words=("note", "remedy", "speaks_as")),
            of_key("groups.Round.opened_by", _opened, related=("group",)),
            of_key("groups.Round.closed_by", _closed, related=("group",)),
            of_key("groups.RoundLetter.person", _letter, related=("group", "round")),
        ),
        title="Words you gave for an organisation",
        what="What your organisation said when things were signed off, as you gave or recorded it; letters about it.",
        seen_by="everybody in the group; which letters went to you, nobody but chair and secretariat if one is lost",
        kept="with the group: it is the organisation’s word. Your name goes from it when you are erased",
        covers=[
            "groups.Word.by",
            "groups.Round.opened_by",
            "groups.Round.closed_by",
            "groups.RoundLetter.person",
        ],
    )
    register_holding(
        "words",
        together(
            of_key("groups.ProposedChange.proposed_by", _proposal, related=("group",), words=("words",)),
            of_key("groups.ProposedChange.decided_by", _decision, related=("group",), words=("reason",)),
            of_key("groups.AppointmentStep.actor", _step, related=("group",), words=("reason",)),
            of_key("groups.PrincipleStep.actor", _principle_step, related=("group",), words=("reason",)),
            of_key("groups.PrincipleComment.by", _comment, related=("group",), words=("text",)),
        ),
        title="Words you wrote",
        what="Changes you proposed, comments you made and reasons you gave, as you wrote them.",
        seen_by="those of the group who may see the thing they are about",
        kept="with the group: they are its record. Your name and address are taken out when you are erased",
        covers=[
            "groups.ProposedChange.proposed_by",
            "groups.ProposedChange.decided_by",
            "groups.AppointmentStep.actor",
            "groups.PrincipleStep.actor",
            "groups.PrincipleComment.by",
        ],
    )
