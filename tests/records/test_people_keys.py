"""The keys under which the index of words has people."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from outreach.records.people_keys import key_of, precinct_of


@given(st.text(max_size=4), st.text(max_size=4))
@example("Ma'z", "Mara")
@example("Ma", "maé")
@example("Zz", "Éa")
@example("\u212a", "k")
@settings(deadline=None)
def test_keys_stand_in_the_order_of_names(one: str, other: str) -> None:
    """The order of a file, to which a capital is small where it has no accent."""
    keys = [key_of(7, 3, name, active=True, confidential=False) for name in sorted((one, other), key=_small)]
    assert keys == sorted(keys)
    assert {precinct_of(key) for key in keys} == {3}


def _small(name: str) -> str:
    return "".join(sign.lower() if sign.isascii() else sign for sign in name)


def test_behind_the_names_of_those_listed_stand_those_whom_lists_leave_out() -> None:
    listed = key_of(9, 1, "\u5f20", active=True, confidential=False)
    for standing in ({"active": False}, {"confidential": True}, {"merged": True}):
        other = key_of(1, 1, "", **{"active": True, "confidential": False, **standing})
        assert listed < other < key_of(1, 2, "", active=True, confidential=False)
