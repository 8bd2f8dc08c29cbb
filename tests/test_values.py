"""Values do what frozen dataclasses do, without a function written for each of them."""

import pickle
from copy import copy, deepcopy
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from typing import Any

import pytest

from outreach.values import frozen


@frozen
class Place:
    """A place, as values know one."""

    name: str
    floor: int = 0
    rooms: list[str] = field(default_factory=list, compare=False)
    secret: str = field(default="", repr=False)


@frozen
class Hall(Place):
    """A place with seats."""

    seats: int = 100

    def __post_init__(self) -> None:
        if self.seats < 0:
            raise ValueError(self.seats)


@dataclass(frozen=True, slots=True)
class Usual:
    """The same, as the language makes it."""

    name: str
    floor: int = 0
    rooms: list[str] = field(default_factory=list, compare=False)
    secret: str = field(default="", repr=False)


def test_values_are_filled_like_dataclasses() -> None:
    hall = Hall("Ensley", 1, seats=40)
    assert (hall.name, hall.floor, hall.rooms, hall.secret, hall.seats) == ("Ensley", 1, [], "", 40)
    assert Place("Ensley").rooms is not Place("Ensley").rooms
    assert repr(Place("Ensley", secret="key")) == repr(Usual("Ensley", secret="key")).replace("Usual", "Place")
    assert [one.name for one in fields(Hall)] == ["name", "floor", "rooms", "secret", "seats"]
    assert asdict(Place("Ensley")) == asdict(Usual("Ensley"))
    assert is_dataclass(Hall)
    assert Place.__match_args__ == Usual.__match_args__


def test_values_are_equal_where_their_fields_are() -> None:
    assert Place("Ensley", rooms=["1"]) == Place("Ensley", rooms=["2"])
    assert hash(Place("Ensley", rooms=["1"])) == hash(Place("Ensley", rooms=["2"]))
    assert Place("Ensley", 1) != Place("Ensley")
    assert Hall("Ensley") != Place("Ensley")
    other: object = "Ensley"
    assert Place("Ensley") != other


def test_values_of_nothing_that_is_compared_are_equal() -> None:
    @frozen
    class Nothing:
        pass

    @frozen
    class Kept:
        names: list[str] = field(default_factory=list, compare=False)

    assert (Nothing(), hash(Nothing())) == (Nothing(), hash(Nothing()))
    assert (Kept(["1"]), hash(Kept(["1"]))) == (Kept(), hash(Kept()))


def test_values_are_never_changed() -> None:
    place: Any = Place("Ensley")
    with pytest.raises(FrozenInstanceError, match="name of Place cannot be set"):
        place.name = "Wylam"
    with pytest.raises(FrozenInstanceError):
        del place.name
    with pytest.raises(FrozenInstanceError):
        place.nothing = 1
    assert not hasattr(place, "__dict__")
    assert replace(place, floor=2) == Place("Ensley", 2)
    assert place == Place("Ensley")


@pytest.mark.parametrize("again", [copy, deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_values_are_copied(again: Any) -> None:
    hall = Hall("Ensley", 2, ["1"], "key", 3)
    assert again(hall) == hall
    assert again(hall).rooms == ["1"]


@pytest.mark.parametrize("given", [(), ("Ensley", 0, [], "", 1)])
def test_values_refuse_too_few_and_too_many_fields(given: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError):
        Place(*given)


@pytest.mark.parametrize("named", [{"nothing": 1}, {"name": "Wylam"}])
def test_values_refuse_fields_that_they_do_not_have_or_have_already(named: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="Place has no"):
        Place("Ensley", **named)


def test_all_fields_by_their_names_are_all_of_its_own() -> None:
    whole: dict[str, Any] = {"name": "Ensley", "floor": 1, "rooms": ["1"], "secret": "key"}
    assert Place(**whole) == Place("Ensley", 1, ["1"], "key")
    with pytest.raises(TypeError, match="Place needs name"):
        Place(**{"nothing" if name == "name" else name: value for name, value in whole.items()})


def test_values_are_looked_at_when_they_are_made() -> None:
    with pytest.raises(ValueError, match="-1"):
        Hall("Ensley", seats=-1)
    with pytest.raises(ValueError, match="-2"):
        replace(Hall("Ensley"), seats=-2)


def test_what_a_class_says_itself_is_left_as_it_is() -> None:
    @frozen
    class Quiet:
        name: str

        def __repr__(self) -> str:
            return "quiet"

    assert repr(Quiet("Ensley")) == "quiet"


def test_no_function_is_written_for_a_value() -> None:
    code = {
        name: getattr(Place, name).__code__ for name in ("__init__", "__eq__", "__hash__", "__repr__", "__setattr__")
    }
    assert {one.co_filename for one in code.values()} == {frozen.__code__.co_filename}
