"""What files that come in say: events, people, promises, counts, calendars and contacts."""

PHRASES: dict[str, str] = {
    # events
    "title of the events": "título de los eventos",
    "date of the events": "fecha de los eventos",
    "the title is missing": "falta el título",
    "the date is missing": "falta la fecha",
    "the name is missing": "falta el nombre",
    "the badge is missing": "falta la placa",
    "the end, {end}, lies before the start, {start}": "el fin, {end}, es anterior al inicio, {start}",
    "{place}: the end, {end}, lies before the start and was taken as unknown": (
        "{place}: el fin, {end}, es anterior al inicio y se tomó como desconocido"
    ),
    "the count {number} is below zero": "el conteo {number} es menor que cero",
    "the count {number:,} cannot be right": "el conteo {number:,} no puede ser correcto",
    "“{text}” is no known state of an event: say in the mapping, under [status], which of {listed} it stands for": (
        "«{text}» no es un estado conocido de un evento: diga en la asignación, bajo [status], cuál de estos significa: "
        "{listed}"
    ),
    "“{text}” is not a number of people or things": "«{text}» no es un número de personas o cosas",
    "its number “{number}” is that of {first}, and was taken once": (
        "su número «{number}» es el de {first}, y se tomó una sola vez"
    ),
    "another row": "otra fila",
    "row {row}": "fila {row}",
    "line {row}": "renglón {row}",
    "it tells the same event as {first}, which was taken once": (
        "dice el mismo evento que {first}, que se tomó una sola vez"
    ),
    "end lies before its start": "fin es anterior a su inicio",
    "ends lie before their start": "fines son anteriores a su inicio",
    "{ends}, and counted as unknown": "{ends}: no se sabe cuándo termina el evento",
    "without an end": "sin fin",
    "an event is kept in a later revision than the file tells, and stays as it is": (
        "hay un evento registrado en una versión posterior a la del archivo, y queda como está"
    ),
    # attendance, meetings
    "{place}, day {number}": "{place}, día {number}",
    "known": "en los registros",
    "as signed": "como firmó",
    "{count} will be added, as held: {names}": "Por agregar, como realizado: {count}: {names}",
    "another line": "otro renglón",
    "it repeats {first}: the same person or line at the same event": (
        "repite {first}: la misma persona o el mismo renglón en el mismo evento"
    ),
    "{place}: there are {count} people called {name}: taken as signed": (
        "{place}: hay {count} personas llamadas {name}; se tomó como firmó"
    ),
    "no person with the number “{number}” is kept": "no hay registrada ninguna persona con el número «{number}»",
    "lines": "renglones",
    "present": "presentes",
    "known people": "personas en los registros",
    "names of the people": "nombres de las personas",
    "date or the number of the event": "fecha o número del evento",
    "the names of the columns": "los nombres de las columnas",
    "on {day} there are {listed}: a column has to tell which is meant": (
        "el {day} hay {listed}: una columna tiene que decir de cuál se trata"
    ),
    "the event “{number}” is of {day} in a row before": "el evento «{number}» es del {day} en una fila anterior",
    "neither the number nor the date of the event is told": "no se dice ni el número ni la fecha del evento",
    "no event is kept on {day}: record it, or bring in the events first": (
        "no hay ningún evento registrado el {day}: regístrelo, o importe antes los eventos"
    ),
    "the event “{name}” was to be left out": "se pidió omitir el evento «{name}»",
    "no event with the number “{number}” is kept: bring in the events first": (
        "no hay registrado ningún evento con el número «{number}»: importe antes los eventos"
    ),
    "no event “{name}” is kept, and to add it its day has to be told, as in “2019-01-09 Walk”": (
        "no hay registrado ningún evento «{name}», y para agregarlo hay que decir su día, como en «2019-01-09 Walk»"
    ),
    "{name}: the start of the meeting is not understood: {fault}.": (
        "{name}: no se entiende el inicio de la reunión: {fault}."
    ),
    # calendars
    "{place}: “{title}”": "{place}: «{title}»",
    "task or journal entry is no event": "pendiente o entrada de diario no es un evento",
    "tasks and journal entries are no events": "pendientes y entradas de diario no son eventos",
    "{place}: {words}; it was passed over": "{place}: {words}; se pasó por alto",
    "the event was given out by this program and is kept here already": (
        "este programa exportó el evento y ya está registrado aquí"
    ),
    "the entry is marked as private": "la entrada está marcada como privada",
    "none of its times lies between {first} and {last}": "ninguna de sus fechas está entre {first} y {last}",
    "{entry} recurs without end: its times from {first} to {last} were taken": (
        "{entry} se repite sin fin: se tomaron sus fechas de {first} a {last}"
    ),
    "{entry} goes on after {last}: its times until then were taken": (
        "{entry} sigue después de {last}: se tomaron sus fechas hasta entonces"
    ),
    "{entry} recurs {times:,} times: the first {count:,} were taken": (
        "{entry} se repite {times:,} veces: se tomaron las primeras {count:,}"
    ),
    "it does not say when it starts": "no dice cuándo empieza",
    "its year {year} lies outside {first} to {last}": "su año, {year}, no está entre {first} y {last}",
    "{name}: {count:,} entries read": "{name}: {count:,} entradas leídas",
    "it repeats more than once an hour or a day, which no event of a precinct does": (
        "se repite más de una vez por hora o por día, y ningún evento de un precinto lo hace"
    ),
    "its repetition cannot be understood ({fault})": "no se entiende cómo se repite ({fault})",
    "{name} is not a calendar (.ics): it has no line BEGIN:VCALENDAR.": (
        "{name} no es un calendario (.ics): no tiene el renglón BEGIN:VCALENDAR."
    ),
    "{file}, line {row}: the entry that begins here never ends, so the file is cut short. Fetch or save it again.": (
        "{file}, renglón {row}: la entrada que empieza aquí nunca termina, así que el archivo está cortado. Pídalo o "
        "guárdelo de nuevo."
    ),
    "BEGIN:VCALENDAR has no END:VCALENDAR, so the file may be cut short": (
        "BEGIN:VCALENDAR no tiene END:VCALENDAR, así que el archivo puede estar cortado"
    ),
    "the file is cut short here, in the card that begins on line {row}": (
        "el archivo está cortado aquí, en la tarjeta que empieza en el renglón {row}"
    ),
    "the title of each event was read from “{name}”; a list of concerns cannot be brought in: record each concern "
    "with its event": (
        "el título de cada evento se tomó de «{name}»; una lista de inquietudes no se puede importar: anote cada "
        "inquietud en su evento"
    ),
    "the event that begins here cannot be understood": "no se entiende el evento que empieza aquí",
    "“{text}” cannot be understood": "no se entiende «{text}»",
    "a property": "una propiedad",
    "a row that names no person was taken as the organization it names": (
        "una fila que no nombra a ninguna persona se tomó como la organización que nombra"
    ),
    "as was said before: {told}": "como se dijo antes: {told}",
    "“{name}” is {kept}": "«{name}» es {kept}",
    "BEGIN:{name} has no END:{name}, and is taken to end before line {row}": (
        "BEGIN:{name} no tiene END:{name}, y se da por terminado antes del renglón {row}"
    ),
    "END:{name} has no BEGIN:{name}": "END:{name} no tiene BEGIN:{name}",
    "RRULE: it repeats without going on": "RRULE: se repite sin avanzar",
    # people, memberships, address books
    "no member": "no es miembro",
    "“{name}” is not kept, so no place in it is recorded": (
        "«{name}» no está en los registros, así que no se registra quién pertenece a ella"
    ),
    "{name} is the person of {place}, told differently there": (
        "{name} es la persona de {place}, donde se dice otra cosa de ella"
    ),
    "memberships": "personas en organizaciones",
    "{name} could be either of {count} people of that name: add a phone, e-mail or address that tells which, say it, or "
    "merge them first": (
        "{name} podría ser cualquiera de {count} personas de ese nombre: agregue un teléfono, correo o dirección que "
        "diga cuál, dígalo, o únalas antes"
    ),
    "{place}: {name} may be {other}, who is kept already ({evidence}): added as another person, to be merged under "
    "People if it is the same": (
        "{place}: {name} puede ser {other}, que ya está en los registros ({evidence}); se agrega como otra persona, que "
        "se une en Personas si es la misma"
    ),
    "it says the same as {first}, and was taken once": "dice lo mismo que {first}, y se tomó una sola vez",
    "the card names nobody": "la tarjeta no nombra a nadie",
    "“{text}” is not an e-mail address": "«{text}» no es una dirección de correo",
    "{name} is not an address book (.vcf): it has no line BEGIN:VCARD. Bring in a table of contacts as a list of "
    "people.": (
        "{name} no es una libreta de direcciones (.vcf): no tiene el renglón BEGIN:VCARD. Una tabla de contactos se "
        "importa como lista de personas."
    ),
    "{name}, line {row}: the card that begins here never ends, so the file is cut short. Fetch or save it again.": (
        "{name}, renglón {row}: la tarjeta que empieza aquí nunca termina, así que el archivo está cortado. Pídalo o "
        "guárdelo de nuevo."
    ),
    # promises
    "it is {status}, but the day of closing is missing": "su estado es «{status}», pero falta el día de cierre",
    "it is {status}, but has a day of closing": "su estado es «{status}», pero tiene un día de cierre",
    "the day of closing lies before the day of the promise": "el día de cierre es anterior al día de la promesa",
    "it was declined, but the reason is missing": "se rechazó, pero falta el motivo",
    "it waits on a partner, but the partner is missing": "está en espera de un socio, pero falta el socio",
    "the resident was told before it was closed": "se avisó al residente antes de cerrarla",
    "day of the promises": "día de las promesas",
    "the promise is missing": "falta la promesa",
    "the day of the promise is missing": "falta el día de la promesa",
    "{count} people are called “{name}”, so it is not recorded to whom the promise was made": (
        "{count} personas se llaman «{name}», así que no se registra a quién se le hizo la promesa"
    ),
    "neither a person nor an organization is kept as “{name}”, so it is not recorded to whom the promise was made": (
        "no hay registrada ninguna persona ni organización como «{name}», así que no se registra a quién se le hizo la "
        "promesa"
    ),
    "the same promise of that day was taken before": "la misma promesa de ese día ya se tomó",
    # organizations, officers
    "kind": "tipo",
    "email": "correo",
    "rank": "rango",
    "active|of a field": "en activo",
    "name of the organizations": "nombre de las organizaciones",
    "badge of the officers": "placa de los agentes",
    "“{name}” is in {first} already, and was taken once": "«{name}» ya está en {first}, y se tomó una sola vez",
    "the officer “{name}” is not kept, and can be added with a badge only, written as “{name}, badge 123”": (
        "el agente «{name}» no está en los registros, y solo se puede agregar con una placa, escrito como «{name}, "
        "badge 123»"
    ),
    # crime counts
    "total": "total",
    "area": "vecindario",
    "department": "departamento",
    "the neighborhood is missing": "falta el vecindario",
    "the offense is missing": "falta el delito",
    "the month is missing": "falta el mes",
    "the count is missing": "falta la cifra",
    "“{text}” is not a whole number": "«{text}» no es un número entero",
    "the whole area": "todo el precinto",
    "{counts} of the same months kept, and not in these files, will stay as they are": (
        "Quedan como están: {counts} de los mismos meses, que están en los registros y no en estos archivos"
    ),
    "{month}: the files tell of {now:,}, and take the place of {before:,} that are kept; where they hold a part of the "
    "month only, bring in the whole of it instead": (
        "{month}: los archivos dicen {now:,}, y sustituyen a {before:,} en los registros; si solo contienen una parte del "
        "mes, importe mejor el mes entero"
    ),
    "its number “{number}” occurred before, and was counted once": (
        "su número «{number}» ya había aparecido, y se contó una sola vez"
    ),
    "its number “{number}” is that of the same report in {file}, and was counted once": (
        "su número «{number}» es el de la misma denuncia en {file}, y se contó una sola vez"
    ),
    "the {what} “{name}” was to be left out": "se pidió omitir «{name}» ({what})",
    "{place}: none of the columns is called by a month and year, such as 2019-01 or January 2019: name them so, or put "
    "the year into the file's name.": (
        "{place}: ninguna columna tiene por nombre un mes y un año, como 2019-01 o January 2019: deles ese nombre, o "
        "ponga el año en el nombre del archivo."
    ),
    "{place}: “{spelling}” was added to {area}, which has another row": (
        "{place}: «{spelling}» se sumó a {area}, que tiene otra fila"
    ),
    "{place}: the offenses add up to {added:,}, but the total says {total:,}; the offenses were taken": (
        "{place}: los delitos suman {added:,}, pero el total dice {total:,}; se tomaron los delitos"
    ),
    "{place}: several columns stand for {offenses}: correct the offenses in the mapping.": (
        "{place}: varias columnas significan lo mismo ({offenses}): corrija los delitos en la asignación."
    ),
    "{offense} in {area} for {month} was counted already in {place}: leave one of the two out": (
        "{offense} en {area} ya se contó para {month} en {place}: omita uno de los dos"
    ),
    "{counts} without a report in the months from {first} to {last} will be zero": (
        "Serán cero, por no tener ninguna denuncia en los meses de {first} a {last}: {counts}"
    ),
    "few reports are of {months}, so nothing is taken to be zero there": (
        "pocas denuncias son de {months}, así que ahí nada se toma por cero"
    ),
    # scanned sheets
    "{name} shows no code of a sign-in sheet: photograph the whole sheet flat and sharp.": (
        "{name} no muestra el código de una hoja de asistencia: fotografíe toda la hoja, plana y nítida."
    ),
    "{name} does not show all four black corner marks of the sheet: photograph all of it again.": (
        "{name} no muestra las cuatro marcas negras de las esquinas de la hoja: fotografíela entera de nuevo."
    ),
    "{name} is not a picture that can be read: scan the sheet as PDF, JPEG or PNG.": (
        "{name} no es una imagen que se pueda leer: escanee la hoja como PDF, JPEG o PNG."
    ),
    "{name} has {width:,} × {height:,} pixels: scan it at 300 dpi.": (
        "{name} tiene {width:,} × {height:,} píxeles: escanéelo a 300 dpi."
    ),
    # neighborhoods and their boundaries
    "{name} names no neighborhood: it needs a column or property called name.": (
        "{name} no nombra ningún vecindario: le falta una columna o propiedad llamada «name»."
    ),
    "{place}: it is not known which column holds the names of the neighborhoods. The columns are {there}: call it "
    "Neighborhood or Name.": (
        "{place}: no se sabe qué columna contiene los nombres de los vecindarios. Las columnas son {there}. Llámela "
        "«Neighborhood» o «Name»."
    ),
    "a boundary": "un límite",
    "new boundaries": "límites nuevos",
    "another boundary": "otro límite",
    "no boundary": "ningún límite",
    "its name occurred before": "su nombre ya había aparecido",
    "“{name}” is a feature without a place, not an area": "«{name}» es un elemento sin lugar, no un área",
    "“{name}” is a {kind}, not an area": "«{name}» no es un área ({kind})",
    "the boundary of “{name}” is not closed": "el límite de «{name}» no está cerrado",
    "the boundary of “{name}” has {count:,} corners, too many to draw": (
        "el límite de «{name}» tiene {count:,} esquinas, demasiadas para dibujarlo"
    ),
    "the boundary of “{name}” is not told in degrees of longitude and latitude: export the file as WGS 84 "
    "(EPSG:4326)": (
        "el límite de «{name}» no está en grados de longitud y latitud: exporte el archivo como WGS 84 (EPSG:4326)"
    ),
    "the boundary of “{name}” is damaged": "el límite de «{name}» está dañado",
    "{name} is an archive of a whole precinct. It goes into a new database: use “import archive” on the command line.": (
        "{name} es un archivo completo de un precinto. Va en una base de datos nueva: use «import archive» en la consola."
    ),
    "{name} is not a GeoJSON file of areas: it holds no list of features.": (
        "{name} no es un archivo GeoJSON de áreas: no contiene una lista de elementos."
    ),
    "{name} holds no area.": "{name} no contiene ningún área.",
    "{name} is not a GeoJSON file, or is cut short: it is not well-formed JSON.": (
        "{name} no es un archivo GeoJSON, o está cortado: no es JSON bien formado."
    ),
    "it is no feature": "no es un elemento",
    "it has no property that tells its name": "no tiene ninguna propiedad que diga su nombre",
}
