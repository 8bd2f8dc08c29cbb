"""Who may be the same person: small cases by hand, and real benchmark files with known truth."""

import csv
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import pytest

from outreach.queries.matching import Evidence, Identity, Match, Matcher, Verdict

TOWN = [
    Identity(number, f"Given{number}", f"Family{number}", f"{number} Road{number} Street", f"{35000 + number}")
    for number in range(100, 300)
]
"""Two hundred invented people with nothing in common."""


def verdicts(*people: Identity) -> dict[tuple[int, int], Match]:
    return {(match.first, match.second): match for match in Matcher([*TOWN, *people]).pairs()}


def test_a_whole_entry_typed_twice_is_the_same_person() -> None:
    twice = [Identity(key, "Opal", "Ferncastle", "12 Elm Street", "35208") for key in (1, 2)]
    match = verdicts(*twice)[1, 2]
    assert match.verdict is Verdict.SAME
    assert match.evidence[0] is Evidence.NAME
    assert Evidence.ADDRESS in match.evidence


@pytest.mark.parametrize(
    ("given", "family", "evidence"),
    [
        ("Opla", "Ferncastle", Evidence.SIMILAR_NAME),
        ("Opal", "Fern Castle", Evidence.SIMILAR_NAME),
        ("O.", "Ferncastle", Evidence.SIMILAR_NAME),
        ("Ferncastle", "Opal", Evidence.SWAPPED_NAME),
        ("Ópal", "FERNCASTLE", Evidence.NAME),
    ],
)
def test_slips_in_a_name_are_forgiven_at_one_address(given: str, family: str, evidence: Evidence) -> None:
    first = Identity(1, "Opal", "Ferncastle", "12 Elm Street", "35208")
    match = verdicts(first, Identity(2, given, family, "12 Elm Street", "35208"))[1, 2]
    assert match.evidence[0] is evidence


@pytest.mark.parametrize(("short", "full"), [("Bill", "William"), ("Peggy", "Margaret"), ("Rob", "Robert")])
def test_pet_names_are_known(short: str, full: str) -> None:
    """Without an address too: the family name is rare enough to ask."""
    match = verdicts(Identity(1, short, "Quillfeather"), Identity(2, full, "Quillfeather"))[1, 2]
    assert (match.verdict, match.evidence) == (Verdict.POSSIBLE, (Evidence.SIMILAR_NAME,))


def test_one_who_lives_there_too_is_never_the_same_person() -> None:
    home = ("14 Oak Avenue, Ensley", "35218", "2055550123")
    first, second = Identity(1, "Rufus", "Quillson", *home), Identity(2, "Delphine", "Quillson", *home)
    found = verdicts(first, second)
    assert (1, 2) not in found or found[1, 2].verdict is Verdict.HOUSEHOLD


def test_common_names_alone_prove_nothing() -> None:
    namesakes = [Identity(key, "Mabel", "Sample", f"{key} Way{key} Road", f"{36000 + key}") for key in range(1, 9)]
    assert verdicts(*namesakes) == {}


def test_a_rare_name_is_enough_unless_all_else_differs() -> None:
    first = Identity(1, "Thaddeus", "Appleyard", "3 Elm Street", "35208")
    assert verdicts(first, Identity(2, "Thaddeus", "Appleyard"))[1, 2].verdict is Verdict.SAME
    assert verdicts(first, Identity(2, "Thaddeus", "Appleyard", "988 Long Lane", "36104")) == {}


def test_the_next_street_is_not_a_slip() -> None:
    first = Identity(1, "Thaddeus", "Appleyard", "3 19th Street", "35208")
    near = verdicts(first, Identity(2, "Thaddeus", "Appleyard", "3 18th Street", "35208"))
    slip = verdicts(first, Identity(2, "Thaddeus", "Appleyard", "3 19th Stret", "35208"))
    assert near[1, 2].bits < slip[1, 2].bits - 5


def test_two_equally_good_matches_are_both_told() -> None:
    twins = [Identity(key, "Winifred", "Oxenbridge", "7 Pine Street", "35208") for key in (1, 2)]
    asked = Identity(0, "Winifred", "Oxenbridge", "7 Pine Street", "35208")
    matches = Matcher([*TOWN, *twins]).matches(asked)
    assert [match.second for match in matches] == [1, 2]
    assert matches[0].bits == matches[1].bits


def test_an_entry_is_not_matched_with_itself() -> None:
    one = Identity(1, "Opal", "Opal", "12 Elm Street", "35208", "2055550123", "opal@mail.example")
    assert verdicts(one) == {}
    assert Matcher([*TOWN, one]).matches(one) == ()


def test_progress_is_told_and_may_stop_the_work() -> None:
    class StoppedError(Exception):
        pass

    def stop(_done: float) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        list(Matcher(TOWN).pairs(stop))


