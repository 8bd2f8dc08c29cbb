"""Setting up a precinct with what it starts with, and its officers."""

from dataclasses import replace

import pytest

from outreach.actions import standard
from outreach.actions.precinct import (
    OfficerDetails,
    PrecinctDetails,
    add_officer,
    add_officers,
    edit_officer,
    edit_precinct,
    set_up_precinct,
)
from outreach.errors import NotFoundError, StaleVersionError
from outreach.records.crime import Offense, OffenseAlias
from outreach.records.events import EventKind, EventKindMeasure
from outreach.records.followups import Topic
from outreach.records.precinct import Officer, Precinct
from tests import given
from tests.actions.refusals import refused
from tests.statements import counted_statements
from tests.trail import BY, entries, last_told

pytestmark = pytest.mark.usefixtures("store")

WEST = PrecinctDetails("Birmingham Police Department", " West Precinct ", commander="Capt. A. Sample")


def test_a_new_precinct_starts_with_the_standard_lists() -> None:
    with counted_statements() as statements:
        changes = set_up_precinct(BY, WEST)
    precinct = Precinct.get_by_id(changes.only_id("precinct"))
    assert (precinct.name, precinct.commander, precinct.time_zone) == (
        "West Precinct",
        "Capt. A. Sample",
        "America/Chicago",
    )
    assert (precinct.paper, precinct.quiet_after_days, precinct.traceable_below) == ("letter", 60, 3)
    kinds = EventKind.select().order_by(EventKind.position)
    assert [kind.name for kind in kinds] == [kind.name for kind in standard.EVENT_KINDS]
    offenses = Offense.select().order_by(Offense.position)
    assert [offense.name for offense in offenses] == [offense.name for offense in standard.OFFENSES]
    assert [one.name for one in Topic.select().order_by(Topic.position)] == list(standard.TOPICS)
    assert changes.kinds == {
        "precinct",
        "event_kind",
        "measure_kind",
        "event_kind_measure",
        "topic",
        "offense",
        "offense_alias",
    }
    assert len(statements) <= 14


def test_a_checkpoint_asks_for_what_checkpoints_count() -> None:
    set_up_precinct(BY, WEST)
    checkpoint = EventKind.get(EventKind.is_checkpoint)
    assert {asked.measure.name for asked in EventKindMeasure.select().where(EventKindMeasure.kind == checkpoint)} == {
        "Vehicles stopped",
        "Citizen contacts",
        "Citations",
        "Arrests",
        "Firearms recovered",
    }
    assert checkpoint.asks_hours
    assert not checkpoint.asks_sign_in


def test_the_standard_lists_name_nothing_twice() -> None:
    for names in (
        [kind.name for kind in standard.EVENT_KINDS],
        standard.MEASURE_KINDS,
        standard.TOPICS,
        [spelling for offense in standard.OFFENSES for spelling in (offense.name, *offense.aliases)],
    ):
        assert len({name.casefold() for name in names}) == len(list(names))
    assert {name for kind in standard.EVENT_KINDS for name in kind.measures} <= set(standard.MEASURE_KINDS)


def test_offenses_know_their_other_spellings() -> None:
    precinct = set_up_precinct(BY, WEST).only_id("precinct")
    alias = OffenseAlias.get(OffenseAlias.precinct == precinct, OffenseAlias.spelling == "MVT")
    assert alias.offense.name == "Motor vehicle theft"


def test_setting_up_is_told_once() -> None:
    changes = set_up_precinct(BY, WEST)
    told = last_told()
    assert (told.entry, told.actor, told.action) == (changes.entry, "R. Sample", "set_up_precinct")
    assert told.of("precinct")[0][1]["name"] == "West Precinct"
    assert len(told.rows) == len(changes.touched)
    assert entries() == 1


@pytest.mark.parametrize(
    ("details", "words"),
    [
        (replace(WEST, name=" "), "The name of the precinct is missing"),
        (replace(WEST, agency=""), "The name of the agency is missing"),
        (replace(WEST, paper="foolscap"), "The paper size 'foolscap' is not known"),
        (replace(WEST, time_zone="America/Springfield"), "The time zone 'America/Springfield' is unknown"),
        (replace(WEST, time_zone="../etc/passwd"), "The time zone '../etc/passwd' is unknown"),
        (replace(WEST, quiet_after_days=0), "must be 1 to 3,650"),
        (replace(WEST, quiet_after_days=3_651), "must be 1 to 3,650"),
        (replace(WEST, traceable_below=0), "smallest public count 1 or more"),
    ],
)
def test_a_precinct_that_cannot_be_is_refused(details: PrecinctDetails, words: str) -> None:
    with refused(words):
        set_up_precinct(BY, details)
    kept = set_up_precinct(BY, WEST).only_id("precinct")
    with refused(words):
        edit_precinct(BY, kept, 1, details)


