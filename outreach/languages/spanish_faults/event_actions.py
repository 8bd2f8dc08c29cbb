"""Changing events, their series, checklists and sign-in: what is refused, and why."""

PHRASES = {
    # series, events
    "The rule of '{title}' falls on no day from {first} to {last}, so nothing was planned: change the rule or the last "
    "day.": (
        "La regla de «{title}» no da ningún día del {first} al {last}, así que no se planeó nada: cambie la regla o el "
        "último día."
    ),
    "The rule of '{title}' has no day after {day}, so nothing was planned: change the rule or the last day.": (
        "La regla de «{title}» no da ningún día después del {day}, así que no se planeó nada: cambie la regla o el "
        "último día."
    ),
    "The series '{title}' has no further day up to {through}, so nothing was planned: choose a later day.": (
        "La serie «{title}» no tiene más días hasta el {through}, así que no se planeó nada: elija un día posterior."
    ),
    "The series '{title}' has no event left to go by: start a new series.": (
        "A la serie «{title}» no le queda ningún evento de referencia: empiece una serie nueva."
    ),
    "This event belongs to a series already, so nothing was changed: change the series.": (
        "Este evento ya es de una serie, así que no se cambió nada: cambie la serie."
    ),
    "This event is cancelled, so it was not repeated: put it back among the planned first.": (
        "Este evento está cancelado, así que no se repitió: póngalo antes entre los planeados."
    ),
    "This event belongs to no series, so nothing was changed: edit the event itself.": (
        "Este evento no es de ninguna serie, así que no se cambió nada: edite el evento mismo."
    ),
    "One officer is listed twice at '{title}', so nothing was written: leave one out.": (
        "Un agente aparece dos veces en «{title}», así que no se escribió nada: omita uno."
    ),
    "Record {source_id} of {source} is kept already, so nothing was written: leave it out.": (
        "El registro {source_id} de {source} ya existe, así que no se escribió nada: omítalo."
    ),
    "Record {number} of {source} is there twice, so nothing was written: leave one out.": (
        "El registro {number} de {source} está dos veces, así que no se escribió nada: omita uno."
    ),
    "The event has an end but no start: fill in when it starts. Nothing was written.": (
        "El evento tiene final pero no comienzo: complete a qué hora empieza. No se escribió nada."
    ),
    "The event ends at {ends_at:%H:%M}, before it starts at {starts_at:%H:%M}, so nothing was written: correct the "
    "times, or let it end on the next day.": (
        "El evento termina a las {ends_at:%H:%M}, antes de empezar a las {starts_at:%H:%M}, así que no se escribió "
        "nada: corrija las horas o haga que termine al día siguiente."
    ),
    "Something is already recorded with '{title}' on {day}, so it was not removed: cancel the event instead.": (
        "Ya hay algo registrado en «{title}» del {day}, así que no se quitó: cancele el evento."
    ),
    "{hours:g} hours cannot be right, so nothing was written: give 0 to {most}.": (
        "{hours:g} horas no puede ser, así que no se escribió nada: indique de 0 a {most}."
    ),
    "One of these events is no longer kept: somebody removed it. Nothing was changed.": (
        "Uno de estos eventos ya no existe: alguien lo quitó. No se cambió nada."
    ),
    "One of these neighborhoods is no longer kept: somebody removed it. Nothing was changed.": (
        "Uno de estos vecindarios ya no existe: alguien lo quitó. No se cambió nada."
    ),
    # checklists
    "{days_before} days before or after an event is over a year away, so nothing was written: choose a nearer day.": (
        "A {days_before} días de un evento hay más de un año, así que no se escribió nada: elija un día más cercano."
    ),
    "'{words}' is on this checklist already, so nothing was written.": (
        "«{words}» ya está entre las cosas por hacer, así que no se escribió nada."
    ),
    "'{words}' is on the list twice, so nothing was written: leave one out.": (
        "«{words}» está dos veces en la lista, así que no se escribió nada: omita una."
    ),
    # sign-in
    "A line of the sign-in needs a person or a name, or the mark that nobody can read it.": (
        "Un renglón de asistencia necesita una persona o un nombre, o la marca de que nadie lo puede leer."
    ),
    "The group '{group}' is counted twice, so nothing was written: leave one out.": (
        "El grupo «{group}» se contó dos veces, así que no se escribió nada: omita uno."
    ),
    "One thing is counted twice, so nothing was written: leave one out.": (
        "Una cosa se contó dos veces, así que no se escribió nada: omita una."
    ),
    "One person is signed in twice at {event}, so nothing was written: leave one line out.": (
        "Una persona está anotada dos veces en {event}, así que no se escribió nada: omita un renglón."
    ),
    "{place} is used twice at {event}, so nothing was written: correct one.": (
        "{place} se usa dos veces en {event}, así que no se escribió nada: corrija uno."
    ),
    "{name} is already signed in at {event}, so nothing was written.": (
        "{name} ya se anotó en {event}, así que no se escribió nada."
    ),
    "{name} is already signed in at {event}{where}, so nothing was written.": (
        "{name} ya se anotó en {event}{where}, así que no se escribió nada."
    ),
    "{name} is already on the list at {event}{where}, so nothing was written.": (
        "{name} ya está en la lista de {event}{where}, así que no se escribió nada."
    ),
    "Line {line} of sheet {sheet} already holds {name} at {event}, so nothing was written: use another line.": (
        "El renglón {line} de la hoja {sheet} ya tiene a {name} en {event}, así que no se escribió nada: use otro "
        "renglón."
    ),
}
