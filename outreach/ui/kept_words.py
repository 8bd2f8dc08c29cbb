"""What the records keep in one English word, such as a state, a step or an office, in the language spoken.

A word that is none of these, as an older record may hold, is shown as it stands.
"""

from outreach.actions.acting import NOBODY
from outreach.languages.spoken import say
from outreach.records.accounts import Role
from outreach.records.events import EventStatus
from outreach.records.followups import ConcernSource, FollowUpStatus, Priority, ProblemPhase
from outreach.records.people import Office, OrganizationKind


def event_status_word(status: str) -> str:
    """Where an event stands."""
    words: dict[str, str] = {
        EventStatus.PLANNED: say("planned"),
        EventStatus.HELD: say("held"),
        EventStatus.CANCELLED: say("cancelled"),
    }
    return words.get(status, status)


def status_word(status: str) -> str:
    """Where a promise stands."""
    words: dict[str, str] = {
        FollowUpStatus.OPEN: say("open"),
        FollowUpStatus.IN_PROGRESS: say("in progress"),
        FollowUpStatus.WAITING: say("waiting on partner"),
        FollowUpStatus.DONE: say("done"),
        FollowUpStatus.DECLINED: say("declined"),
    }
    return words.get(status, status)


def concern_word(state: str) -> str:
    """How far a concern has come: nothing promised, a promise open, or every one answered."""
    words = {"noted": say("noted"), "open": say("open"), "answered": say("answered")}
    return words.get(state, state)


def priority_word(priority: str) -> str:
    """How soon a promise wants attention."""
    words: dict[str, str] = {Priority.LOW: say("low"), Priority.NORMAL: say("normal"), Priority.HIGH: say("high")}
    return words.get(priority, priority)


def phase_word(phase: str) -> str:
    """The step that a problem has come to."""
    words: dict[str, str] = {
        ProblemPhase.SCANNING: say("scanning"),
        ProblemPhase.ANALYSIS: say("analysis"),
        ProblemPhase.RESPONSE: say("response"),
        ProblemPhase.ASSESSMENT: say("assessment"),
        ProblemPhase.CLOSED: say("closed", sense="of a problem"),
    }
    return words.get(phase, phase)


def source_word(source: str) -> str:
    """How a concern reached the precinct."""
    words: dict[str, str] = {
        ConcernSource.MEETING: say("meeting"),
        ConcernSource.CALL: say("call"),
        ConcernSource.EMAIL: say("e-mail"),
        ConcernSource.WALK_IN: say("walk-in", sense="of a concern"),
        ConcernSource.SOCIAL_MEDIA: say("social media"),
        ConcernSource.SURVEY: say("survey"),
        ConcernSource.OTHER: say("other", sense="of a concern"),
    }
    return words.get(source, source)


def organization_word(kind: str) -> str:
    """What an organization is."""
    words: dict[str, str] = {
        OrganizationKind.ASSOCIATION: say("association"),
        OrganizationKind.CHURCH: say("church"),
        OrganizationKind.SCHOOL: say("school"),
        OrganizationKind.BUSINESS: say("business"),
        OrganizationKind.AGENCY: say("agency"),
        OrganizationKind.OTHER: say("other", sense="of an organization"),
    }
    return words.get(kind, kind)


def office_word(office: str) -> str:
    """What somebody was elected to."""
    words: dict[str, str] = {
        Office.PRESIDENT: say("president"),
        Office.VICE_PRESIDENT: say("vice-president"),
        Office.SECRETARY: say("secretary"),
        Office.OTHER: say("other", sense="of an office"),
    }
    return words.get(office, office)


def actor_word(name: str) -> str:
    """Who acted, as the trail names somebody."""
    return say("Nobody chosen") if name == NOBODY else name


def role_word(role: str) -> str:
    """What an account may do, in one word."""
    words: dict[str, str] = {
        Role.OFFICER: say("officer"),
        Role.SUPERVISOR: say("supervisor"),
        Role.ADMINISTRATOR: say("administrator"),
    }
    return words.get(role, role)