def test_a_second_precinct_of_the_same_name_is_refused() -> None:
    set_up_precinct(BY, WEST)
    other = set_up_precinct(BY, replace(WEST, name="North Precinct")).only_id("precinct")
    with refused("West Precinct of Birmingham Police Department is already kept here"):
        set_up_precinct(BY, WEST)
    with refused("West Precinct of Birmingham Police Department is already kept here"):
        edit_precinct(BY, other, 1, WEST)


def test_editing_a_precinct_writes_what_differs_and_raises_its_version() -> None:
    precinct = set_up_precinct(BY, WEST).only_id("precinct")
    changes = edit_precinct(BY, precinct, 1, replace(WEST, commander="Capt. B. Sample", logo=b"picture"))
    assert changes.touched == (("precinct", precinct),)
    record = Precinct.get_by_id(precinct)
    assert (record.version, record.commander, bytes(record.logo or b"")) == (2, "Capt. B. Sample", b"picture")
    ((before, after),) = last_told().of("precinct")
    assert before["commander"] == "Capt. A. Sample"
    assert set(after) == {"commander", "logo"}
    assert after["logo"]["bytes"] == 7
    with refused("Somebody else changed this precinct", StaleVersionError):
        edit_precinct(BY, precinct, 1, replace(WEST, commander="Capt. C. Sample"))


def test_an_edit_that_changes_nothing_tells_nothing() -> None:
    precinct = set_up_precinct(BY, WEST).only_id("precinct")
    changes = edit_precinct(BY, precinct, 1, WEST)
    assert (changes.entry, changes.touched) == (None, ())
    assert entries() == 1


def test_officers_are_added_in_one_change() -> None:
    precinct = given.a_precinct().id
    listed = [OfficerDetails(f" {badge} ", f"Officer {badge}", "Ofc.") for badge in range(200, 260)]
    with counted_statements() as statements:
        changes = add_officers(BY, precinct, listed)
    assert len(changes.ids("officer")) == 60
    assert len(statements) <= 8
    first = Officer.get_by_id(changes.only_id("officer"))
    assert (first.badge, first.rank, first.name, first.active, first.version) == ("200", "Ofc.", "Officer 200", True, 1)
    assert (last_told().action, len(last_told().rows)) == ("add_officers", 60)
    one = add_officer(BY, precinct, OfficerDetails("300", "O. Ne"))
    assert (one.action, last_told().action) == ("add_officer", "add_officer")


def test_a_badge_is_one_officers() -> None:
    precinct = given.a_precinct().id
    add_officers(BY, precinct, [OfficerDetails("101", "A. Sample"), OfficerDetails("102", "B. Sample")])
    second = Officer.get(badge="102")
    with refused("Badge 101 is A. Sample's"):
        add_officer(BY, precinct, OfficerDetails(" 101", "C. Sample"))
    with refused("Badge 103 is given to two officers"):
        add_officers(BY, precinct, [OfficerDetails("103", "C. Sample"), OfficerDetails("103", "D. Sample")])
    with refused("Badge 101 is A. Sample's"):
        edit_officer(BY, second.id, 1, OfficerDetails("101", "B. Sample"))
    elsewhere = given.a_precinct("North Precinct").id
    assert add_officer(BY, elsewhere, OfficerDetails("101", "A. Other")).entry == 2


@pytest.mark.parametrize(
    ("details", "words"),
    [
        (OfficerDetails(" ", "A. Sample"), "The badge is missing"),
        (OfficerDetails("101", "\t"), "The officer's name is missing"),
    ],
)
def test_an_officer_needs_a_badge_and_a_name(details: OfficerDetails, words: str) -> None:
    precinct = given.a_precinct()
    officer = given.an_officer(precinct, badge="7")
    with refused(words):
        add_officer(BY, precinct.id, details)
    with refused(words):
        edit_officer(BY, officer.id, 1, details)


def test_an_officer_is_edited_by_version() -> None:
    officer = given.an_officer(given.a_precinct(), badge="101", name="R. Sample")
    changes = edit_officer(BY, officer.id, 1, OfficerDetails("101", "R. Sample", "Sgt.", active=False))
    assert changes.only_id("officer") == officer.id
    kept = Officer.get_by_id(officer.id)
    assert (kept.rank, kept.active, kept.version) == ("Sgt.", False, 2)
    with refused("Somebody else changed this officer", StaleVersionError):
        edit_officer(BY, officer.id, 1, OfficerDetails("101", "R. Sample"))
    with refused("no longer kept", NotFoundError):
        edit_officer(BY, 9999, 1, OfficerDetails("101", "R. Sample"))
    with refused("no longer kept", NotFoundError):
        add_officer(BY, 9999, OfficerDetails("101", "R. Sample"))
