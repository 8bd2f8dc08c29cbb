"""Spanish, in full: numbers, dates and every phrase of every report."""

from outreach.reports.spanish_phrases import PHRASES
from outreach.reports.wording import Wording

SPANISH = Wording(
    language="es-US",
    months=(
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    months_short=("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    weekdays_short=("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
    long_date="{day} de {month} de {year}",
    day_of_month="{day} {month}",
    month_and_year="{month} de {year}",
    phrases={
        **PHRASES,
        "{first} to {last}": "{first} a {last}",
        "{items} and {last}": "{items} y {last}",
        "n/a": "n/d",
        "Page {page} of {pages}": "Página {page} de {pages}",
        "Printed {day}": "Impreso el {day}",
        "Public Copy": "Copia pública",
        "Internal Use Only": "Solo uso interno",
        "Demonstration: invented people and figures": "Demostración: personas y cifras inventadas",
        "Logo of {agency}": "Logotipo de {agency}",
        # the sign-in sheet
        "Sign-in sheet": "Hoja de asistencia",
        "Please print. Signing is up to you: you are welcome either way.": (
            "Escriba en letra de molde. Firmar es voluntario: usted es bienvenido de todos modos."
        ),
        "No.": "Núm.",
        "Name": "Nombre",
        "Neighborhood or organization": "Vecindario u organización",
        "Phone or e-mail": "Teléfono o correo",
        "Signature": "Firma",
        "Sheet {page}": "Hoja {page}",
        "{number} numbered lines to sign on, {first} to {last}.": (
            "{number} renglones numerados para firmar, del {first} al {last}."
        ),
        # the neighborhood report card
        "Neighborhood report card": "Informe para el vecindario",
        "Since we last met": "Desde nuestra última reunión",
        "You said, we did": "Usted dijo, nosotros hicimos",
        "You said": "Usted dijo",
        "We did": "Nosotros hicimos",
        "When": "Cuándo",
        "Still open": "Aún pendiente",
        "Promised by": "Prometido para",
        "Since": "Desde",
        "Event": "Evento",
        "Where": "Dónde",
        "People": "Personas",
        "Done": "Hecho",
        "We could not do this": "No fue posible",
        "no date": "sin fecha",
        "{day}, late": "{day}, atrasado",
        "not counted": "sin contar",
        "What you told us": "Lo que nos dijeron",
        "Come and talk to us": "Venga a hablar con nosotros",
        "event held": "evento realizado",
        "events held": "eventos realizados",
        "people reached": "personas atendidas",
        "things you told us": "asuntos que nos dijeron",
        "thing you told us": "asunto que nos dijo",
        "promises settled": "promesas resueltas",
        "promise settled": "promesa resuelta",
        "promise still open": "promesa pendiente",
        "promises still open": "promesas pendientes",
        "Nothing you told us is open.": "No hay nada pendiente de lo que nos dijeron.",
        "No event was held here.": "No hubo eventos aquí.",
        "{number} more.": "{number} más.",
        # letters that no font shows
        "[U+…] stands for a letter no font here has": "[U+…] es una letra que ninguna fuente tiene",
        "Numbers in brackets stand for letters that no font here shows: {letters}.": (
            "Los números entre corchetes representan letras que ninguna fuente disponible muestra: {letters}."
        ),
        "We usually meet on the {rule}, at {place}.": "Nos reunimos el {rule}, en {place}.",
        "We usually meet on the {rule}.": "Nos reunimos el {rule}.",
        "The next meeting has no date yet.": "La próxima reunión aún no tiene fecha.",
    },
)
