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
    "officer with the badge": "agente con la placa",
    "did you mean '{nearest}'?": "¿quiso decir «{nearest}»?",
    "check how it is written.": "revise cómo está escrito.",
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
    "known is {names}": "se conoce {names}",
    "it holds no precinct yet": "todavía no tiene ninguno",
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
    # trail_check
    "is missing": "falta",
    "is there twice": "está dos veces",
    "is missing: the end of the trail was cut off": "falta: se cortó el final del registro de auditoría",
    "is missing, and so are all up to entry {entry}: the end of the trail was cut off": (
        "falta, y también todas hasta la entrada {entry}: se cortó el final del registro de auditoría"
    ),
    "cannot be compared with the newest one this PC wrote. {fault}": (
        "no se puede comparar con la más nueva que escribió esta computadora. {fault}"
    ),
    "was not written by Outreach: nobody signed it": "no la escribió Outreach: nadie la firmó",
    "is not the one that this PC wrote under this number": ("no es la que esta computadora escribió con este número"),
    "does not follow the entry before it": "no sigue a la entrada anterior",
    "was changed after it was written": "se cambió después de escribirse",
    "tells that it {action}": "dice esto: {action}",
    "has lost its details": "perdió sus detalles",
    "has details that were changed after they were written": "tiene detalles que se cambiaron después de escribirse",
    "is signed by a PC that is not trusted here, under the name {stations}: if that PC is yours, run 'audit trust "
    "{signer}'": (
        "está firmada por una computadora en la que aquí no se confía, con el nombre {stations}: si es suya, ejecute "
        "«audit trust {signer}»"
    ),
    "and {count:,} others are signed by a PC that is not trusted here, under the name {stations}: if that PC is yours, "
    "run 'audit trust {signer}'": (
        "y {count:,} más están firmadas por una computadora en la que aquí no se confía, con el nombre {stations}: si "
        "es suya, ejecute «audit trust {signer}»"
    ),
    # soundness
    "Open the record and correct it; the audit trail tells who wrote it.": (
        "Abra el registro y corríjalo; el registro de auditoría dice quién lo escribió."
    ),
    "Look in the audit trail for what wrote it, and take that step back.": (
        "Busque en el registro de auditoría qué lo escribió y deshaga ese paso."
    ),
    "{correct} If it is many, check the clock of this PC.": (
        "{correct} Si son muchos, revise el reloj de esta computadora."
    ),
    "{count:,} row of {table} bears a day that no calendar has": (
        "{count:,} fila de {table} lleva un día que ningún calendario tiene"
    ),
    "{count:,} rows of {table} bear a day that no calendar has": (
        "{count:,} filas de {table} llevan un día que ningún calendario tiene"
    ),
    "{count:,} event is held on a day still ahead": ("{count:,} evento aparece realizado en un día que aún no llega"),
    "{count:,} events are held on a day still ahead": "{count:,} eventos aparecen realizados en un día que aún no llega",
    "{count:,} concern was raised on a day still ahead": (
        "{count:,} inquietud aparece planteada en un día que aún no llega"
    ),
    "{count:,} concerns were raised on a day still ahead": (
        "{count:,} inquietudes aparecen planteadas en un día que aún no llega"
    ),
    "{count:,} promise was made on a day still ahead": ("{count:,} promesa aparece hecha en un día que aún no llega"),
    "{count:,} promises were made on a day still ahead": "{count:,} promesas aparecen hechas en un día que aún no llega",
    "{count:,} promise was closed on a day still ahead": (
        "{count:,} promesa aparece cerrada en un día que aún no llega"
    ),
    "{count:,} promises were closed on a day still ahead": (
        "{count:,} promesas aparecen cerradas en un día que aún no llega"
    ),
    "{count:,} resident was told on a day still ahead": (
        "{count:,} residente aparece avisado en un día que aún no llega"
    ),
    "{count:,} residents were told on a day still ahead": (
        "{count:,} residentes aparecen avisados en un día que aún no llega"
    ),
    "{count:,} note was written on a day still ahead": ("{count:,} nota aparece escrita en un día que aún no llega"),
    "{count:,} notes were written on a day still ahead": "{count:,} notas aparecen escritas en un día que aún no llega",
    "{count:,} row of {table} names somebody who was merged into another": (
        "{count:,} fila de {table} nombra a alguien que se unió a otra entrada"
    ),
    "{count:,} rows of {table} name somebody who was merged into another": (
        "{count:,} filas de {table} nombran a alguien que se unió a otra entrada"
    ),
    "{count:,} person is merged into somebody who is merged too": (
        "{count:,} persona está unida a alguien que también está unido a otra persona"
    ),
    "{count:,} people are merged into somebody who is merged too": (
        "{count:,} personas están unidas a alguien que también está unido a otra persona"
    ),
    "{count:,} row of {table} names a {target} of another precinct": (
        "{count:,} fila de {table} nombra algo de otro precinto ({target})"
    ),
    "{count:,} rows of {table} name a {target} of another precinct": (
        "{count:,} filas de {table} nombran algo de otro precinto ({target})"
    ),
    "{count:,} attachment is not as it was put in": ("{count:,} archivo adjunto no está como se guardó"),
    "{count:,} attachments are not as they were put in": "{count:,} archivos adjuntos no están como se guardaron",
    "{count:,} issued report is not as it was signed": ("{count:,} informe emitido no está como se firmó"),
    "{count:,} issued reports are not as they were signed": "{count:,} informes emitidos no están como se firmaron",
    "Take them from the last backup that is sound.": (
        "Tómelos de la última copia de seguridad que esté en buen estado."
    ),
    "{count:,} detail of the audit trail belongs to no entry": (
        "{count:,} detalle del registro de auditoría no es de ninguna entrada"
    ),
    "{count:,} details of the audit trail belong to no entry": (
        "{count:,} detalles del registro de auditoría no son de ninguna entrada"
    ),
    "Keep this database as it is, and compare it with the last backup.": (
        "Conserve esta base de datos como está y compárela con la última copia de seguridad."
    ),
    # untold
    "Somebody wrote to it past Outreach, or bytes of it changed: compare it with the last backup.": (
        "Alguien escribió en ella sin pasar por Outreach, o cambiaron algunos bytes: compárela con la última copia de "
        "seguridad."
    ),
    "1 row of {words} (number {number}) is not as the audit trail tells ({columns})": (
        "1 fila de {words} (número {number}) no está como dice el registro de auditoría ({columns})"
    ),
    "{count:,} rows of {words} (such as number {number}) are not as the audit trail tells ({columns})": (
        "{count:,} filas de {words} (como la número {number}) no están como dice el registro de auditoría ({columns})"
    ),
    "1 row of {words} (number {number}) is told by no entry of the audit trail": (
        "1 fila de {words} (número {number}) no aparece en ninguna entrada del registro de auditoría"
    ),
    "{count:,} rows of {words} (such as number {number}) are told by no entry of the audit trail": (
        "{count:,} filas de {words} (como la número {number}) no aparecen en ninguna entrada del registro de auditoría"
    ),
    "1 row of {words} (number {number}) is gone, and no entry of the audit trail tells why": (
        "Ya no está 1 fila de {words} (número {number}), y ninguna entrada del registro de auditoría dice por qué"
    ),
    "{count:,} rows of {words} (such as number {number}) are gone, and no entry of the audit trail tells why": (
        "Ya no están {count:,} filas de {words} (como la número {number}), y ninguna entrada del registro de auditoría "
        "dice por qué"
    ),
    # checking
    "values": "valores",
    "totals": "totales",
    "audit trail": "registro de auditoría",
    "server": "servidor",
    "file and links": "archivo y enlaces",
    "Checking the values": "Revisando los valores",
    "Checking the totals": "Revisando los totales",
    "The records themselves are sound. Copy them into a new database, which counts them anew: '{command} copy'.": "Los registros mismos están bien. Cópielos a una base de datos nueva, que los cuenta otra vez: '{command} copy'.",
    "The turnout kept of {count:,} events is not that of their sign-ins and head counts": "La asistencia guardada de {count:,} eventos no es la de sus firmas y conteos",
    "{count:,} people are not where the index of words has people of their name": "{count:,} personas no están donde el índice de palabras tiene a las de su nombre",
    "The first day kept of {count:,} people is not that of their sign-ins": "El primer día guardado de {count:,} personas no es el de sus firmas",
    "The days kept of {count:,} neighborhoods are not those of the events that served them": "Los días guardados de {count:,} vecindarios no son los de los eventos que los atendieron",
    "The days kept of {count:,} officers are not those of the events that had them": "Los días guardados de {count:,} oficiales no son los de los eventos que los tuvieron",
    "{count:,} counts of {words} kept beside the lists are wrong": "{count:,} conteos de {words} guardados junto a las listas están mal",
    "Checking the audit trail": "Revisando el registro de auditoría",
    "Checking the server": "Revisando el servidor",
    "Checking the file and links": "Revisando el archivo y sus enlaces",
    "Checking the backups": "Revisando las copias de seguridad",
    "Put the last good backup back: Settings, Backups in the window, or '{command} restore FILE'.": (
        "Restaure la última copia de seguridad buena: Configuración, Copias de seguridad en la ventana, o «{command} "
        "restore ARCHIVO»."
    ),
    "Take one: Settings, Backups in the window, or '{command} backup DIR'.": (
        "Haga una: Configuración, Copias de seguridad en la ventana, o «{command} backup CARPETA»."
    ),
    "Give it a role of its own: docs/server-roles.sql makes one.": "Dele un rol propio: docs/server-roles.sql hace uno.",
    "Outreach signs in to the server as a superuser, whom no right and no trigger stops": (
        "Outreach entra al servidor como superusuario, a quien no detiene ningún permiso ni disparador"
    ),
    "Audit entry {entry} {words}": "Entrada {entry} del registro de auditoría: {words}",
    "There is no backup in {folder}": "No hay ninguna copia de seguridad en {folder}",
    "No backup in {folder} is verified yet": "Ninguna copia de seguridad en {folder} está verificada todavía",
    "The newest backup is of {day}": "La copia de seguridad más nueva es del {day}",
    "The newest backup, {name}, does not open with the key of now": (
        "La copia de seguridad más nueva, {name}, no se abre con la clave de ahora"
    ),
    # doctor
    "program": "programa",
    "settings": "configuración",
    "fonts": "fuentes",
    "window": "ventana",
    "printer": "impresora",
    "database": "base de datos",
    "clock": "reloj",
    "disk": "disco",
    "backups": "copias de seguridad",
    "network folder": "carpeta de red",
    "log": "bitácora",
    "Checking the program": "Revisando el programa",
    "Checking the settings": "Revisando la configuración",
    "Checking the fonts": "Revisando las fuentes",
    "Checking the window": "Revisando la ventana",
    "Checking the database": "Revisando la base de datos",
    "Checking the disk": "Revisando el disco",
    "Checking the network folder": "Revisando la carpeta de red",
    "Checking the log": "Revisando la bitácora",
    "Put that right, then check again.": "Corrija eso y luego revise de nuevo.",
    "Outreach {version} with Python {python} on {system}.": "Outreach {version} con Python {python} en {system}.",
    "Whoever looks after this PC corrects the file.": "Quien atiende esta computadora corrige el archivo.",
    "{file} is in order.": "{file} está en orden.",
    "Nothing is set for this PC in {file}.": "No hay nada fijado para esta computadora en {file}.",
    "Latin|script": "latino",
    "Vietnamese|script": "vietnamita",
    "Greek|script": "griego",
    "Cyrillic|script": "cirílico",
    "Arabic|script": "árabe",
    "Hebrew|script": "hebreo",
    "Chinese|script": "chino",
    "Japanese|script": "japonés",
    "Korean|script": "coreano",
    "Thai|script": "tailandés",
    "Amharic|script": "amárico",
    "The font of the program cannot show {scripts}.": "La fuente del programa no puede mostrar: {scripts}.",
    "Install Outreach again: its own font is damaged.": "Instale Outreach de nuevo: su propia fuente está dañada.",
    "Names in {scripts} are printed as numbers: no font here shows them.": (
        "Los nombres en estas escrituras se imprimen como números ({scripts}): aquí ninguna fuente las muestra."
    ),
    "If your residents write so, install a font for it, such as Noto Sans.": (
        "Si sus residentes escriben así, instale una fuente para ello, como Noto Sans."
    ),
    "The records that backups took the place of are still there ({size:,.1f} MB): {names}.": (
        "Todavía están ahí los registros que se reemplazaron al restaurar copias ({size:,.1f} MB): {names}."
    ),
    "They hold names: remove them, with their .keys, when you are sure that you need them no more.": (
        "Contienen nombres: bórrelos, con sus .keys, cuando tenga la seguridad de que ya no los necesita."
    ),
    "Fonts show {scripts}.": "Las fuentes muestran estas escrituras: {scripts}.",
    "{where} opens: {system}, {size:,.1f} MB, schema {schema}.": (
        "{where} se abre: {system}, {size:,.1f} MB, esquema {schema}."
    ),
    "1 thing in the records cannot be right: {words}.": "Hay 1 cosa en los registros que no puede estar bien: {words}.",
    "{count:,} things in the records cannot be right; the first: {words}.": (
        "Hay {count:,} cosas en los registros que no pueden estar bien; la primera: {words}."
    ),
    "See each by Settings, Check or '{command} check'.": "Vea cada uno en Configuración, Revisar, o con «{command} check».",
    "Sound: {parts}.": "En buen estado: {parts}.",
    "the newest entry of the audit trail": "la entrada más nueva del registro de auditoría",
    "the file of the records": "el archivo de los registros",
    "the newest backup": "la copia de seguridad más nueva",
    "Set the clock by the network, then look at what was recorded since.": (
        "Ponga el reloj en hora por la red y luego mire lo que se registró desde entonces."
    ),
    "The clock says {now}, but {thing} is of {then}: it was set back.": (
        "El reloj marca {now}, pero {thing} es del {then}: se atrasó el reloj."
    ),
    "The clock is {minutes:,} minutes away from the server's.": (
        "El reloj difiere del reloj del servidor en {minutes:,} minutos."
    ),
    "The clock says {now}; nothing that is kept is later.": "El reloj marca {now}; nada de lo guardado es posterior.",
    "{size:,.1f} GB are free where {folder} lies.": "Hay {size:,.1f} GB libres donde está {folder}.",
    "{size:,.0f} MB are free where {folder} lies.": "Hay {size:,.0f} MB libres donde está {folder}.",
    "Make room: empty the trash, move old files.": "Haga espacio: vacíe la papelera, mueva archivos viejos.",
    "No folder for backups is chosen at this PC; another PC, or whoever runs the server, may take them.": (
        "En esta computadora no se eligió ninguna carpeta para copias de seguridad; tal vez las haga otra computadora "
        "o quien atiende el servidor."
    ),
    "Ask who takes them.": "Pregunte quién las hace.",
    "No folder for backups is chosen.": "No se eligió ninguna carpeta para copias de seguridad.",
    "Choose one in Settings, Backups.": "Elija una en Configuración, Copias de seguridad.",
    "The folder of backups, {folder}, is not there.": "La carpeta de copias de seguridad, {folder}, no está.",
    "Connect its drive, or choose another in Settings, Backups.": (
        "Conecte su disco, o elija otra en Configuración, Copias de seguridad."
    ),
    "The folder of backups, {folder}, cannot be written to ({refused}).": (
        "No se puede escribir en la carpeta de copias de seguridad, {folder} ({refused})."
    ),
    "Ask for the right to write there, or choose another.": "Pida permiso para escribir allí, o elija otra.",
    "The newest backup in {folder} is of {taken}.": "La copia de seguridad más nueva en {folder} es del {taken}.",
    "The newest backup in {folder} is of {taken}, and it is sound.": (
        "La copia de seguridad más nueva en {folder} es del {taken} y está en buen estado."
    ),
    "The records are on a server, as several PCs need it.": (
        "Los registros están en un servidor, como lo necesitan varias computadoras."
    ),
    "The records lie {where}, where several PCs can damage them.": (
        "Los registros están {where}, donde varias computadoras pueden dañarlos."
    ),
    "For several PCs use a server: Settings, Several PCs.": (
        "Para varias computadoras use un servidor: Configuración, Varias computadoras."
    ),
    "The records lie on a drive of this PC alone.": "Los registros están en un disco solo de esta computadora.",
    "Backups lie on the same drive as the records: when it breaks, both are gone.": (
        "Las copias de seguridad están en el mismo disco que los registros: si falla, se pierden ambos."
    ),
    "Choose a folder on another drive in Settings, Backups.": (
        "Elija una carpeta en otro disco en Configuración, Copias de seguridad."
    ),
    "No log can be written in {folder}.": "No se puede escribir ninguna bitácora en {folder}.",
    "No log can be written in {folder} ({refused}).": "No se puede escribir ninguna bitácora en {folder} ({refused}).",
    "Ask for the right to write there.": "Pida permiso para escribir allí.",
    "The log lies in {folder}.": "La bitácora está en {folder}.",
    # machine/settings
    "{place}: “{key}” {words}. It is left out until then.": "{place}: «{key}» {words}. Hasta entonces se omite.",
    "{place}, line {line}: “{key}” {words}. It is left out until then.": (
        "{place}, renglón {line}: «{key}» {words}. Hasta entonces se omite."
    ),
    "is not a setting: use one of {names}": "no es un valor que se pueda fijar: use uno de {names}",
    "can only be fixed: write it under [fixed.retention]": "solo se puede fijar: escríbalo en [fixed.retention]",
    "cannot be {value!r}: write {allowed}": "no puede ser {value!r}: escriba {allowed}",
    "is not a part of this file: write [fixed] or [suggested]": (
        "no es una parte de este archivo: escriba [fixed] o [suggested]"
    ),
    '"en" or "es"': '"en" o "es"',
    "a file or a postgresql:// URL in quotation marks": "un archivo o una dirección postgresql:// entre comillas",
    "a whole path in quotation marks": "una ruta completa entre comillas",
    "a whole number from 1 to {most}": "un número entero de 1 a {most}",
    "{place} is named by {variable} and cannot be read ({reason}): check the name.": (
        "{variable} nombra {place}, que no se puede leer ({reason}): revise el nombre."
    ),
    "{place} cannot be read ({reason}), so nothing of it holds.": (
        "{place} no se puede leer ({reason}), así que no vale nada de él."
    ),
    "{place} is not in UTF-8, so nothing of it holds: save it as UTF-8.": (
        "{place} no está en UTF-8, así que no vale nada de él: guárdelo como UTF-8."
    ),
    "{place} is not written as TOML ({fault}), so nothing of it holds.": (
        "{place} no está escrito en TOML ({fault}), así que no vale nada de él."
    ),
    # public records, backups of a server
    "Public records are those of one event or of a period: say which.": (
        "Los registros públicos son de un evento o de un período: diga de cuál."
    ),
    "{name}: public records go out as .zip. Name the file so.": (
        "{name}: los registros públicos salen como .zip. Póngale ese nombre al archivo."
    ),
    ": nothing was changed.": ": no se cambió nada.",
    "'{url}' is not a database on a server: write it as postgresql://user@host/name.": (
        "«{url}» no es una base de datos en un servidor: escríbala como postgresql://user@host/name."
    ),
    "{name} was put into {url}: {count:,} rows. Point the PCs to it; the old database stays as it is.": (
        "{name} se puso en {url}: {count:,} filas. Dirija allí las computadoras; la base de datos anterior queda como "
        "está."
    ),
    "{path} cannot be written ({reason}): check its folder.": "No se puede escribir {path} ({reason}): revise su carpeta.",
    "The backup into {folder} did not succeed ({reason}): the earlier backups are untouched. Check that the folder can "
    "be written and has room.": (
        "No se logró la copia de seguridad en {folder} ({reason}): las anteriores están intactas. Revise que se pueda "
        "escribir en la carpeta y que tenga espacio."
    ),
    "pg_dump is not on this PC": "pg_dump no está en esta computadora",
    "{count:,} rows of '{child}' refer to missing rows of '{parent}'": (
        "{count:,} filas de «{child}» apuntan a filas de «{parent}» que faltan"
    ),
    "another PC": "otra computadora",
    "somebody": "alguien",
}
