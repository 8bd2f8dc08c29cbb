"""What each command, option and argument is for, by paragraph as ``--help`` shows it."""

PHRASES = {
    "What a police precinct does in its community: events, who came, promises and reports.": (
        "Lo que hace un precinto de policía en su comunidad: eventos, quién vino, promesas e informes."
    ),
    # for every command
    "A file, or postgresql://user@host/name. Without it, the file in your data folder.": (
        "Un archivo, o postgresql://cuenta@servidor/nombre. Sin ella, el archivo de su carpeta de datos."
    ),
    "Say which version this is.": "Decir qué versión es.",
    "Your account, where the records have accounts.": "Su cuenta, si los registros tienen cuentas.",
    "Read its passphrase from an open file descriptor.": (
        "Leer su frase de contraseña de un descriptor de archivo abierto."
    ),
    "First month.": "Primer mes.",
    "Last month; without it, the first one alone.": "Último mes; sin él, solo el primero.",
    "Which one, where there are several.": "Cuál, si hay varios.",
    "The file to write.": "El archivo que se escribe.",
    "As one JSON object.": "Como un objeto JSON.",
    "As one JSON list.": "Como una lista JSON.",
    "Where backups lie.": "Dónde están las copias de seguridad.",
    # demo
    "Make a database with an invented West Precinct.": "Hacer una base de datos con un precinto inventado.",
    "The database to make; it must not hold anything yet.": "La base de datos que se hace; aún no debe contener nada.",
    "One precinct, or a city for twenty years.": "precinct (un precinto) o city (una ciudad en veinte años).",
    "The same seed gives the same records.": "La misma semilla da los mismos registros.",
    # figures, report
    "Print the figures of a month or of several.": "Mostrar las cifras de un mes o de varios.",
    "Print a report to a PDF, or issue it.": "Imprimir un informe en un PDF, o emitirlo.",
    "Print a report to a PDF; say which issued version it would replace, and which figures moved since.": (
        "Imprimir un informe en un PDF; decir qué versión emitida sustituye y qué cifras cambiaron desde entonces."
    ),
    "monthly, quarterly, neighborhood, recap, worklist, sign-in, event, year, labels or precincts.": (
        "monthly (mensual), quarterly (trimestral), neighborhood (vecindario), recap (repaso), worklist (seguimientos), "
        "sign-in (hoja de asistencia), event (evento), year (año), labels (etiquetas) o precincts (precintos)."
    ),
    "The month it is about.": "El mes de que trata.",
    "The first of several months.": "El primero de varios meses.",
    "The neighborhood it is about.": "El vecindario de que trata.",
    "The event it is about.": "El evento de que trata.",
    "The officer it is for.": "El agente para quien es.",
    "Without residents' names, phones or words.": "Sin nombres, teléfonos ni palabras de los residentes.",
    "Both: sign-in sheets only. Without it, as set for this PC.": (
        "both (los dos): solo en hojas de asistencia. Sin esta opción, el de esta computadora."
    ),
    "Sign-in sheets in large print.": "Hojas de asistencia en letra grande.",
    "Sign-in sheets of blank lines.": "Hojas de asistencia con renglones en blanco.",
    "Move labels to the right; negative is left.": "Mover las etiquetas a la derecha; en negativo, a la izquierda.",
    "Move labels down; negative is up.": "Mover las etiquetas hacia abajo; en negativo, hacia arriba.",
    "Issue it as approved by NAME, and keep it for good.": (
        "Emitirlo con la aprobación de NOMBRE y guardarlo para siempre."
    ),
    "The officer who prepared what is issued.": "El agente que preparó lo que se emite.",
    # import, export
    "Bring files in: all of it or nothing.": "Importar archivos: todo o nada.",
    "Bring files in: all of it or nothing. The same file again changes nothing.": (
        "Importar archivos: todo o nada. El mismo archivo otra vez no cambia nada."
    ),
    "How a mapping reads the files is remembered for the next ones with the same columns.": (
        "Se recuerda cómo lee los archivos una asignación, para los próximos con las mismas columnas."
    ),
    "What the files hold: events, attendance, people, organizations, officers, follow-ups, crime, calendar, contacts, "
    "areas, or archive (everything).": (
        "Lo que contienen los archivos: events (eventos), attendance (asistencia), people (personas), organizations "
        "(organizaciones), officers (agentes), follow-ups (seguimientos), crime (delitos), calendar (calendario), "
        "contacts (contactos), areas (áreas) o archive (todo)."
    ),
    "What the columns mean (TOML).": "Qué significan las columnas (TOML).",
    "Write how the files were read as a mapping (TOML).": "Escribir cómo se leyeron los archivos: una asignación (TOML).",
    "Guess the columns, whatever is remembered of files with these columns.": (
        "Adivinar las columnas, sin usar lo que se recuerda de archivos con las mismas."
    ),
    "Where a sheet's title speaks of another month than its file's name: which is right (neither: the sheet is left "
    "out).": (
        "Si el título de una hoja habla de otro mes que el nombre de su archivo, cuál vale: file (el archivo), sheet "
        "(la hoja) o neither (ninguno: la hoja se omite)."
    ),
    "Say what it would do, and write nothing.": "Decir lo que haría, sin escribir nada.",
    "Which one; in a new database, its name.": "Cuál; en una base de datos nueva, su nombre.",
    "The agency of a new precinct.": "La agencia de un precinto nuevo.",
    "Write all records of a kind to a file.": "Escribir todos los registros de un tipo en un archivo.",
    "Write all records of a kind to a file, in the format its name ends with: .csv, .xlsx, .ics or .json.": (
        "Escribir todos los registros de un tipo en un archivo, según termine su nombre: .csv, .xlsx, .ics o .json."
    ),
    "events, attendance, people, follow-ups, concerns, crime, contacts, calendar or archive.": (
        "events (eventos), attendance (asistencia), people (personas), follow-ups (seguimientos), concerns "
        "(inquietudes), crime (delitos), contacts (contactos), calendar (calendario) o archive (todo)."
    ),
    "Write what the public may have to a .zip.": "Escribir en un .zip lo que el público puede recibir.",
    "Write everything of an event or a period to a .zip for the public, and say what was removed of it.": (
        "Escribir en un .zip para el público todo lo de un evento o de un período, y decir qué se quitó."
    ),
    "The first month of the period.": "El primer mes del período.",
    # backups, checks, moving
    "Copy the database into a folder, and verify the copy.": (
        "Copiar la base de datos en una carpeta y verificar la copia."
    ),
    "Copy the database into a folder while it is in use, verify the copy, and keep the newest of days and weeks.": (
        "Copiar en una carpeta la base de datos aunque esté en uso, verificar la copia y guardar las más nuevas de cada "
        "día y semana."
    ),
    "Put a backup in the place of the database.": "Poner una copia de seguridad en lugar de la base de datos.",
    "Put a backup in the place of the database, which is kept under another name; on a server into an empty one.": (
        "Poner una copia de seguridad en lugar de la base de datos, que se guarda con otro nombre; en un servidor, en "
        "una vacía."
    ),
    "Try it beside the database, and change nothing.": "Probarla junto a la base de datos, sin cambiar nada.",
    "Save what can be read of a damaged database.": "Salvar lo que se pueda leer de una base de datos dañada.",
    "Save every row of a damaged database that can still be read, into a new file.": (
        "Salvar en un archivo nuevo cada fila que aún se pueda leer de una base de datos dañada."
    ),
    "The new database.": "La base de datos nueva.",
    "Read everything once, and say whether it is sound.": "Leer todo una vez y decir si está en buen estado.",
    "Read everything once and say whether it is sound: file, links, values, totals, audit trail and backups.": (
        "Leer todo una vez y decir si está en buen estado: archivo, enlaces, valores, totales, registro de auditoría y "
        "copias de seguridad."
    ),
    "Bring an older database up to date.": "Poner al día una base de datos anterior.",
    "Bring a database made by an older program up to date; a file is copied first.": (
        "Poner al día una base de datos hecha por un programa anterior; si es un archivo, antes se copia."
    ),
    "Copy everything to another database.": "Copiar todo a otra base de datos.",
    "Copy everything to another database, as when a precinct moves to a server or back, and compare every row.": (
        "Copiar todo a otra base de datos y comparar cada fila, como cuando un precinto pasa a un servidor o vuelve de él."
    ),
    "The database to copy: a file or a URL.": "La base de datos que se copia: un archivo o una URL.",
    "An empty one: a new file, or a server's URL.": "Una vacía: un archivo nuevo, o la URL de un servidor.",
    "Say how the database stands, for a server above all.": (
        "Decir cómo está la base de datos, sobre todo para un servidor."
    ),
    "Say how the database stands: version, clients, last backup, sizes, slow statements.": (
        "Decir cómo está la base de datos: versión, clientes, última copia de seguridad, tamaños, consultas lentas."
    ),
    "Where backups lie; otherwise the trail says when.": (
        "Dónde están las copias de seguridad; si no, el registro de auditoría dice cuándo."
    ),
    # this PC and this program
    "Look whether this PC has what Outreach needs.": "Ver si esta computadora tiene lo que Outreach necesita.",
    "Look whether this PC has what Outreach needs: fonts, printer, database, disk, clock, backups, folders.": (
        "Ver si esta computadora tiene lo que Outreach necesita: fuentes, impresora, base de datos, disco, reloj, "
        "copias de seguridad, carpetas."
    ),
    "Another than is opened without a name.": "Otra que la que se abre sin nombrarla.",
    "Print what is set for this PC, and by whom.": "Mostrar qué está fijado en esta computadora, y por quién.",
    "Print each value that can be set for this PC, and where it comes from.": (
        "Mostrar cada valor que se puede fijar en esta computadora, y de dónde viene."
    ),
    "Show what the logs hold, and write them to one file.": (
        "Mostrar lo que contienen las bitácoras y escribirlas en un archivo."
    ),
    "Show what the logs hold, then write them to one file to be sent; they hold no names.": (
        "Mostrar lo que contienen las bitácoras y luego escribirlas en un archivo para enviarlo; no contienen nombres."
    ),
    "Write it without asking.": "Escribirlo sin preguntar.",
    "Name every part that is shipped, with its license.": "Nombrar cada parte incluida, con su licencia.",
    "Name every part that is shipped, with its version and its license.": (
        "Nombrar cada parte incluida, con su versión y su licencia."
    ),
    "With the words of every license.": "Con las palabras de cada licencia.",
    "Write all of the help as a PDF.": "Escribir toda la ayuda como PDF.",
    "The PDF to write.": "El PDF que se escribe.",
    "On A4 sheets, not on letter ones.": "En hojas A4, no en tamaño carta.",
    "Without it, as set for this PC.": "Sin esta opción, el de esta computadora.",
    # audit trail
    "Check or take out the audit trail.": "Revisar o exportar el registro de auditoría.",
    "Read the audit trail once, and say whether it is whole.": (
        "Leer una vez el registro de auditoría y decir si está completo."
    ),
    "Read the audit trail once: no entry changed, removed, inserted, or cut off at the end.": (
        "Leer una vez el registro de auditoría: ninguna entrada cambió, falta, se agregó en medio ni se cortó al final."
    ),
    "Trust the entries that another PC of yours has signed.": "Confiar en las entradas que firmó otra computadora suya.",
    "As 'audit verify' told it.": "Como la dijo «audit verify».",
    "Write the audit trail, or a part of it, to a file.": (
        "Escribir en un archivo el registro de auditoría, o una parte."
    ),
    "Write the audit trail, or the entries that fit: .csv or .xlsx, or .jsonl with what each changed.": (
        "Escribir el registro de auditoría, o las entradas que coincidan: .csv o .xlsx, o .jsonl con lo que cambió cada "
        "una."
    ),
    "First day (UTC).": "Primer día (UTC).",
    "Last day (UTC).": "Último día (UTC).",
    "Who did it: an account or officer.": "Quién lo hizo: una cuenta o un agente.",
    "What was done, as 'backed up'.": "Qué se hizo, como «backed up» (hizo una copia de seguridad).",
    "At which PC.": "En qué computadora.",
    "A kind of record, such as person.": "Un tipo de registro, como person (persona).",
    "One record of that kind.": "Un registro de ese tipo.",
    # retention
    "How long names are kept, and forgetting them.": "Cuánto se guardan los nombres, y borrarlos.",
    "How long names and words are kept, and the purge that forgets them.": (
        "Cuánto se guardan nombres y palabras, y cómo borrar lo que venció."
    ),
    "Print how long each kind is kept, or set it.": "Mostrar cuánto se guarda cada tipo, o fijarlo.",
    "Print after how many years each kind of record is forgotten, or set it.": (
        "Mostrar a los cuántos años se borra cada tipo de registro, o fijarlo."
    ),
    "Set one, such as people=5; people=never takes it away.": "Fijar una, como people=5; people=never la quita.",
    "Count what a purge would forget today; nothing is changed.": "Contar lo que hoy se borraría; no se cambia nada.",
    "Forget what the preview counts, for good.": "Borrar para siempre lo que cuenta «preview».",
    "Forget what the preview counts, for good; every figure stays as it was.": (
        "Borrar para siempre lo que cuenta «preview»; todas las cifras quedan como estaban."
    ),
    "Do it: names that are forgotten do not come back.": "Hacerlo: los nombres que se borran no vuelven.",
    "Keep a record from being forgotten until the hold is lifted.": (
        "No dejar que se borre un registro hasta que se levante la retención legal."
    ),
    "person, event, concern, follow_up or everything.": (
        "person (persona), event (evento), concern (inquietud), follow_up (seguimiento) o everything (todo)."
    ),
    "The record's number.": "El número del registro.",
    "Why, such as the number of a subpoena.": "Por qué, como el número de un citatorio.",
    "Print the holds that are in force.": "Mostrar las retenciones legales vigentes.",
    "Lift a hold; it stays on record.": "Levantar una retención legal; queda constancia de ella.",
    "Its number, as 'retention holds' prints it.": "Su número, como lo muestra «retention holds».",
    # field kits
    "Take records to a meeting in one file, and bring them back.": (
        "Llevar registros a una reunión en un archivo, y traerlos de vuelta."
    ),
    "Take a smaller precinct to a meeting in one file, and bring it back.": (
        "Llevar un precinto más pequeño a una reunión en un archivo, y traerlo de vuelta."
    ),
    "Write a field kit.": "Escribir un kit de campo.",
    "Write a field kit: a smaller precinct in one encrypted file, for a laptop without a network.": (
        "Escribir un kit de campo: un precinto más pequeño en un archivo cifrado, para una computadora portátil sin red."
    ),
    "The kit to write; its name ends with .outreach-kit.": (
        "El kit que se escribe; su nombre termina en .outreach-kit."
    ),
    "The officer who takes it.": "El agente que se lo lleva.",
    "What is planned and known there; may be repeated.": "Lo planeado y sabido allí; se puede repetir.",
    "One event; may be repeated.": "Un evento; se puede repetir.",
    "The last day of what is planned there.": "El último día de lo planeado allí.",
    "The last day one may record in it.": "El último día en que se puede anotar en él.",
    "Read the kit's passphrase from an open file descriptor.": (
        "Leer la frase de contraseña del kit de un descriptor de archivo abierto."
    ),
    "The kit, as it came back.": "El kit, tal como volvió.",
    "Bring back what was recorded in a field kit.": "Traer de vuelta lo que se anotó en un kit de campo.",
    "Bring back what was recorded in a field kit. Again, or half, or after another kit: nothing is done twice.": (
        "Traer de vuelta lo que se anotó en un kit de campo. Otra vez, a medias o después de otro kit: nada se hace dos "
        "veces."
    ),
    "Say which kits went out, and what has come back.": "Decir qué kits salieron y qué ha vuelto.",
}
