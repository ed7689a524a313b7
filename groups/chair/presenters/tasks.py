"""The task list of an appointment: each step with its state, who has to act, and until when."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from gpleadership.lib.dates import long_date
from gpleadership.lib.parts import Badge, Link
from gpleadership.lib.words import listed, plural
from groups.chair.enums import AppointmentStatus, NominationState
from groups.chair.models import Appointment
from groups.chair.policies import nominations_open
from groups.chair.presenters.addition import CANCELLED, chair_from
from groups.chair.presenters.ballot_task import ballot_task
from groups.chair.presenters.task import NOT_YET, RUN, Task
from groups.chair.presenters.viewer import Viewer
from groups.chair.presenters.words import WHO_NOMINATES, address, ballot_link, clock, closes
from groups.chair.queries import Nominee

S, N = AppointmentStatus, NominationState


def tasks(appointment: Appointment, nominees: Sequence[Nominee], now: datetime, viewer: Viewer) -> list[Task]:
    """The five steps."""
    makers = (_nominations, _acceptances, ballot_task, _result, _handover)
    return [make(appointment, nominees, now, viewer) for make in makers]


def _of(nominees: Sequence[Nominee], state: NominationState) -> list[Nominee]:
    return [each for each in nominees if each.state == state]


def _nominations(appointment: Appointment, nominees: Sequence[Nominee], now: datetime, viewer: Viewer) -> Task:
    if appointment.status == S.PROPOSED:
        task = Task("Nominations", Badge("Not open yet", "due"), [f"{RUN} open them."])
        if viewer.manages:
            task.button = Link("Open nominations", reverse("chair:open", args=[appointment.group.slug]))
        return task
    told = f"{plural(len(nominees), 'person', 'people')} nominated so far." if nominees else "Nobody is nominated yet."
    if not nominations_open(appointment, now):
        closed = f"Closed on {closes(appointment)}. Nobody is added any more."
        return Task("Nominations", Badge("Done", "good"), [closed])
    left, until = clock(appointment.nominations_close_at, now), closes(appointment)
    task = Task("Nominations", Badge("Open", "due"), [told, f"{WHO_NOMINATES} nominate."], clock=left, when=until)
    if viewer.nominates:
        task.button = Link("Nominate somebody", address(appointment, "nominate"))
    if viewer.manages:
        task.links.append(Link("Change the closing time", address(appointment, "reopen")))
    return task


def _acceptances(appointment: Appointment, nominees: Sequence[Nominee], now: datetime, viewer: Viewer) -> Task:
    stand, waiting = _of(nominees, N.ACCEPTED), _of(nominees, N.PROPOSED)
    if appointment.status == S.PROPOSED or not nominees:
        return Task("Acceptances", NOT_YET, ["Each nominee accepts with a short statement, or declines."])
    words = f"{len(stand)} accepted"
    task = Task("Acceptances", Badge(words, "" if waiting else "good"), ["Each nominee answers for themselves."])
    if waiting and nominations_open(appointment, now):
        task.badge = Badge(words, "due")
        task.clock, task.when = clock(appointment.nominations_close_at, now), closes(appointment)
    if waiting and (viewer.manages or viewer.nominates):
        silent = listed(each.nomination.shown_name for each in waiting)
        still = nominations_open(appointment, now)
        task.lines.append(f"No answer yet from {silent}." if still else f"{silent} did not answer.")
    return task


def _result(appointment: Appointment, nominees: Sequence[Nominee], now: datetime, viewer: Viewer) -> Task:
    if appointment.status in {S.CHOSEN, S.APPOINTED} and appointment.chosen and appointment.ballot:
        line = f"{appointment.chosen.shown_name} is trusted in every constituency."
        return Task("Result", Badge("Somebody is chosen", "good"), [line], links=[ballot_link(appointment.ballot)])
    if appointment.status == S.NOBODY and appointment.ballot:
        task = Task("Result", Badge("No one is yet trusted by all", "due"), links=[ballot_link(appointment.ballot)])
        task.lines.append("That is a result too.")
        return task
    takes = f"Counted by itself. To be chosen takes the trust of at least {appointment.floor}% in every constituency."
    return Task("Result", NOT_YET, [takes])


def _handover(appointment: Appointment, nominees: Sequence[Nominee], now: datetime, viewer: Viewer) -> Task:
    name = "Appointment and handover"
    if appointment.status == S.CHOSEN:
        task = Task(name, Badge("To be recorded", "due"), [f"{RUN} record the term of office."])
        if appointment.first_day:
            task.when = f"from {long_date(appointment.first_day)}"
        if viewer.manages:
            task.button = Link("Record the appointment", address(appointment, "appoint"))
            task.links.append(Link("They step back", address(appointment, "reopen")))
        return task
    if appointment.status == S.APPOINTED:
        said = chair_from(appointment.office_term, now) if appointment.office_term else CANCELLED
        task = Task(name, Badge("Recorded", "good"), [said])
        task.links.append(Link("What passes over on the day", address(appointment, "handover")))
        return task
    return Task(name, NOT_YET, [f"{RUN} record the term. The office passes over by itself on the day."])
