"""Problems being worked on."""

from datetime import date

import pytest

from outreach.errors import NotFoundError
from outreach.queries.problems import ProblemFilter, problem_detail, problem_list, problems_of
from outreach.records.followups import Problem, ProblemConcern, ProblemEvent
from tests import given
from tests.statements import counted_statements

pytestmark = pytest.mark.usefixtures("store")

FIRST, LAST = date(2019, 1, 1), date(2019, 1, 31)


def test_problems_are_listed_by_phase_and_told_with_what_they_gather() -> None:
    precinct = given.a_precinct()
    area, owner = given.a_neighborhood(precinct), given.an_officer(precinct)
    racing = Problem.create(
        precinct=precinct, title="Racing", phase="response", opened_on=FIRST, neighborhood=area, owner=owner
    )
    Problem.create(precinct=precinct, title="Noise", opened_on=FIRST, analysis="music at night")
    plain, secret = given.a_concern(precinct), given.a_concern(precinct, "whispered", confidential=True)
    for concern in (plain, secret):
        ProblemConcern.create(problem=racing, concern=concern)
    ProblemEvent.create(problem=racing, event=given.an_event(precinct))
    page = problem_list(precinct.id)
    assert [(row.title, row.concerns, row.events) for row in page.rows] == [("Noise", 0, 0), ("Racing", 2, 1)]
    for chosen, title in (
        (ProblemFilter(phases=("response",)), "Racing"),
        (ProblemFilter(neighborhood=area.id), "Racing"),
        (ProblemFilter(owner=owner.id), "Racing"),
        (ProblemFilter(text="music"), "Noise"),
    ):
        assert [row.title for row in problem_list(precinct.id, chosen).rows] == [title]
    with counted_statements() as asked:
        told = problem_detail(racing.id)
    assert len(asked) == 3
    assert [one.words for one in told.gathered_concerns] == [None, "Cars race past the school"]
    assert problem_detail(racing.id, confidential=True).gathered_concerns[0].words == "whispered"
    assert problems_of([plain.id, secret.id]) == dict.fromkeys((plain.id, secret.id), ((racing.id, "Racing"),))
    with pytest.raises(NotFoundError):
        problem_detail(999)
