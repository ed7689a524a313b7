"""The offices: who holds them and held them, appointing, ending."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.dates import last_day
from gpleadership.lib.pages import page
from gpleadership.lib.words import small
from groups.seats import actions
from groups.seats.enums import Office
from groups.seats.forms.base import attempt, seen, succeeds, typed
from groups.seats.forms.plain import ConfirmForm
from groups.seats.forms.terms import ChangeOfficeForm, EndForm, TermForm
from groups.seats.leaving import something_follows
from groups.seats.presenters.offices import lede, sections
from groups.seats.presenters.people import invitation, options, what_closes
from groups.seats.presenters.words import ended, until_words
from groups.seats.queries.closing import OF_OFFICES, closing
from groups.seats.queries.letters import chair_after
from groups.seats.queries.people import matching
from groups.seats.queries.terms import all_offices, ending_of, endings
from groups.seats.views.found import asking, done, done_to_somebody, office_or_404, office_term_or_404, person_or_404
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@group_view(Capability.SEE_MEMBERS)
def offices(request: GroupRequest) -> HttpResponse:
    """Who holds each office, and who held it before."""
    terms, manages, now = all_offices(request.group), request.standing.can(Capability.MANAGE), timezone.now()
    found = endings(request.group.pk, terms) if manages else {}
    shown = sections(terms, found, request.group.slug, now, manages=manages)
    context = {"group": request.group, "sections": shown, "lede": lede(terms, now)}
    return page(request, "groups/seats/offices.html", context)


@require_safe
@group_view(Capability.MANAGE)
def choose_officer(request: GroupRequest, office: str) -> HttpResponse:
    """Who is appointed to an office."""
    chosen, asked, slug = office_or_404(office), request.GET.get("q", "").strip(), request.group.slug
    here: dict[str, object] = {"group": slug, "office": chosen.value}
    people = matching(request.group, asked)
    context = {
        "group": request.group,
        "back": ("Offices", reverse("seats:offices", args=[slug])),
        "heading": f"Who becomes {chosen.label.lower()}?",
        "invite": invitation("invite_to_office", here),
        "address": reverse("seats:choose_officer", kwargs=here),
        "asked": asked,
        "options": options(people, lambda who: reverse("seats:appoint_officer", kwargs=here | {"person": who.pk})),
    }
    return page(request, "groups/seats/choose_person.html", context, block="matches")


@ASKS
@group_view(Capability.MANAGE)
def appoint_officer(request: GroupRequest, office: str, person: int) -> HttpResponse:
    """From when until when somebody holds an office."""
    chosen, who = office_or_404(office), person_or_404(request, person)
    form = TermForm(typed(request))
    if form.is_valid():
        begins, ends = form.begins(timezone.now()), form.ends
        term = attempt(
            form,
            lambda: actions.appoint_to_office(request.group, chosen, who, begins=begins, ends=ends, by=request.user),
        )
        if term:
            told = "" if who == request.user else " They are told by email."
            sentence = f"{who} is appointed {small(chosen.label)}, {until_words(term.period)}.{told}"
            return done(request, sentence, "seats:offices")
    context = {"office": chosen, "who": who, "form": form, "chair": chosen == Office.CHAIR}
    return asking(request, "groups/seats/appoint_officer.html", context, core=chosen == Office.CHAIR)


@ASKS
@group_view(Capability.MANAGE)
def change_office(request: GroupRequest, term: int) -> HttpResponse:
    """Let a term of office run longer."""
    found = office_term_or_404(request, term)
    initial = {"until": last_day(found.period), "version": found.version}
    form = ChangeOfficeForm(typed(request), initial=initial)
    if form.is_valid():
        version = form.cleaned_data["version"]
        act = attempt(form, lambda: actions.change_office_term(found, version=version, ends=form.ends, by=request.user))
        if act:
            return done(request, f"{act.person}’s term of office runs {until_words(act.period)}.", "seats:offices")
        now = request.group.office_terms.values_list("version", flat=True).get(pk=found.pk)
        seen(form, now)
    context = {"group": request.group, "term": found, "office": Office(found.office), "form": form}
    return page(request, "groups/seats/change_office.html", context)


@ASKS
@group_view(Capability.MANAGE)
def end_office(request: GroupRequest, term: int) -> HttpResponse:
    """End a term of office; the chair's is handed over instead."""
    found, now = office_term_or_404(request, term), timezone.now()
    form = EndForm(typed(request))
    what = closing(request.group, found.person, roles=OF_OFFICES, subjects=[found.pk])
    if form.is_valid():
        at, reason = form.at(now), form.cleaned_data["reason"]
        over = attempt(form, lambda: actions.end_office_term(found, at=at, reason=reason, by=request.user))
        if over:
            told = "" if over.person == request.user else " They are told by email."
            words = ended(f"{over.person}’s term as {small(over.title)}", over.period, now, told=told)
            return done_to_somebody(request, words, what, "seats:offices", at_once=at == now)
    context = {"group": request.group, "term": found, "office": Office(found.office), "form": form}
    return page(request, "groups/seats/end_office.html", context | {"closes": what_closes(what)})


@ASKS
@group_view(Capability.MANAGE)
def undo_office_end(request: GroupRequest, term: int) -> HttpResponse:
    """Let a term of office run as long as it would have; a handover is undone with it."""
    found = office_term_or_404(request, term)
    form = ConfirmForm(typed(request))
    if form.is_valid():
        act = attempt(form, lambda: actions.undo_office_end(found, by=request.user))
        if act:
            told = "Whoever was told otherwise gets an email."
            sentence = f"{act.person} stays {small(act.title)} {until_words(act.period)}. {told}"
            return done(request, sentence, "seats:offices")
    chair = found.office == Office.CHAIR
    context = {
        "term": found,
        "form": form,
        "ending": ending_of(found),
        "chair": chair,
        "follows": chair_after(found) if chair else None,
        "proposed": something_follows(),
    }
    return asking(request, "groups/seats/undo_office_end.html", context, core=chair)


@ASKS
@group_view(Capability.MANAGE)
def cancel_office(request: GroupRequest, term: int) -> HttpResponse:
    """Take out a term of office that has not begun."""
    found = office_term_or_404(request, term)
    form = ConfirmForm(typed(request))
    if form.is_valid() and succeeds(form, lambda: actions.cancel_office_term(found, by=request.user)):
        sentence = f"{found.person}’s term of office, which had not begun, was cancelled. If they were told of it, "
        return done(request, f"{sentence}they get an email.", "seats:offices")
    context = {"term": found, "office": Office(found.office), "form": form}
    return asking(request, "groups/seats/cancel_office.html", context, core=found.office == Office.CHAIR)
