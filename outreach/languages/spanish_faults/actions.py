"""Changing records: what is refused, and why, of all records and of those without a catalogue of their own."""

PHRASES = {
    # what a fault speaks of
    "The name": "El nombre",
    "The name to sign in by": "El nombre para iniciar sesión",
    "The name of the agency": "El nombre de la agencia",
    "The name of the precinct": "El nombre del precinto",
    "The name of the file": "El nombre del archivo",
    "The name of the kit": "El nombre del kit",
    "The name of a group": "El nombre de un grupo",
    "The name of a kind of event": "El nombre de un tipo de evento",
    "The name of a shift": "El nombre de un turno",
    "The name of the shift plan": "El nombre del plan de turnos",
    "The household's name": "El nombre del hogar",
    "The neighborhood's name": "El nombre del vecindario",
    "The officer's name": "El nombre del agente",
    "The organization's name": "El nombre de la organización",
    "The offense's name": "El nombre del delito",
    "The partner's name": "El nombre del socio",
    "The title of the event": "El título del evento",
    "The title of the series": "El título de la serie",
    "The problem's title": "El título del problema",
    "The report's title": "El título del informe",
    "The badge": "El número de placa",
    "The paper size": "El tamaño del papel",
    "The office": "El cargo",
    "The term's start": "El comienzo del período",
    "The term's end": "El final del período",
    "its start": "su comienzo",
    "its first,": "el primero,",
    "The month": "El mes",
    "The area": "El área",
    "The phase": "El paso",
    "The signer": "Quien firma",
    "The note": "La nota",
    "The outcome": "El resultado",
    "The priority": "La prioridad",
    "The day": "El día",
    "The sheet": "La hoja",
    "The line": "El renglón",
    "A count": "Un conteo",
    "The first day of the shift plan": "El primer día del plan de turnos",
    "The last day of the shift plan": "El último día del plan de turnos",
    "The last day": "El último día",
    "the first day": "el primer día",
    "The last day of the event": "El último día del evento",
    "The day of the event": "El día del evento",
    "The day it was done": "El día en que se hizo",
    "The day of the note": "El día de la nota",
    "The day of the promise": "El día de la promesa",
    "the day of the promise": "el día de la promesa",
    "The day of closing": "El día del cierre",
    "the day of closing": "el día del cierre",
    "The closing day": "El día del cierre",
    "the closing day": "el día del cierre",
    "The opening day": "El día de apertura",
    "the opening day": "el día de apertura",
    "The due date": "La fecha límite",
    "The day the partner was asked": "El día en que se pidió al socio",
    "The day the resident was told": "El día en que se avisó al residente",
    "The day the concern was raised": "El día en que se planteó la inquietud",
    "The start of the period": "El comienzo del período",
    "The end of the period": "El final del período",
    "The kind of file": "El tipo de archivo",
    "The kind of organization": "El tipo de organización",
    "The kind of record to hold": "El tipo de registro que se retiene",
    "The kind of report": "El tipo de informe",
    "The part of the report": "La parte del informe",
    "The state of a follow-up": "El estado de un seguimiento",
    "The state of an event": "El estado de un evento",
    "The source of a concern": "La fuente de una inquietud",
    "The reason for cancelling": "El motivo de la cancelación",
    "The reason for declining": "El motivo del rechazo",
    "The reason of the hold": "El motivo de la retención legal",
    "What is to be done": "Lo que hay que hacer",
    "What the resident said": "Lo que dijo el residente",
    "What was promised": "Lo que se prometió",
    "'{title}' on {day}": "«{title}», {day}",
    "the same event": "el mismo evento",
    "a signature nobody can read": "una firma que nadie puede leer",
    "Line {line} of sheet {sheet}": "El renglón {line} de la hoja {sheet}",
    " (sheet {sheet}, line {line})": " (hoja {sheet}, renglón {line})",
    "The {model} '{name}'": "El registro «{name}» ({model})",
    "This {model}": "Este registro ({model})",
    # change, checks, refusals
    "{what} is missing: fill it in. Nothing was written.": "Falta un dato: {what}. Complételo. No se escribió nada.",
    "{what} '{value}' is not known, so nothing was written: use one of {listed}.": (
        "{what}: no se conoce «{value}», así que no se escribió nada. Use uno de estos: {listed}."
    ),
    "{what} {day} cannot be right, so nothing was written: check the year.": (
        "{what}: {day} no puede ser, así que no se escribió nada. Revise el año."
    ),
    "{what} {later} lies before {than} {earlier}, so nothing was written: correct one of the dates.": (
        "{what} ({later}) es anterior: {than} es {earlier}. No se escribió nada. Corrija una de las fechas."
    ),
    "{what} is {count}, below zero, so nothing was written: correct it or leave it empty.": (
        "{what}: {count} es menos que cero, así que no se escribió nada. Corríjalo o déjelo vacío."
    ),
    "{what} is {count:,}, over a million, so nothing was written: correct it.": (
        "{what}: {count:,} es más de un millón, así que no se escribió nada. Corríjalo."
    ),
    "{what} is 0, so nothing was written: they are counted from 1.": (
        "{what}: no puede ser 0, así que no se escribió nada. Se cuenta desde 1."
    ),
    "There is already {article} {model} with the {column} '{name}', so nothing was written: use that one, or choose "
    "another.": (
        "Ya existe «{name}» ({model}, {column}){article:.0}, así que no se escribió nada: úselo o elija otro."
    ),
    "This {model} is not one of this precinct, so nothing was written: choose one from the list.": (
        "Este registro ({model}) no es de este precinto, así que no se escribió nada: elija uno de la lista."
    ),
    "This {model} is no longer kept: somebody removed it. Nothing was changed.": (
        "Este registro ({model}) ya no existe: alguien lo quitó. No se cambió nada."
    ),
    "Somebody else changed this {model} since you opened it, so nothing was written: look at the newer version and "
    "make your change there.": (
        "Otra persona cambió este registro ({model}) desde que usted lo abrió, así que no se escribió nada: mire la "
        "versión más nueva y haga allí su cambio."
    ),
    "This field kit has expired, so nothing was written: bring it back to the precinct.": (
        "Este kit de campo venció, así que no se escribió nada: tráigalo de vuelta al precinto."
    ),
    "This is of another precinct than yours, so nothing was written: ask an administrator.": (
        "Esto es de otro precinto, así que no se escribió nada: pregunte a un administrador."
    ),
    "This is about all precincts, and your account works in one: ask an administrator.": (
        "Esto abarca todos los precintos y su cuenta trabaja en uno: pregunte a un administrador."
    ),
    "Only {who} may do this, so nothing was written: ask one, or sign in as one.": (
        "Solo {who} puede hacer esto, así que no se escribió nada: pídalo, o inicie sesión con ese rol."
    ),
    "a supervisor": "un supervisor",
    "an administrator": "un administrador",
    # accounts
    "This is a field kit, which has its own passphrase: accounts begin at the precinct.": (
        "Este es un kit de campo, que tiene su propia frase de contraseña: las cuentas empiezan en el precinto."
    ),
    "That passphrase is too short: use at least {least_letters} letters, for example four words that do not belong "
    "together.": (
        "Esa frase de contraseña es muy corta: use al menos {least_letters} letras, por ejemplo cuatro palabras que no "
        "tengan que ver entre sí."
    ),
    "That passphrase is among the first that anybody would try: choose another.": (
        "Esa frase de contraseña es de las primeras que cualquiera probaría: elija otra."
    ),
    "That passphrase repeats the same few letters: choose another.": (
        "Esa frase de contraseña repite las mismas pocas letras: elija otra."
    ),
    "There is an account '{login}' already: choose another name.": "Ya hay una cuenta «{login}»: elija otro nombre.",
    "There is no account '{login}' here: check how it is written, or ask an administrator.": (
        "Aquí no hay ninguna cuenta «{login}»: revise cómo está escrita o pregunte a un administrador."
    ),
    "The plain file is not gone ({join}): close every program that has it open, remove it, and sign in.": (
        "El archivo sin cifrar sigue ahí ({join}): cierre los programas que lo tengan abierto, quítelo e inicie sesión."
    ),
    "The account '{login}' is locked after {tries} wrong tries: wait, or ask an administrator.": (
        "La cuenta «{login}» está bloqueada tras {tries} intentos fallidos: espere o pregunte a un administrador."
    ),
    "The account '{login}' was not used for 90 days, so it is disabled: ask an administrator to enable it.": (
        "La cuenta «{login}» no se usó en 90 días y está desactivada: pida a un administrador que la active."
    ),
    "The account '{login}' is disabled: ask an administrator to enable it.": (
        "La cuenta «{login}» está desactivada: pida a un administrador que la active."
    ),
    "That passphrase does not open these records: check the keyboard's language and capitals, and try again.": (
        "Esa frase de contraseña no abre estos registros: revise el idioma del teclado y las mayúsculas, e intente de "
        "nuevo."
    ),
    "This is the last administrator, so nothing was changed: make another one first.": (
        "Este es el último administrador, así que no se cambió nada: nombre antes a otro."
    ),
    "These records have accounts already: sign in as an administrator and add one.": (
        "Estos registros ya tienen cuentas: inicie sesión como administrador y agregue una."
    ),
    "The old passphrase is wrong, so it was not changed: try again.": (
        "La frase de contraseña anterior es incorrecta, así que no se cambió: intente de nuevo."
    ),
    # precinct, officers, shifts
    "The days until a neighborhood is quiet must be 1 to {most:,}, and the smallest public count 1 or more. Nothing was written.": (
        "Los días hasta que un vecindario queda sin eventos recientes deben ser de 1 a {most:,}, y el conteo público más "
        "pequeño 1 o más. No se escribió nada."
    ),
    "{name} of {agency} is already kept here: choose another name. Nothing was written.": (
        "{name} de {agency} ya existe aquí: elija otro nombre. No se escribió nada."
    ),
    "Badge {badge} is given to two officers, so nothing was written: correct one.": (
        "Dos agentes tienen la placa {badge}, así que no se escribió nada: corrija una."
    ),
    "Badge {badge} is {name}'s, so nothing was written: correct the badge.": (
        "La placa {badge} es de {name}, así que no se escribió nada: corrija el número."
    ),
    "The time zone '{name}' is unknown: write it like America/Chicago. Nothing was written.": (
        "No se conoce la zona horaria «{name}»: escríbala como America/Chicago. No se escribió nada."
    ),
    "The shift plan has no shifts: add one. Nothing was written.": (
        "El plan de turnos no tiene turnos: agregue uno. No se escribió nada."
    ),
    "Two shifts are named '{name}', so nothing was written: rename one.": (
        "Dos turnos se llaman «{name}», así que no se escribió nada: cambie un nombre."
    ),
    "The shift plan ends before it starts: correct its dates. Nothing was written.": (
        "El plan de turnos termina antes de empezar: corrija sus fechas. No se escribió nada."
    ),
    "The shift plan '{name}' that starts on {valid_from} overlaps this one: choose other dates, or correct that plan "
    "first. Nothing was written.": (
        "El plan de turnos «{name}», que empieza el {valid_from}, se cruza con este: elija otras fechas o corrija "
        "antes aquel plan. No se escribió nada."
    ),
    "The spelling '{text}' already stands for another {named}, so nothing was written: remove it from one of the two.": (
        "«{text}» ya es otro nombre de un registro distinto ({named}), así que no se escribió nada: quítelo de uno de "
        "los dos."
    ),
    # neighborhoods, organizations, people
    "The boundary of {name} is not a GeoJSON polygon, so nothing was written: leave it out, or take it from a GeoJSON "
    "file.": (
        "El límite de {name} no es un polígono GeoJSON, así que no se escribió nada: omítalo o tómelo de un archivo "
        "GeoJSON."
    ),
    "This person's term as {office} from {day} is kept already, so nothing was written: change that one.": (
        "El período de esta persona en el cargo ({office}) desde {day} ya está anotado, así que no se escribió nada: "
        "cambie ese."
    ),
    "This person is not a member of this organization, so nothing was changed.": (
        "Esta persona no es miembro de esta organización, así que no se cambió nada."
    ),
    "A person cannot be merged with herself: choose two entries.": (
        "Una persona no se puede unir consigo misma: elija dos entradas."
    ),
    "A person needs a given name or a family name: fill in one. Nothing was written.": (
        "Una persona necesita un nombre o un apellido: complete uno. No se escribió nada."
    ),
    "This entry for {name} was merged into another, so it was not changed: open the kept entry instead.": (
        "Esta entrada de {name} se unió a otra, así que no se cambió: abra la entrada que quedó."
    ),
    "These two people belong to different precincts, so they were not merged.": (
        "Estas dos personas son de precintos distintos, así que no se unieron."
    ),
    # crime counts
    "The month {month} is not the first day of a month, so nothing was written: give {first}.": (
        "El mes {month} no es el primer día de un mes, así que no se escribió nada: indique {first}."
    ),
    "A neighborhood's count for {month} does not say which neighborhood, so nothing was written: choose it.": (
        "Una cifra de vecindario de {month} no dice de qué vecindario es, así que no se escribió nada: elíjalo."
    ),
    "A count of the whole {scope} for {month} names a neighborhood, so nothing was written: leave it out, or count for "
    "the neighborhood.": (
        "Una cifra de todo el ámbito ({scope}) de {month} nombra un vecindario, así que no se escribió nada: quítelo o "
        "cuente por vecindario."
    ),
    "Two counts speak of the same offense and area in {month}, so nothing was written: leave one of them out.": (
        "Dos cifras hablan del mismo delito y área en {month}, así que no se escribió nada: omita una."
    ),
    # copying, archive, attachments
    "There is a file {path} or its keys already, so nothing was copied: name a new one.": (
        "Ya hay un archivo {path} o sus claves, así que no se copió nada: dé un nombre nuevo."
    ),
    "The archive is damaged: a row of {table_name} names a {parent} that is not in it. Nothing was written.": (
        "El archivo completo está dañado: una fila de {table_name} nombra un registro ({parent}) que no está en él. No "
        "se escribió nada."
    ),
    "The archive is damaged: a row of {table_name} holds what cannot be there ({fault}). Choose another one.": (
        "El archivo completo está dañado: una fila de {table_name} contiene lo que no puede estar ahí ({fault}). Elija "
        "otro."
    ),
    "The archive is damaged: the rows of {table_name} cannot stand beside each other ({fault}). Choose another one.": (
        "El archivo completo está dañado: las filas de {table_name} no pueden estar juntas ({fault}). Elija otro."
    ),
    "The precinct {name} of {agency} is kept in this database already, so nothing was written: restore the archive "
    "into a new database.": (
        "El precinto {name} de {agency} ya está en esta base de datos, así que no se escribió nada: restaure el "
        "archivo en una base de datos nueva."
    ),
    "The file '{file_name}' is empty, so it was not kept: choose another.": (
        "El archivo «{file_name}» está vacío, así que no se guardó: elija otro."
    ),
    "The file '{file_name}' is larger than 25 MB, so it was not kept: make it smaller.": (
        "El archivo «{file_name}» pesa más de 25 MB, así que no se guardó: hágalo más pequeño."
    ),
    "A photo that may be published needs words that say what it shows: fill them in. Nothing was written.": (
        "Una foto que se puede publicar necesita palabras que digan qué muestra: complételas. No se escribió nada."
    ),
    # issued reports
    "The report to issue is not a PDF, so nothing was issued: make it again.": (
        "El informe que se va a emitir no es un PDF, así que no se emitió nada: hágalo de nuevo."
    ),
    "The report '{title}' is of another kind or precinct, so nothing was issued: replace a report of the same kind.": (
        "El informe «{title}» es de otro tipo o precinto, así que no se emitió nada: reemplace uno del mismo tipo."
    ),
    "The report '{title}' was replaced already, so nothing was issued: replace the newer one.": (
        "El informe «{title}» ya fue reemplazado, así que no se emitió nada: reemplace el más nuevo."
    ),
    "The figures of the report are not JSON ({fault}), so nothing was issued: make the report again.": (
        "Las cifras del informe no son JSON ({fault}), así que no se emitió nada: haga el informe de nuevo."
    ),
    # undo
    "This step was taken back already, so nothing was changed.": "Este paso ya se deshizo, así que no se cambió nada.",
    "The details of step {entry} are no longer kept, so it cannot be taken back: correct it by hand.": (
        "Los detalles del paso {entry} ya no se guardan, así que no se puede deshacer: corríjalo a mano."
    ),
    "This step changed no record, so there is nothing to take back.": (
        "Este paso no cambió ningún registro, así que no hay nada que deshacer."
    ),
    "What was done to an account is not taken back by undo, because its passphrase would not come back: edit the "
    "account instead.": (
        "Lo que se hizo a una cuenta no se deshace, porque su frase de contraseña no volvería: edite la cuenta."
    ),
    "A precinct that was set up stays, because all its records hang on it: change its name in the settings instead.": (
        "Un precinto que se creó se queda, porque todos sus registros dependen de él: cambie su nombre en la configuración."
    ),
    "An archive that was put back stays, because all its records hang on its precinct: restore the backup from before "
    "instead.": (
        "Un archivo completo que se restauró se queda, porque todos sus registros dependen de su precinto: restaure la "
        "copia de seguridad anterior."
    ),
    "A field kit that was made stays, because what is recorded in its file is to come back: remove the file instead.": (
        "Un kit de campo que se hizo se queda, porque lo que se registre en su archivo debe volver: quite el archivo."
    ),
    "An issued report stays as it was signed, so issuing cannot be taken back: issue a corrected one instead.": (
        "Un informe emitido queda como se firmó, así que no se puede deshacer: emita uno corregido."
    ),
    "Something recorded later builds on what this step did, so nothing was taken back: take the later step back "
    "first.": (
        "Algo registrado después depende de lo que hizo este paso, así que no se deshizo nada: deshaga antes el paso "
        "posterior."
    ),
    "was removed later": "se quitó después",
    "was changed later": "se cambió después",
    "{name} {deed} by {who}, so nothing was taken back: look at that change, then take the step back all the same, or "
    "leave it.": (
        "{name} {deed} ({who}), así que no se deshizo nada: mire ese cambio y luego deshaga el paso de todos modos, o "
        "déjelo así."
    ),
    "{name} {deed}, so nothing was taken back: look at that change, then take the step back all the same, or leave "
    "it.": "{name} {deed}, así que no se deshizo nada: mire ese cambio y luego deshaga el paso de todos modos, o déjelo así.",
    # backups
    "No backup is known on this PC: choose one where it lies.": (
        "En esta computadora no se conoce ninguna copia de seguridad: elija una donde esté."
    ),
    "This is what could be saved of a damaged file: open that one again, and put the backup in its place.": (
        "Esto es lo que se pudo salvar de un archivo dañado: abra ese de nuevo y ponga la copia de seguridad en su "
        "lugar."
    ),
    # retention
    "A hold is laid on one record by its number, or on everything: say which.": (
        "Una retención legal se pone sobre un registro por su número, o sobre todo: diga cuál."
    ),
    "Your IT department has set that {kind} are kept for {fixed} years, so nothing was written: ask there, or leave "
    "this one as it is.": (
        "Su departamento de informática fijó cuántos años se conservan ({kind}: {fixed}), así que no se escribió nada: "
        "pregunte allí o deje este como está."
    ),
    "{number} years cannot be kept to, so nothing was written: use 1 to {most}.": (
        "{number} años no es un plazo posible, así que no se escribió nada: use de 1 a {most}."
    ),
    "This record belongs to another precinct, so no hold was placed.": (
        "Este registro es de otro precinto, así que no se puso ninguna retención legal."
    ),
    "Your account was removed or disabled, so nothing was written: ask an administrator.": (
        "Su cuenta se quitó o se desactivó, así que no se escribió nada: pregunte a un administrador."
    ),
    "An administrator changed what your account may do, so nothing was written: do it once more.": (
        "Un administrador cambió lo que su cuenta puede hacer, así que no se escribió nada: hágalo otra vez."
    ),
}
