"""Changing concerns, promises and problems: what is refused, and why."""

PHRASES = {
    # promises and concerns
    "{named} is {status}, which does not fit its day of closing: correct one of them.": (
        "{named}: el estado ({status}) no concuerda con su día de cierre; corrija uno de los dos."
    ),
    "{named} is still open, and yet the resident was told how it ended: correct one of them.": (
        "{named}: sigue pendiente y, sin embargo, se avisó al residente cómo terminó; corrija una de las dos cosas."
    ),
    "This follow-up was closed on {day}, so nothing was changed: reopen it first.": (
        "Este seguimiento se cerró el {day}, así que no se cambió nada: reábralo antes."
    ),
    "This follow-up is hers already, so nothing was handed over: choose another officer.": (
        "Este seguimiento ya es de ese agente, así que no se traspasó nada: elija otro agente."
    ),
    "One of these follow-ups is no longer kept: reload the list. Nothing was changed.": (
        "Uno de estos seguimientos ya no existe: lea la lista de nuevo. No se cambió nada."
    ),
    "This follow-up is still open, so there is no outcome to tell: close or decline it first.": (
        "Este seguimiento sigue pendiente, así que no hay resultado que avisar: ciérrelo o rechácelo antes."
    ),
    "This follow-up is open already, so nothing was changed.": (
        "Este seguimiento ya está pendiente, así que no se cambió nada."
    ),
    "The day the concern was raised is missing: fill it in. Nothing was written.": (
        "Falta el día en que se planteó la inquietud: complételo. No se escribió nada."
    ),
    "This concern was not withdrawn, because a promise hangs on it: close or decline what was promised instead.": (
        "Esta inquietud no se retiró, porque una promesa depende de ella: cierre o rechace lo prometido."
    ),
    "This concern was not withdrawn, because {count} promises hang on it: close or decline what was promised instead.": (
        "Esta inquietud no se retiró, porque {count} promesas dependen de ella: cierre o rechace lo prometido."
    ),
    # problems
    "A problem that is closed has a closing day and no other does, so nothing was written: give both or neither.": (
        "Solo un problema cerrado tiene día de cierre, así que no se escribió nada: indique ambos o ninguno."
    ),
    "The count is both an offense of the crime snapshot and one made by hand, so nothing was written: leave one of "
    "them out.": (
        "La cifra es a la vez un delito de la instantánea y una hecha a mano, así que no se escribió nada: omita una."
    ),
    "A month of the two periods is missing, so nothing was written: give the first and the last month of both.": (
        "Falta un mes de los dos períodos, así que no se escribió nada: indique el primer y el último mes de ambos."
    ),
    "The periods are whole months, so nothing was written: give the first day of each month.": (
        "Los períodos son meses enteros, así que no se escribió nada: indique el primer día de cada mes."
    ),
    "The months of the two periods are not in order, so nothing was written: the first period ends before the second "
    "begins.": (
        "Los meses de los dos períodos no están en orden, así que no se escribió nada: el primero termina antes de que "
        "empiece el segundo."
    ),
    "This {what} belongs to the problem already, so nothing was changed.": (
        "Esto ({what}) ya es parte del problema, así que no se cambió nada."
    ),
    "This {what} does not belong to the problem, so nothing was changed.": (
        "Esto ({what}) no es parte del problema, así que no se cambió nada."
    ),
    "The count {what} is below zero ({count}), so nothing was written: correct it.": (
        "La cifra ({what}) es menos que cero ({count}), así que no se escribió nada: corríjala."
    ),
}
