"""The figures of a month, for scripts and to be read."""

import json

import pytest

from tests.cli.scripted import Run, is_one_sentence


def test_figures_as_json(run: Run, west: str) -> None:
    said = run("--database", west, "figures", "--from", "2019-01", "--json")
    assert said.status == 0
    told = json.loads(said.out)
    assert told["precinct"] == "West Precinct"
    assert (told["from"], told["to"]) == ("2019-01", "2019-01")
    assert told["events"]["held"] == 1
    assert told["people_reached"] == {"total": None, "unknown_events": 1}
    assert set(told["comparison"]) == {"prior_period", "last_year"}


def test_figures_to_be_read(run: Run, west: str) -> None:
    said = run("--database", west, "figures", "--from", "2019-01", "--to", "2019-02")
    assert "held: 1" in said.out
    assert "total: n/a" in said.out


@pytest.mark.parametrize("month", ["2019-13", "2019", "20191-01", "January", "2019-00"])
def test_an_unknown_month_is_one_sentence(run: Run, west: str, month: str) -> None:
    said = run("--database", west, "figures", "--from", month, "--json")
    assert (said.status, said.out) == (1, "")
    assert is_one_sentence(said.err)
    assert month in said.err


def test_an_end_before_the_start_is_one_sentence(run: Run, west: str) -> None:
    said = run("--database", west, "figures", "--from", "2019-03", "--to", "2019-01", "--json")
    assert said.status == 1
    assert is_one_sentence(said.err)


def test_a_precinct_that_is_not_there_is_one_sentence(run: Run, west: str) -> None:
    said = run("--database", west, "figures", "--from", "2019-01", "--precinct", "Nowhere", "--json")
    assert said.status == 1
    assert is_one_sentence(said.err)
