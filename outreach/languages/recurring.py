"""How often something repeats, in Spanish words: read as the English ones that rules are made of, and told again."""

import re
import unicodedata

_COUNTS = {"two": "dos", "three": "tres", "four": "cuatro", "five": "cinco", "six": "seis", "seven": "siete",
           "eight": "ocho", "nine": "nueve", "ten": "diez", "eleven": "11", "twelve": "doce"}  # fmt: skip
"""Eleven as a number: its word is one time in English, and nothing that repeats."""
_PLACES = {"1st": "primer", "2nd": "segundo", "3rd": "tercer", "4th": "cuarto", "5th": "quinto", "last": "último"}
_DAYS = {"Monday": "lunes", "Tuesday": "martes", "Wednesday": "miércoles", "Thursday": "jueves", "Friday": "viernes",
         "Saturday": "sábado", "Sunday": "domingo"}  # fmt: skip
_UNITS = {"day": "día", "days": "días", "week": "semana", "weeks": "semanas", "month": "mes", "months": "meses",
          "year": "año", "years": "años"}  # fmt: skip
_TOLD = {**_COUNTS, **_PLACES, **_DAYS, **_UNITS, "every": "cada", "and": "y", "on": "el"}

_NUMBERED = re.compile(r"\b(\d{1,2})\.?(?:[ºª°]|er|ero|ro|do|to|vo)(?![a-z])")
_DATES = re.compile(r"\b(?:dias?|el) ((?:\d{1,2}(?:, | y )?)+)")


def _bare(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


_READ = {_bare(spanish): english for english, spanish in _TOLD.items() if english != "on"}
_READ |= {"primero": "1st", "tercero": "3rd", "todos": "every", "todas": "every", "sabados": "Saturday"}
_READ |= {"domingos": "Sunday", "diario": "daily", "semanal": "weekly", "quincenal": "biweekly", "mensual": "monthly"}
_READ |= {"trimestral": "quarterly", "anual": "yearly"}
_READ |= dict.fromkeys(("el", "los", "la", "las", "de", "del", "en"), "")


def read_repeats(words: str) -> str:
    """Spanish words for how often in the English ones; what is English already stays.

    >>> read_repeats("el segundo martes"), read_repeats("cada dos semanas los sábados")
    ('2nd Tuesday', 'every two weeks Saturday')
    >>> read_repeats("días 1 y 15 de cada mes")
    '1th and 15th every month'
    """
    bare = _bare(words)
    dated = _DATES.sub(lambda found: re.sub(r"\d+", lambda number: f"{number[0]}th", found[1]), bare)
    numbered = _NUMBERED.sub(lambda number: f"{number[1]}th", dated)
    if numbered == bare and not any(word in _READ for word in re.findall(r"[a-z]+", bare)):
        return words
    read = re.sub(r"[a-z]+", lambda word: _READ.get(word[0], word[0]), numbered)
    return " ".join(read.split())


def tell_repeats(words: str) -> str:
    """English words for how often, as rules are told, in Spanish ones.

    >>> tell_repeats("2nd and last Friday every two months"), tell_repeats("every two weeks on Tuesday")
    ('segundo y último viernes cada dos meses', 'cada dos semanas el martes')
    >>> tell_repeats("1st, 15th and last day of the month")
    'día 1, día 15 y último día de cada mes'
    """
    dates, of_the_month, step = words.partition(" of the month")
    if of_the_month:
        dates = re.sub(r"(\d+)[a-z]{2}", r"día \1", dates)
        words = dates + (step or " de cada mes")
    return re.sub(r"[\w]+", lambda word: _TOLD.get(word[0], word[0]), words)