def febrl(path: Path) -> tuple[list[Identity], list[str]]:
    """Names and address parts alone, and the person behind each record."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, skipinitialspace=True))
    people = [
        Identity(
            place,
            row["given_name"],
            row["surname"],
            f"{row['street_number']} {row['address_1']}, {row['address_2']}, {row['suburb']}",
            row["postcode"],
        )
        for place, row in enumerate(rows)
    ]
    return people, [row["rec_id"].split("-")[1] for row in rows]


def scores(found: Iterable[Match], truth_of: list[str]) -> tuple[float, float, float]:
    """Pairwise precision, recall and F1."""
    groups: dict[str, list[int]] = {}
    for place, person in enumerate(truth_of):
        groups.setdefault(person, []).append(place)
    truth = {pair for group in groups.values() for pair in combinations(group, 2)}
    pairs = {(min(match.first, match.second), max(match.first, match.second)) for match in found}
    right = len(pairs & truth)
    precision, recall = right / len(pairs), right / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


@pytest.mark.real_data
@pytest.mark.parametrize(("name", "least"), [("dataset1.csv", 0.98), ("dataset2.csv", 0.96)])
def test_febrl_is_matched_from_names_and_addresses(shared_data: Path, name: str, least: float) -> None:
    people, truth = febrl(shared_data / "contacts" / "people" / name)
    found = list(Matcher(people).pairs())
    _, _, f1 = scores(found, truth)
    assert f1 >= least
    precision, _, _ = scores([match for match in found if match.verdict is Verdict.SAME], truth)
    assert precision >= 0.99


def fake_1000(path: Path) -> tuple[list[Identity], list[str]]:
    """Names, towns and e-mail addresses, many of them missing, and the person behind each record."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    people = [
        Identity(place, row["first_name"], row["surname"], f", {row['city']}", email=row["email"])
        for place, row in enumerate(rows)
    ]
    return people, [row["cluster"] for row in rows]


@pytest.mark.real_data
def test_fake_1000_is_matched_with_few_faults(shared_data: Path) -> None:
    people, truth = fake_1000(shared_data / "contacts" / "people" / "fake_1000.csv")
    found = list(Matcher(people).pairs())
    precision, recall, _ = scores(found, truth)
    # Half of its true pairs share neither a name nor an e-mail address that is whole.
    assert precision >= 0.99
    assert recall >= 0.5


def test_what_an_entry_lacks_is_unknown_and_not_different() -> None:
    phone = {"phone_digits": "2055550177"}
    alone = Identity(1, "", "", "", "", **phone)
    named = Identity(2, "Opal", "Ferncastle", "12 Elm Street", "35208", **phone)
    assert verdicts(alone, named)[1, 2].evidence == (Evidence.PHONE,)


@pytest.mark.parametrize(
    "lacking",
    [
        Identity(1, "Opal", "", "12 Elm Street", "35208"),
        Identity(1, "", "Ferncastle", "12 Elm Street", "35208"),
        Identity(1, "", "Ferncastle", "12", "35208"),
        Identity(1, "Opal", "Ferncastle", "Elm Street", ""),
        Identity(1, "Opal", "Ferncastle", "12 Elm Street", ""),
    ],
)
def test_an_entry_is_found_by_what_it_has(lacking: Identity) -> None:
    whole = Identity(2, "Opal", "Ferncastle", "12 Elm Street", "35208")
    assert (1, 2) in verdicts(lacking, whole)
    assert (1, 2) not in verdicts(lacking, Identity(2, "Rufus", "Quillson", "77 Oak Avenue", "35999"))


def test_two_with_one_phone_and_nothing_else_alike_need_not_be_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    def compared(*_given: object) -> None:
        raise AssertionError("their homes were compared")

    monkeypatch.setattr(Matcher, "_reached_bits", compared)
    first = Identity(1, "Opal", "Given100", "", "", "2055550177", "opal@mail.example")
    assert verdicts(first, Identity(2, "Rufus", "Family101", "", "", "2055550177", "rufus@mail.example")) == {}


def test_parts_of_an_address_in_each_other_s_place_may_outweigh_all_that_differs() -> None:
    first = Identity(1, "Opalina", "Wexcombe", "5 Elm Street, Ensley", "35201", "2055550111", "o@one.example")
    second = Identity(2, "Opaline", "Ferncastle", "5 Ensley, Elm Street", "35299", "2055550122", "o@two.example")
    (found,) = Matcher([first, second], size=100_000).pairs()
    assert (found.bits, found.evidence) == (9.9, (Evidence.SIMILAR_NAME, Evidence.ADDRESS))
    again = Identity(2, "Opaline", "Ferncastle", "5 Ensley, Oak Lane", "35299", "2055550122", "o@two.example")
    assert list(Matcher([first, again], size=100_000).pairs()) == []
