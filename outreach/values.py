"""Values: what is handed about and never changed. Frozen dataclasses, made in an eighth of the time.

``@dataclass(frozen=True)`` writes six functions for a class and compiles them, which takes half a millisecond; the
window waits for fifty such classes before it is painted. These share their functions. ``fields``, ``replace``,
``asdict``, ``match`` and ``copy`` take them for the dataclasses that they are, and so does mypy.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, dataclass_transform


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen[Kind](kind: type[Kind]) -> type[Kind]:
    """Make a class one of values: equal, with one hash, where their fields are, and none of these can be set again.

    >>> @frozen
    ... class Pair:
    ...     one: int
    ...     other: int = 2
    >>> Pair(1), Pair(1) == Pair(one=1, other=2), {Pair(1): "found"}[Pair(1)]
    (Pair(one=1, other=2), True, 'found')
    >>> Pair(1).one = 3
    Traceback (most recent call last):
    dataclasses.FrozenInstanceError: one of Pair cannot be set
    """
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(kind)
    parts = fields(made)
    made._put_each = tuple(getattr(made, part.name).__set__ for part in parts)
    made._put_by_name = tuple((part.name, getattr(made, part.name).__set__) for part in parts)
    made._compared = _getter([part.name for part in parts if part.compare])
    made.__init__ = _checked if hasattr(made, "__post_init__") else _filled
    for name, shared in _SHARED.items():
        if name not in vars(kind):
            setattr(made, name, shared)
    of_kind: type[Kind] = made
    return of_kind


def _getter(names: list[str]) -> Callable[[object], object]:
    return attrgetter(*names) if names else staticmethod(lambda _value: ())


def _filled(self: Any, /, *given: object, **named: object) -> None:
    puts = self._put_each
    if not given and len(named) == len(puts):  # the rows of lists, which come by the hundred
        try:
            for name, put in self._put_by_name:
                put(self, named[name])
        except KeyError:
            _complete(type(self), given, named)  # says which
            raise
        return
    if named or len(given) != len(puts):
        given = _complete(type(self), given, named)
    for put, part in zip(puts, given, strict=True):
        put(self, part)


def _checked(self: Any, /, *given: object, **named: object) -> None:
    _filled(self, *given, **named)
    self.__post_init__()


def _complete(kind: Any, given: tuple[object, ...], named: dict[str, object]) -> tuple[object, ...]:
    rest = fields(kind)[len(given) :]
    whole = (*given, *(named.pop(part.name) if part.name in named else _usual(kind, part) for part in rest))
    if named or len(given) > len(kind._put_each):
        raise TypeError(f"{kind.__qualname__} has no {', '.join(named) or 'more fields'}")
    return whole


def _usual(kind: Any, part: Field[Any]) -> object:
    if part.default is not MISSING:
        return part.default
    if part.default_factory is not MISSING:
        return part.default_factory()
    raise TypeError(f"{kind.__qualname__} needs {part.name}")


def _is_equal(self: Any, other: object) -> Any:
    get = self._compared
    return get(self) == get(other) if type(self) is type(other) else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._compared(self))


def _told(self: Any) -> str:
    shown = (f"{part.name}={getattr(self, part.name)!r}" for part in fields(self) if part.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _again(self: Any) -> tuple[object, ...]:
    return type(self), tuple(getattr(self, part.name) for part in fields(self))


def _refuse(self: object, name: str, _value: object = None) -> None:
    raise FrozenInstanceError(f"{name} of {type(self).__qualname__} cannot be set")


_SHARED: dict[str, Callable[..., Any]] = {
    "__eq__": _is_equal, "__hash__": _hash, "__repr__": _told, "__reduce__": _again,
    "__setattr__": _refuse, "__delattr__": _refuse,
}  # fmt: skip
