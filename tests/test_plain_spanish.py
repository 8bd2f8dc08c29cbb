"""What is said in Spanish is easy to read, and calls each thing by one name."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest

from outreach.languages.spanish_figures import FIGURES
from outreach.languages.spanish_paper import PHRASES
from outreach.languages.spoken_spanish import PARTS
from tests.plain_words import HELP, Measure, Said, help_words, measure, other_names, spanish_syllables

EASY = 65.0
"""From here on the scale says fairly easy: read by who left school at fourteen."""
SOMEWHAT_HARD = 40.0
"""No sentence of some length is harder than somewhat hard, however easy those around it are."""
SOME_LENGTH = 12
A_LIST = 5
"""With so many commas it is a list of what can be chosen, which is looked through and not read."""
OTHER_NAMES = {
    "precinto": r"comisarías?|distritos?|jefaturas?",
    "agente": r"(?:el|la|los|las|un|una|cada|otro) (?:policías?|oficial(?:es)?)|usuari[oa]s?|emplead[oa]s?",
    "evento": r"incidentes?|encuentros?|citas?",
    "inquietud": r"quejas?|preocupaci(?:ón|ones)|reclamos?",
    "promesa": r"tareas?|compromisos?|tickets?",
    "responsable": r"dueñ[oa]s?|propietari[oa]s?",
    "atrasada": r"vencidas?|retrasad[oa]s?",
    "residente": r"ciudadan[oa]s?|vecin[oa]s?",
    "vecindario": r"barrios?|colonias?|zonas?(?! horarias?)",
    "informe": r"reportes?",
    "configuración": r"ajustes|preferencias",
    "copia de seguridad": r"respald\w+|backups?",
    "frase de contraseña": r"(?<!frase de )(?<!frases de )contraseñas?|passphrases?",
    "unir": r"fusi[oó]n\w*|combin\w+",
    "quitar": r"elimin\w+|suprim\w+|remover",
    "carpeta": r"directorios?",
    "computadora": r"ordenador(?:es)?|PCs?|equipos?",
    "falla": r"err(?:or|ores)|bugs?|excepci(?:ón|ones)|inválid[oa]s?",
    "importar": r"incorpor\w+",
    "exportar": r"descarg\w+",
    "elegir": r"seleccion\w+|escog\w+",
    "presionar": r"puls(?:e|ar|a)|clic(?! derecho)|cliqu\w+|oprim\w+",
    "cifra, o conteo": r"recuentos?",
    "renglón": r"líneas?",
    "avisar": r"notific\w+",
    "asignación": r"mape\w+",
    "planeado": r"programad[oa]s?",
    "emitir": r"publicad[oa]s? (?:el|por|entonces)",
    "por ejemplo": r"p\. ?ej\.|etc\.|etcétera",
    "usted": r"tú|tus?|vos|vosotros|vuestr[oa]s?",
    "Outreach": r"app|software|aplicación",
}
"""The one name of each thing, and other names that nobody should have to learn beside it."""
MEANT = (
    "outreach-backup",  # how a file ends
    "protegido por una contraseña",  # of somebody's own file
    "backup CARPETA",  # what the command of it is called
    "--passphrase-from",  # and what is said to it
    "el nombre y la contraseña de",  # of a server, which has a password
)
"""Where one of the other names is meant."""


def help_in_spanish() -> Iterator[Said]:
    """The pages of help, and what each figure means."""
    yield from help_words(HELP / "es")
    yield from (Said("help/figures", 0, said.replace("**", "")) for said in FIGURES.values())


def catalogues() -> Iterator[Said]:
    """What the window and the faults say, and the reports, by the module that holds it."""
    phrases = {part.__name__.removeprefix("outreach.languages."): part.PHRASES for part in PARTS}
    for file, said in {**phrases, "spanish_paper": PHRASES}.items():
        for words in said.values():
            yield Said(file, 0, re.sub(r"\{[^{}]*\}", "eso", words.replace("&&", "y").replace("&", "")))


ALL: dict[str, Callable[[], Iterator[Said]]] = {"help": help_in_spanish, "catalogues": catalogues}
COUNTED_BY_HAND = """
    ayuda 3, promesa 3, inquietud 3, vecindario 4, agente 3, asistencia 4, guía 2, cuenta 2, aún 2, residente 4, país 2,
    reunión 2, hay 1, muy 1, quien 1, siguiente 3, configuración 5, idioma 3, línea 3, ahora 3, pingüino 3, copia 2,
    período 4, leer 2, oír 2, ciudad 2, suyo 2, yo 1, día 2, oeste 3, averiguar 4, qué 1, guerra 2, creer 2, auditoría 5
"""


def test_syllables_are_counted_as_by_hand() -> None:
    counted = dict(re.findall(r"(\w+) (\d)", COUNTED_BY_HAND))
    assert {word: str(spanish_syllables(word)) for word in counted} == counted


def test_spanish_is_measured_by_its_own_scale() -> None:
    assert measure("El perro come pan.", spanish_syllables).perspicuity == pytest.approx(206.835 - 62.3 * 6 / 4 - 4)
    hard = "Consiguientemente, determinadas complicaciones administrativas imposibilitarían responsabilizaciones."
    assert measure(hard, spanish_syllables).perspicuity < 0


@pytest.mark.parametrize("kind", ALL)
def test_everything_said_in_spanish_is_fairly_easy_to_read(kind: str) -> None:
    files: dict[str, Measure] = defaultdict(Measure)
    hard = []
    for said in ALL[kind]():
        files[said.file] += measure(said.words, spanish_syllables)
        for sentence in re.split(r"(?<=[.!?])\s+", said.words):
            one = measure(sentence, spanish_syllables)
            if one.words >= SOME_LENGTH and one.perspicuity < SOMEWHAT_HARD and sentence.count(",") < A_LIST:
                hard.append(f"{said.file}:{said.line}: {one.perspicuity:.1f}: {sentence}")
    assert hard == []
    assert sum(files.values(), Measure()).sentences > 150
    below = {
        file: round(one.perspicuity, 1) for file, one in files.items() if one.words >= 50 and one.perspicuity < EASY
    }
    assert below == {}


@pytest.mark.parametrize("kind", ALL)
def test_each_thing_has_one_name_in_spanish(kind: str) -> None:
    assert other_names(ALL[kind](), OTHER_NAMES, MEANT) == []
