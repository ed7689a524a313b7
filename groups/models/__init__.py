"""The app's models, gathered from its packages for Django."""

from groups.ballots.models import Ballot, Candidate
from groups.chair.models import Appointment, AppointmentStep, Nomination, Support
from groups.documents.models import Document, DocumentBytes
from groups.founding.models import FoundingDraft, ProposedChange
from groups.imports.models import ImportBatch, ImportChange, ImportFile, MapSighting
from groups.interests.models import Interest, InterestReminder, InterestReview, InterestWithheld
from groups.invitations.models import Invitation, StaffInvitation
from groups.jobs.models import Job
from groups.log.models import AccessEntry, LogEntry, LogHead, LogPersonal
from groups.mydata.models import DataExport, ErasureRequest
from groups.people.models import Person
from groups.principles.models import Principle, PrincipleComment, PrincipleStep, PrincipleVersion
from groups.pulse.models import ConfidenceItem, Pulse, PulseSettings, PulseSubject
from groups.readers.models import Readership, ReaderUpload
from groups.reference.models import (
    NetworkMembership,
    Organisation,
    Place,
    PlaceOrganisation,
    PlaceSystem,
    SubIcb,
    System,
    SystemSuccession,
)
from groups.seats.models import OfficeLetter, OfficeTerm, Seat, SeatTerm
from groups.signoff.models import Party, Round, RoundLetter, Word
from groups.support.models import SupportRole, SupportUse
from groups.system_roles.models import SystemRole
from groups.tenancy.models import (
    GroupGrant,
    LeadershipGroup,
    PersonGrant,
    RoleGroup,
    SystemStaffTerm,
)
from groups.terms.models import Terms, TermsClause, TermsStep

__all__ = [
    "AccessEntry",
    "Appointment",
    "AppointmentStep",
    "Ballot",
    "Candidate",
    "ConfidenceItem",
    "DataExport",
    "Document",
    "DocumentBytes",
    "ErasureRequest",
    "FoundingDraft",
    "GroupGrant",
    "ImportBatch",
    "ImportChange",
    "ImportFile",
    "Interest",
    "InterestReminder",
    "InterestReview",
    "InterestWithheld",
    "Invitation",
    "Job",
    "LeadershipGroup",
    "LogEntry",
    "LogHead",
    "LogPersonal",
    "MapSighting",
    "NetworkMembership",
    "Nomination",
    "OfficeLetter",
    "OfficeTerm",
    "Organisation",
    "Party",
    "Person",
    "PersonGrant",
    "Place",
    "PlaceOrganisation",
    "PlaceSystem",
    "Principle",
    "PrincipleComment",
    "PrincipleStep",
    "PrincipleVersion",
    "ProposedChange",
    "Pulse",
    "PulseSettings",
    "PulseSubject",
    "ReaderUpload",
    "Readership",
    "RoleGroup",
    "Round",
    "RoundLetter",
    "Seat",
    "SeatTerm",
    "StaffInvitation",
    "SubIcb",
    "Support",
    "SupportRole",
    "SupportUse",
    "System",
    "SystemRole",
    "SystemStaffTerm",
    "SystemSuccession",
    "Terms",
    "TermsClause",
    "TermsStep",
    "Word",
]
