"""The record of one event, and what its public part leaves out."""

from datetime import date

import pytest

from outreach.queries.event_record import event_record
from outreach.records.events import Attachment, EventStatus
from outreach.records.precinct import Precinct
from tests import given
from tests.conftest import Store
from tests.queries.precinct_days import TODAY, closed, heads, measured, served, signed, worked
from tests.queries.test_monthly import every_text
from tests.statements import counted_statements

DAY = date(2019, 1, 15)


@pytest.fixture
def west(store: Store) -> Precinct:
    return given.a_precinct()


def test_a_bare_event(west: Precinct) -> None:
    public = event_record(given.an_event(west).id, TODAY).public
    assert (public.title, public.kind, public.status, public.date) == ("Meeting", "Association meeting", "held", DAY)
    assert (public.reached, public.sign_ins, public.hours, public.topics, public.photos) == (None, 0, None, (), ())


def test_everything_recorded_with_it(west: Precinct) -> None:
    ensley, officer = given.a_neighborhood(west), given.an_officer(west)
    host = given.an_organization(west)
    event = served(given.an_event(west, host=host, place="Bethel hall"), ensley)
    worked(measured(heads(signed(event, "A. Name"), 20, None), firearms_recovered=2), {officer: 1.5})
    for words, topic in (("Fast cars", "Speeding"), ("Shots", "Gun violence"), ("Races", "Speeding")):
        concern = given.a_concern(west, words, topic=given.a_topic(west, topic), event=event)
    secret = given.a_topic(west, "Drug activity")
    given.a_concern(west, "In confidence", topic=secret, event=event, confidential=True)
    promise = closed(west, DAY, DAY, concern=concern, public_words="The races", promised_to_organization=None)
    record = event_record(event.id, TODAY)
    public = record.public
    assert (public.host, public.place, public.neighborhoods) == (
        "Ensley Neighborhood Association",
        "Bethel hall",
        ("Ensley",),
    )
    assert (public.reached, public.sign_ins, public.officers, public.hours) == (20, 1, 1, 1.5)
    assert public.topics == (("Speeding", 2), ("Gun violence", 1))
    assert [(count.group, count.count) for count in public.head_counts] == [("group 0", 20), ("group 1", None)]
    assert [(measure.name, measure.count) for measure in public.measures] == [("Firearms recovered", 2)]
    assert [row.key for row in public.promises] == [promise.id]
    assert len(record.internal.detail.concerns) == 4


def test_topics_of_a_handful_of_people_are_withheld(west: Precinct) -> None:
    event = signed(given.an_event(west), "A. Name", "B. Name")
    given.a_concern(west, event=event)
    assert event_record(event.id, TODAY).public.topics == ()
    signed(event, None)
    assert event_record(event.id, TODAY).public.topics == (("Speeding", 1),)


def test_only_pictures_that_may_be_published_are_public(west: Precinct) -> None:
    event = given.an_event(west)
    for name, kind, may in (("a", "photo", True), ("b", "photo", False), ("c", "sheet", True), ("d", "other", True)):
        Attachment.create(
            event=event,
            kind=kind,
            file_name=name,
            media_type="image/png",
            may_publish=may,
            sha256="0",
            data=name.encode(),
        )
    Attachment.create(event=event, kind="photo", file_name="e", media_type="text/html", sha256="0", data=b"e")
    record = event_record(event.id, TODAY)
    assert [picture.data for picture in record.public.photos] == [b"a"]
    assert [picture.data for picture in record.internal.photos] == [b"a", b"b"]
    assert [picture.data for picture in record.internal.sheets] == [b"c"]


def test_why_it_was_cancelled_is_said_of_a_cancelled_one(west: Precinct) -> None:
    event = given.an_event(west, status=EventStatus.CANCELLED, cancel_reason="Snow")
    assert event_record(event.id, TODAY).public.cancel_reason == "Snow"


def test_nothing_of_a_resident_is_in_the_public_part(west: Precinct) -> None:
    ensley = given.a_neighborhood(west)
    person = given.a_person(west, "Zsecretgiven", "Zsecretfamily", phone="Zsecretphone", email="Zsecretemail")
    event = signed(served(given.an_event(west, summary="Zsecretsummary"), ensley), person, "Zsecretsigned", "B. Name")
    concern = given.a_concern(west, "Zsecretwords", event=event, raised_by_person=person, neighborhood=ensley)
    given.a_follow_up(
        west,
        "Zsecretpromise",
        concern=concern,
        outcome="Zsecretoutcome",
        promised_to_person=person,
        public_words="The lamp",
    )
    record = event_record(event.id, TODAY, confidential=True)
    assert [text for text in every_text(record.public) if "Zsecret" in text] == []
    assert record.public.promises == ()
    assert record.public.promises_unsaid == 1
    assert any("Zsecretwords" in text for text in every_text(record.internal))


def test_the_number_of_statements_does_not_grow(west: Precinct) -> None:
    event = given.an_event(west)

    def one() -> None:
        signed(event, given.a_person(west))
        concern = given.a_concern(west, event=event)
        given.a_follow_up(west, concern=concern, event=event)

    one()
    with counted_statements() as few:
        event_record(event.id, TODAY)
    for _ in range(60):
        one()
    with counted_statements() as many:
        event_record(event.id, TODAY)
    assert len(many) == len(few)
