"""The sentences a quarterly report begins each part with until an officer writes her own, figures filled in.

An officer may write the fields too: "Of {concerns}, most were about {topics}." They are filled in each time the report
is printed, so that her words stay true until it is issued. What stands in braces and is no field is printed as typed.
"""

import re
from collections.abc import Mapping

from outreach.languages.wording import ENGLISH, NO_BREAK, Wording
from outreach.queries.quarterly import PublicQuarter

TITLES = {
    "concerns": "Concerns voiced",
    "problems": "Potential problems",
    "actions": "Recommended actions",
    "progress": "Progress on earlier ones",
    "obstacles": "Obstacles",
}
"""The parts and their titles, where an officer chose no others."""

DRAFTS = {
    "concerns": "Residents told us {concerns}, {concerns_before} in the period before. Most were about {topics}.",
    "problems": "Worked on in this period: {problems}. Closed: {problems_closed}.",
    "actions": "Open at the end of the period: {open}. Late: {late}.",
    "progress": "Due in this period: {due}. Kept on time: {kept}. Residents told of the outcome: {told}.",
    "obstacles": "Waiting on a partner: {waiting}. Declined: {declined}. Late at the end of the period: {late}.",
}
_MOST = 3
_FIELD = re.compile(r"\{(\w+)\}")


def draft_words(part: str, report: PublicQuarter, say: Wording = ENGLISH) -> str:
    """The draft of a part, its fields still in braces; empty where the part has nothing to tell of."""
    has_something = {
        "concerns": any(row.now for row in report.topics),
        "problems": report.problems,
        "actions": report.figures.follow_ups.open,
        "progress": report.figures.follow_ups.due or report.figures.follow_ups.told,
        "obstacles": report.waiting or report.declined or report.figures.follow_ups.overdue,
    }
    return say.phrases.get(DRAFTS[part], DRAFTS[part]) if has_something[part] else ""


def filled(words: str, report: PublicQuarter, say: Wording = ENGLISH) -> str:
    """The words with the figures of the report in place of their fields."""
    values = _values(report, say)
    return _FIELD.sub(lambda field: values.get(field[1], field[0]), words)


def fields() -> tuple[str, ...]:
    """The fields there are, in the order in which the drafts use them."""
    return tuple(dict.fromkeys(name for draft in DRAFTS.values() for name in _FIELD.findall(draft)))


def _values(report: PublicQuarter, say: Wording) -> Mapping[str, str]:
    promised, before = report.figures.follow_ups, report.figures.comparison.prior_period
    closed = sum(problem.closed_on is not None and problem.closed_on in report.period for problem in report.problems)
    most = [f"{say.known(row.topic)}{NO_BREAK}({say.number(row.now)})" for row in report.topics[:_MOST] if row.now]

    def promises(number: int) -> str:
        return say.count(number, "promise", "promises")

    return {
        "concerns": say.count(sum(report.figures.concerns.values()), "concern", "concerns"),
        "concerns_before": say.number(sum(before.concerns.values())),
        "topics": say.listing(most) or "–",
        "problems": say.count(len(report.problems), "problem", "problems"),
        "problems_closed": say.number(closed),
        "open": promises(promised.open),
        "late": promises(promised.overdue),
        "due": promises(promised.due),
        "kept": say.number(promised.kept),
        "told": say.number(promised.told),
        "waiting": promises(report.waiting),
        "declined": promises(report.declined_in_all),
    }
