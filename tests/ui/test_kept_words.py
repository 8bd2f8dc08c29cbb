"""The words that the records keep for a state, a step, a kind or an office, in Spanish as in English."""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum

import pytest
from PySide6.QtWidgets import QLabel

from outreach.actions.conflict import Conflict, Disputed
from outreach.languages.spoken import speak
from outreach.queries.concerns import ConcernRow
from outreach.queries.event_list import EventRow
from outreach.queries.matching import Evidence, Verdict
from outreach.queries.search import Hit, HitKind
from outreach.records.events import EventStatus
from outreach.records.followups import ConcernSource, FollowUpStatus, Priority, ProblemPhase
from outreach.records.people import Office, OrganizationKind
from outreach.ui import kept_words
from outreach.ui.conflict import ConflictPanel, read_as, value_words
from outreach.ui.desk import Desk
from outreach.ui.doing import Clash
from outreach.ui.models import Column
from outreach.ui.pages.neighborhood_panel import STATE_TONES, NeighborhoodPanel
from outreach.ui.pages.people_columns import ORGANIZATIONS, evidence_words, verdict_word
from outreach.ui.pages.search import detail_words
from tests.ui.conftest import free

AT = "2019-01-24T20:05:00+00:00"
WORDS: tuple[tuple[type[StrEnum], Callable[[str], str]], ...] = (
    (EventStatus, kept_words.event_status_word),
    (FollowUpStatus, kept_words.status_word),
    (Priority, kept_words.priority_word),
    (ProblemPhase, kept_words.phase_word),
    (ConcernSource, kept_words.source_word),
    (OrganizationKind, kept_words.organization_word),
    (Office, kept_words.office_word),
    (Evidence, lambda one: evidence_words([one])),
    (Verdict, verdict_word),
)
ALIKE = {"normal"}
"""What both languages write in the same letters."""


@pytest.fixture
def spanish() -> Iterator[None]:
    speak("es")
    yield
    speak("en")


@pytest.mark.parametrize(("kept", "word"), WORDS)
def test_what_the_records_keep_is_shown_as_it_is_kept_in_english(
    kept: type[StrEnum], word: Callable[[str], str]
) -> None:
    assert [word(one) for one in kept] == [str(one) for one in kept]


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(("kept", "word"), WORDS)
def test_what_the_records_keep_is_shown_in_spanish(kept: type[StrEnum], word: Callable[[str], str]) -> None:
    assert [str(one) for one in kept if word(one) == str(one) and one not in ALIKE] == []


@pytest.mark.usefixtures("spanish")
def test_what_was_found_says_below_its_title_in_spanish_what_it_is() -> None:
    found = {
        HitKind.ORGANIZATION: "church", HitKind.EVENT: "Association meeting", HitKind.FOLLOW_UP: "open",
        HitKind.CONCERN: "Speeding", HitKind.PROBLEM: "response",
    }  # fmt: skip
    assert [kind for kind, kept in found.items() if detail_words(Hit(kind, 1, "x", kept)) == kept] == []
    assert detail_words(Hit(HitKind.PERSON, 1, "x", "Thomas")) == "Thomas"
    assert [kept_words.concern_word(one) for one in STATE_TONES] == ["pendiente", "respondida", "anotada"]


@pytest.mark.usefixtures("spanish")
def test_a_neighborhood_says_in_spanish_that_a_meeting_is_planned_and_words_are_confidential(
    desk: Desk,
) -> None:
    panel = NeighborhoodPanel(desk)
    day = date(2019, 3, 12)
    event = EventRow(1, 1, 1, "x", "x", "planned", day, None, day, None, "", (), None, "", None, None, 0, 0, 0)
    concern = ConcernRow(1, 1, 1, "x", None, "other", day, None, None, None, None, "", None, "", None, True, 0, "noted")
    told = [
        one.text() for row in (panel._event_row(event), panel._concern_row(concern)) for one in row.findChildren(QLabel)
    ]
    assert {"planeado", "confidencial", "anotada"} <= set(told)
    free(panel)


@pytest.mark.usefixtures("spanish")
def test_a_column_is_headed_in_spanish_and_remembered_in_english() -> None:
    assert [(one.heading, one.name) for one in ORGANIZATIONS[:2]] == [
        ("Organización", "Organization"),
        ("Tipo", "Kind"),
    ]


def test_a_column_that_a_file_names_is_headed_as_it_stands() -> None:
    assert Column[object]("Cars {per day}", str, key="cars {per day}").heading == "Cars {per day}"


def test_a_kind_that_an_older_record_holds_is_shown_as_it_stands() -> None:
    assert kept_words.organization_word("guild") == "guild"


@pytest.mark.usefixtures("spanish")
def test_two_versions_of_a_promise_are_told_in_spanish_and_what_was_typed_as_it_was(desk: Desk) -> None:
    panel = ConflictPanel(desk)
    versions = [("priority", "high", "low"), ("status", "done", "open"), ("outcome", "done", "open")]
    disputed = [Disputed(name, None, mine, theirs, "B. Trial", "", AT) for name, mine, theirs in versions]
    panel.show_clash(Clash(Conflict("follow_up", 1, 2, tuple(disputed), mixes=True), lambda: None))
    assert panel.heading.text() == "Cambió mientras usted lo tenía abierto (seguimiento): B. Trial"
    read = [value_words(one.mine, read_as(one), {}) for one in disputed]
    assert read == ["alta", "hecha", "done"]
    free(panel)
