"""Pages as they are ordered: the same as made at once, and issued from what was looked at, in any process."""

import pickle
from datetime import date

import pytest

from outreach.errors import OutreachError
from outreach.queries.monthly import Signatures
from outreach.queries.period import Period
from outreach.queries.shown import confidential_shown
from outreach.records.events import Event
from outreach.reports.catalogue import REPORTS, Choice, Copy
from outreach.reports.issuing import drafted
from outreach.reports.orders import Order, Rendered, Wanted, made, signed
from tests.conftest import Store
from tests.planted import MONTH, TODAY, Planted
from tests.reports.reading import text_of

SIGNED = Signatures("Ofc. R. Sample", "Capt. E. Sample", is_approved=True)


@pytest.fixture
def planted(sqlite_store: Store) -> Planted:
    return Planted()


def nothing(share: float, words: str) -> None:
    """Nobody is told how far it is."""


def order_of(kind: str, planted: Planted) -> Order:
    choice = Choice(MONTH, neighborhood=planted.neighborhood, event=planted.event, officer=planted.officer)
    return Order(kind, choice, public=Copy.INTERNAL not in REPORTS[kind].copies)


def ordered(kind: str, planted: Planted, confidential: bool = True) -> Rendered:
    return made(nothing, Wanted(order_of(kind, planted), planted.precinct, TODAY, confidential))


@pytest.mark.parametrize("kind", REPORTS)
def test_every_report_is_issued_from_what_another_process_was_handed(kind: str, planted: Planted) -> None:
    rendered: Rendered = pickle.loads(pickle.dumps(ordered(kind, planted, confidential=False)))
    order = rendered.order
    assert rendered.pdf == drafted(kind, planted.precinct, order.choice, public=order.public, today=TODAY).printed()
    if rendered.issuing is None:
        with pytest.raises(OutreachError, match="not one to sign"):
            signed(nothing, rendered.draft, SIGNED, planted.officer)
        return
    Event.update(title="Written since").execute()
    kept = signed(nothing, rendered.draft, SIGNED, planted.officer)
    assert (kept.kind, kept.prepared_by, kept.approved_by) == (kind, planted.officer, SIGNED.approved_by)
    assert "Capt. E. Sample" in text_of(kept.pdf)
    assert "Written since" not in text_of(kept.pdf)


def test_whom_the_pages_show_is_known_without_what_they_were_made_from(planted: Planted) -> None:
    told = confidential_shown(ordered("recap", planted))
    assert ("follow_up", planted.follow_up) in told
    assert confidential_shown(ordered("recap", planted, confidential=False)) == ()


def test_pages_of_another_day_are_of_that_day(planted: Planted) -> None:
    order = Order("monthly", Choice(Period.of_month(2019, 1)), public=True)
    rendered = made(nothing, Wanted(order, planted.precinct, date(2019, 2, 3)))
    assert "February 3, 2019" in text_of(rendered.pdf)
