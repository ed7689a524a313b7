"""Columns with words about people, row by row: what becomes of each when the person is erased.

Every text column of a table that has a key to a person stands in one of the two lists; a test looks.
"""

from collections.abc import Mapping
from typing import Any, Final

from groups.mydata.erasing.steps import ERASED, NOBODY

BLANKED: Final[Mapping[str, Mapping[str, Any]]] = {
    # key to the person: what its rows say afterwards, where they said anything
    "groups.SeatTerm.person": {"job_title": "", "end_reason": ""},
    "groups.OfficeTerm.person": {"end_reason": ""},
    "groups.Readership.person": {"end_reason": ""},
    "groups.SystemStaffTerm.person": {"job_title": ""},
    "groups.Nomination.person": {"name": "", "about": ERASED, "statement": ERASED, "reason": ""},
    "groups.Candidate.person": {"name": NOBODY, "about": "", "statement": ""},
    "groups.SystemRole.person": {"title": ERASED, "end_reason": ""},
    "groups.ConfidenceItem.person": {"agreed": ""},
    "groups.Interest.person": {"whose": "", "what": ERASED, "with_whom": ERASED, "mitigation": ""},
    "groups.InterestWithheld.person": {
        "whose": "",
        "what": ERASED,
        "with_whom": ERASED,
        "mitigation": "",
        "reason": ERASED,
    },
}
STAYS: Final[Mapping[str, str]] = {
    # model and column: why its words stay (names and addresses are still taken out of them)
    "groups.OfficeLetter.occasion": "which term a letter was about, by number",
    "groups.AppointmentStep.reason": "the group’s own record of why; the database lets nobody change it",
    "groups.PrincipleStep.reason": "the group’s own record of why",
    "groups.PrincipleComment.text": "part of how a principle came about",
    "groups.Round.kind": "a kind of thing",
    "groups.Round.title": "what was signed off",
    "groups.Round.summary": "what was signed off",
    "groups.Round.explanation": "how it ended, by organisation",
    "groups.Word.note": "an organisation’s word",
    "groups.Word.remedy": "an organisation’s word",
    "groups.Word.speaks_as": "a seat or an office",
    "groups.Word.on_word_of": "erased by its own step where it names the person",
    "groups.PulseSubject.roles": "offices and seats",
    "groups.ConfidenceItem.roles": "offices and seats",
    "groups.ProposedChange.words": "what a group asked to be changed of a place",
    "groups.ProposedChange.reason": "why platform staff decided so",
    "groups.Job.kind": "the name of a kind of work",
    "groups.Job.arguments": "ids and counts",
    "groups.Job.key": "ids",
    "groups.Job.note": "how far work is",
    "groups.Job.result": "ids and counts",
    "groups.Job.error": "why work failed",
    "groups.ImportBatch.error": "what was wrong with a public file",
    "groups.ReaderUpload.file_name": "what a file was called",
    "groups.ReaderUpload.rows": "other people, for a day; lines about the person are taken out",
    "groups.Invitation.email": "erased by its own step: of those to the person",
    "groups.Invitation.nonce": "random",
    "groups.Invitation.token_hash": "random",
    "groups.Invitation.full_name": "erased by its own step",
    "groups.Invitation.job_title": "erased by its own step",
    "groups.StaffInvitation.email": "erased by its own step",
    "groups.StaffInvitation.nonce": "random",
    "groups.StaffInvitation.token_hash": "random",
    "groups.StaffInvitation.full_name": "erased by its own step",
    "groups.StaffInvitation.job_title": "erased by its own step",
    "groups.LogEntry.verb": "what was done",
    "groups.LogEntry.subject_type": "to what kind of thing",
    "groups.LogEntry.body": "the sealed words: ids; what is personal lies beside it and is erased",
    "groups.LogEntry.hash": "the seal",
    "groups.AccessEntry.what": "which page was looked at",
    "groups.SupportRole.role": "what a role is called",
    "groups.SupportRole.name": "of somebody without an account; erased by its own step where it is the same name",
    "groups.SupportRole.funder_name": "who pays",
    "groups.TermsClause.key": "the name of a clause of the library",
    "groups.TermsClause.text": "the group’s own words; from the day the organisations are asked nobody can change them",
    "admin.LogEntry.object_id": "a number",
    "admin.LogEntry.object_repr": "erased by its own step",
    "admin.LogEntry.change_message": "names of fields",
    "account.EmailAddress.email": "the row is deleted",
    "mfa.Authenticator.data": "the row is deleted",
    "socialaccount.SocialAccount.provider": "the row is deleted",
    "socialaccount.SocialAccount.uid": "the row is deleted",
    "socialaccount.SocialAccount.extra_data": "the row is deleted",
    "usersessions.UserSession.ip": "the row is deleted",
    "usersessions.UserSession.session_key": "the row is deleted",
    "usersessions.UserSession.user_agent": "the row is deleted",
    "usersessions.UserSession.data": "the row is deleted",
}
