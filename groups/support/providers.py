"""What support brings to others: what needs somebody, sentences for the log, who asks the group for things."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import days_left, long_date
from gpleadership.lib.parts import Duty
from groups.audit.sentences import Sentence, Told, register_sentence
from groups.home.needs import Facts, Need, Standings, register_asked
from groups.support import queries, rules
from groups.support.askers import register_askers, the_icb
from groups.support.policies import month_words
from groups.support.queries import RoleNow

TOPIC: Final = "Support"
SOON: Final = timedelta(days=90)


def needs(standings: Standings, rows: Sequence[Facts], person_id: int, today: date) -> Iterable[Need]:
    """Funding that ends soon and hours that are not enough, for those who manage."""
    found = [queries.role_now(row) for row in rows]
    for group, _ in standings:
        own = [role for role in found if role.group_id == group.pk]
        address = reverse("support:support", args=[group.slug]) if own else ""
        yield from (_ending(role, role.end, address, today) for role in own if role.end and _ends_soon(role, today))
        if over := rules.two_months_over(_months(own, today), today):
            yield Need(group.pk, _over(over, address))


def _ends_soon(role: RoleNow, today: date) -> bool:
    return role.end is not None and today <= role.end <= today + SOON and not role.followed


def _ending(role: RoleNow, last: date, address: str, today: date) -> Need:
    duty = Duty(
        what=f"The funding of {role.role} ends",
        href=address,
        why=f"Ask {role.funder} whether it goes on, or who pays next.",
        clock=days_left(last, today),
        tone="due",
        when=long_date(last),
    )
    return Need(role.group_id, duty, last)


def _months(roles: Sequence[RoleNow], today: date) -> list[rules.MonthUse]:
    used = {(role.pk, month): hours for role in roles for month, hours in role.entered.items()}
    return rules.by_month(rules.months_to(rules.month_of(today)), [role.spell for role in roles], used)


def _over(over: rules.MonthUse, address: str) -> Duty:
    return Duty(
        what="Support takes more hours than are paid for",
        href=address,
        why=f"In {month_words(rules.later(over.month, -1))} and {month_words(over.month)} more was used. "
        "Ask for more, or do less.",
        tone="due",
        when="no date set",
    )


def _role(told: Told) -> str:
    return f"the support role “{told.after.get('role', '')}”"


def _added(told: Told) -> str:
    who = f", done by {told.whom}" if told.personal or told.erased or told.own else ""
    return f"added {_role(told)}{who}"


def _hours(told: Told) -> str:
    month = str(told.after.get("month", ""))
    when = f" for {month_words(date.fromisoformat(month))}" if month else ""
    return f"entered {told.after.get('hours', 'the')} hours of {_role(told)}{when}"


_SENTENCES: Final[Mapping[str, Sentence | str]] = {
    "support role added": _added,
    "support role changed": lambda told: f"changed {_role(told)}",
    "support role filled": lambda told: f"named {told.whom} for {_role(told)}",
    "support role ended": lambda told: f"ended {_role(told)}",
    "support role removed": lambda told: f"removed {_role(told)}, which was added by mistake",
    "support hours entered": _hours,
}


def register() -> None:
    """Name everything, once, when Django starts."""
    register_asked("support", queries.ask_for_needs, needs)
    register_askers("the ICB", the_icb)
    for verb, sentence in _SENTENCES.items():
        register_sentence(verb, TOPIC, sentence)
