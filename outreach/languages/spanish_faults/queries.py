"""Asking the records, and the files that IT gives a PC."""

PHRASES = {
    "This person is no longer kept: somebody removed the entry.": "Esta persona ya no está: alguien quitó la entrada.",
    "This organization is no longer kept: somebody removed it.": "Esta organización ya no está: alguien la quitó.",
    "This neighborhood is no longer kept: choose another.": "Este vecindario ya no está: elija otro.",
    "This neighborhood is no longer kept: somebody removed it.": "Este vecindario ya no está: alguien lo quitó.",
    "This precinct is no longer kept: choose another.": "Este precinto ya no está: elija otro.",
    "This series is no longer kept: somebody removed it.": "Esta serie ya no está: alguien la quitó.",
    "This problem is no longer kept: somebody removed it.": "Este problema ya no está: alguien lo quitó.",
    "This event is no longer kept: somebody removed it.": "Este evento ya no está: alguien lo quitó.",
    "This file is no longer kept: somebody removed it.": "Este archivo ya no está: alguien lo quitó.",
    "This follow-up is no longer kept: somebody removed it.": "Este seguimiento ya no está: alguien lo quitó.",
    "This concern is no longer kept: somebody withdrew it.": "Esta inquietud ya no está: alguien la retiró.",
    "This issued report is not kept here: choose another.": "Este informe emitido no está aquí: elija otro.",
    "This internal copy may hold confidential words: ask a supervisor to open it.": (
        "Esta copia interna puede contener palabras confidenciales: pida a un supervisor que la abra."
    ),
    "This person is not kept here, or is kept confidentially: ask a supervisor.": (
        "Esta persona no está aquí, o es confidencial: pregunte a un supervisor."
    ),
    "The month '{text}' does not exist: write it as YYYY-MM, for example 2019-01.": (
        "El mes «{text}» no existe: escríbalo como AAAA-MM, por ejemplo 2019-01."
    ),
    "The period ends on {last}, before it starts on {first}: exchange the two.": (
        "El período termina el {last}, antes de empezar el {first}: intercambie los dos."
    ),
    "none": "ninguno",
    "There is no {what} '{name}' in this precinct: {hint}": "En este precinto no hay «{name}» ({what}): {hint}",
    "There is no event {wanted} in this precinct: 'export events' lists them with their uid.": (
        "En este precinto no hay ningún evento {wanted}: «export events» los lista con su uid."
    ),
    "'{uid}' is not an event's identifier: it has 32 digits and letters, as 'export events' writes them.": (
        "«{uid}» no es el identificador de un evento: tiene 32 cifras y letras, como los escribe «export events»."
    ),
    "This list cannot be sorted by '{sort}': choose one of {columns}.": (
        "Esta lista no se puede ordenar por «{sort}»: elija una de {columns}."
    ),
    "This database holds no precinct yet: set one up in the window, or make one with 'import'.": (
        "Esta base de datos aún no tiene ningún precinto: configure uno en la ventana, o haga uno con «import»."
    ),
    "This database holds several precincts, so say which with --precinct: {kept}.": (
        "Esta base de datos tiene varios precintos: diga cuál con --precinct: {kept}."
    ),
    "There is no precinct '{name}' in this database: {known}.": (
        "En esta base de datos no hay ningún precinto «{name}»: {known}."
    ),
    "Several agencies have a precinct '{name}' ({agencies}): rename one of them first.": (
        "Varias agencias tienen un precinto «{name}» ({agencies}): cambie antes el nombre de uno."
    ),
    "{what} cannot be had here, because a field kit holds a part of the records: ask for it at the precinct.": (
        "Aquí no se puede obtener esto ({what}), porque un kit de campo tiene solo una parte de los registros: pídalo "
        "en el precinto."
    ),
    "There is no entry {entry} in the audit trail.": "No hay ninguna entrada {entry} en el registro de auditoría.",
    "The audit trail knows no {what} '{word}'. It knows: {known}.": (
        "El registro de auditoría no conoce «{word}» ({what}). Conoce: {known}."
    ),
    "No log can be read in {folder} ({reason}): check its permissions.": (
        "No se puede leer ninguna bitácora en {folder} ({reason}): revise sus permisos."
    ),
    "{place} cannot be written ({reason}), so no logs were sent: choose another folder.": (
        "No se puede escribir {place} ({reason}), así que no se enviaron bitácoras: elija otra carpeta."
    ),
}
