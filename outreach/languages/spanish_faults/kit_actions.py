"""Making a field kit and bringing it back: what is refused, and why."""

PHRASES = {
    # field kits
    "This is a field kit itself, so nothing was brought back: do it at the precinct.": (
        "Esto mismo es un kit de campo, así que no se trajo nada de vuelta: hágalo en el precinto."
    ),
    "{name} is a field kit of other records ({name2}), so nothing was brought back: open the precinct that it was made "
    "for.": (
        "{name} es un kit de campo de otros registros ({name2}), así que no se trajo nada de vuelta: abra el precinto "
        "para el que se hizo."
    ),
    "This change of the kit was decided already: nothing was written.": (
        "Este cambio del kit ya se decidió: no se escribió nada."
    ),
    "Not everything that this change asks is answered: choose for each.": (
        "Falta responder a algo que este cambio pregunta: elija en cada caso."
    ),
    "This field kit expired on {day}: bring it back to the precinct. What was recorded in it is kept.": (
        "Este kit de campo venció el {day}: tráigalo de vuelta al precinto. Lo que se registró en él se conserva."
    ),
    "This is a field kit itself, so no kit was made: make it at the precinct.": (
        "Esto mismo es un kit de campo, así que no se hizo ninguno: hágalo en el precinto."
    ),
    "No event and no neighborhood is chosen, so no kit was made: choose what it is for.": (
        "No se eligió ningún evento ni vecindario, así que no se hizo ningún kit: elija para qué es."
    ),
    "The kit would have expired already, so none was made: choose a later day.": (
        "El kit ya estaría vencido, así que no se hizo ninguno: elija un día posterior."
    ),
    "Nothing is planned there and nobody is known there, so no kit was made: choose more.": (
        "Allí no hay nada planeado ni se conoce a nadie, así que no se hizo ningún kit: elija más."
    ),
    "{location} is a database, but not a field kit: choose another file.": (
        "{location} es una base de datos, pero no un kit de campo: elija otro archivo."
    ),
    "It is about a confidential record: somebody who may read those must decide it.": (
        "Trata de un registro confidencial: lo debe decidir alguien que pueda leerlos."
    ),
    "It builds on another change of this kit, which waits for an answer or was left out.": (
        "Depende de otro cambio de este kit, que espera respuesta o se omitió."
    ),
    "The {model} was removed here meanwhile: bring it back first, or leave this out.": (
        "El registro ({model}) se quitó aquí mientras tanto: recupérelo antes u omita esto."
    ),
    "This {model} does not go together with what was recorded here meanwhile: leave it out, and record it by hand.": (
        "Este registro ({model}) no concuerda con lo que se registró aquí mientras tanto: omítalo y regístrelo a mano."
    ),
}
