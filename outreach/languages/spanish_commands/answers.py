"""What commands answer without a window, and why they stop."""

PHRASES = {
    # beginning
    "Outreach made a mistake; what was saved before is kept, and {where}: hand it to whoever looks after Outreach.": (
        "Outreach tuvo una falla; lo que se guardó antes se conserva, y {where}: entréguelo a quien se ocupa de Outreach."
    ),
    "its report lies at {report}": "su informe está en {report}",
    "its report could not be written": "su informe no se pudo escribir",
    "There is no display to open the window on: run it on a PC with a screen, or print without one by '{command} report "
    "monthly --month YYYY-MM -o FILE.pdf'.": (
        "No hay pantalla en que abrir la ventana: ejecútelo en una computadora con pantalla, o imprima sin ella con "
        "«{command} report monthly --month AAAA-MM -o ARCHIVO.pdf»."
    ),
    # the records, the account and the precinct
    "The records in {where} are locked: name your account with --account.": (
        "Los registros de {where} están bloqueados: nombre su cuenta con --account."
    ),
    "A server's database is not a file: use the server's own tools, such as pg_restore.": (
        "La base de datos de un servidor no es un archivo: use las herramientas del servidor, como pg_restore."
    ),
    "No passphrase can be read from descriptor {number} ({reason}): open it for reading, as in '--passphrase-from 3 3< "
    "FILE'.": (
        "No se puede leer ninguna frase de contraseña del descriptor {number} ({reason}): ábralo para leer, como en "
        "«--passphrase-from 3 3< ARCHIVO»."
    ),
    "There is no terminal to ask for the passphrase on: hand it over with --passphrase-from.": (
        "No hay terminal en que pedir la frase de contraseña: entréguela con --passphrase-from."
    ),
    "Passphrase of {whose}:": "Frase de contraseña de {whose}:",
    "the new kit": "el kit nuevo",
    "Your account works in one precinct, and {name} is another: ask an administrator.": (
        "Su cuenta trabaja en un solo precinto, y {name} es otro: pregunte a un administrador."
    ),
    "There is no precinct to bring the files into: add its name with --precinct NAME.": (
        "No hay ningún precinto al que importar los archivos: agregue su nombre con --precinct NOMBRE."
    ),
    "'{typed}' is not a day: write it as YYYY-MM-DD, for example 2019-01-31.": (
        "«{typed}» no es un día: escríbalo como AAAA-MM-DD, por ejemplo 2019-01-31."
    ),
    # reports and files
    "{file}: {title}, public copy.": "{file}: {title}, copia pública.",
    "{file}: {title}, public copy, issued.": "{file}: {title}, copia pública, emitida.",
    "{file}: {title}, internal copy.": "{file}: {title}, copia interna.",
    "{file}: {title}, internal copy, issued.": "{file}: {title}, copia interna, emitida.",
    "{output}: the handbook.": "{output}: el manual.",
    "{file}: {count:,} written.": "{file}: se escribieron {count:,}.",
    "{file}: {count:,} records written.": "{file}: se escribieron {count:,} registros.",
    "{file}: {count:,} entries written.": "{file}: se escribieron {count:,} entradas.",
    # checking, the audit trail
    "{file}: {count:,} rows.": "{file}: {count:,} filas.",
    "{part}: sound.": "{part}: en buen estado.",
    "1 thing cannot be right; it is told above.": "Hay 1 cosa que no puede estar bien; se dice arriba.",
    "{count:,} things cannot be right; each is told above.": (
        "Hay {count:,} cosas que no pueden estar bien; cada una se dice arriba."
    ),
    "This PC kept no signed head of the trail until now, so its end was taken as it is.": (
        "Esta computadora no guardaba hasta ahora ningún final firmado del registro, así que se tomó su final como está."
    ),
    "Audit entry {number} {words}.": "La entrada {number} del registro de auditoría {words}.",
    "The audit trail is not as it was written: keep this database as it is, and compare it with the last backup.": (
        "El registro de auditoría no está como se escribió: deje esta base de datos como está y compárela con la última "
        "copia de seguridad."
    ),
    "Its entries are trusted on this PC from now on.": ("Desde ahora se confía en sus entradas en esta computadora."),
    "A record's number needs its kind: add --kind, such as --kind person.": (
        "El número de un registro necesita su tipo: agregue --kind, como --kind person."
    ),
    # backups and copies
    "{file}: {count:,} rows, taken.": "{file}: {count:,} filas, hecha.",
    "{file}: {count:,} rows, verified.": "{file}: {count:,} filas, verificada.",
    "Archives alone: {why}.": "Solo archivos completos: {why}.",
    "Nothing was changed.": "No se cambió nada.",
    "{file}: {count:,} rows restored.": "{file}: se restauraron {count:,} filas.",
    "{file}: {count:,} rows restored, the newest event of {day}.": (
        "{file}: se restauraron {count:,} filas, el evento más reciente del {day}."
    ),
    "The database before it is kept as {file}.": "La base de datos anterior se conserva como {file}.",
    "{file}: {count:,} rows saved.": "{file}: se salvaron {count:,} filas.",
    "Not all could be read of: {tables}.": "No se pudo leer todo de: {tables}.",
    "Applied {name}.": "Se aplicó {name}.",
    "The database is up to date: nothing was changed.": "La base de datos está al día: no se cambió nada.",
    "{count:,} rows copied and compared: {rows}.": "Se copiaron y compararon {count:,} filas: {rows}.",
    "The recovery key of the new file, to be printed and locked away: {key}": (
        "La clave de recuperación del archivo nuevo, para imprimir y guardar bajo llave: {key}"
    ),
    "These accounts need a new passphrase there, by Settings, Accounts: {names}.": (
        "Estas cuentas necesitan allí otra frase de contraseña, en Configuración, Cuentas: {names}."
    ),
    # field kits
    "{file}: {holds}, until {day}.": "{file}: {holds}, hasta el {day}.",
    "{name}: applied {applied:,}, so already {same:,}, came back earlier {earlier:,}, left out {left_out:,}.": (
        "{name}: aplicados {applied:,}, ya estaban así {same:,}, volvieron antes {earlier:,}, omitidos {left_out:,}."
    ),
    "Waiting for an answer: {count:,}. Open the window, Settings, Field kits.": (
        "Esperan respuesta: {count:,}. Abra la ventana, Configuración, Kits de campo."
    ),
    "{name}: {officer}, until {day}; {holds}; changes that came back: {kept:,}, waiting for an answer: {waiting:,}.": (
        "{name}: {officer}, hasta el {day}; {holds}; cambios que volvieron: {kept:,}, esperan respuesta: {waiting:,}."
    ),
    "No field kit was made yet.": "Todavía no se hizo ningún kit de campo.",
    # retention
    "No rule is set, so nothing is ever forgotten: set one with 'retention rules --set'.": (
        "No hay ninguna regla, así que nunca se borra nada: ponga una con «retention rules --set»."
    ),
    "'{setting}' is not a rule: write one of {kinds}, then =YEARS or =never.": (
        "«{setting}» no es una regla: escriba uno de {kinds}, y luego =AÑOS o =never."
    ),
    "What is forgotten never comes back, so nothing was done: look at 'retention preview', add --yes.": (
        "Lo que se borra no vuelve nunca, así que no se hizo nada: mire «retention preview» y agregue --yes."
    ),
    "The details of {count:,} entries of the audit trail were forgotten with them.": (
        "Con ello se borraron los datos de {count:,} entradas del registro de auditoría."
    ),
    "Hold {number} is placed.": "La retención {number} está puesta.",
    "Hold {number} is lifted.": "La retención {number} está levantada.",
    "No hold is in force.": "No hay ninguna retención en vigor.",
    "There is no hold {number} in force: look at 'retention holds'.": (
        "No hay ninguna retención {number} en vigor: mire «retention holds»."
    ),
    # this PC
    "File of this PC: {file}": "Archivo de esta computadora: {file}",
    "none; it would be {place}": "ninguno; sería {place}",
    "named at the start": "indicado al iniciar",
    "set by your IT department": "lo fijó su departamento de informática",
    "chosen here": "elegido aquí",
    "suggested by your IT department": "sugerido por su departamento de informática",
    "as Outreach comes": "como viene Outreach",
    "never forgotten": "no se borra nunca",
    "Put right what is told above; until then Outreach leaves it out.": (
        "Corrija lo que se dice arriba; hasta entonces Outreach lo omite."
    ),
    "The rules of the precinct are not known here. {fault}": "Las reglas del precinto no se conocen aquí. {fault}",
    "There are several: 'retention rules --precinct NAME' prints those of one.": (
        "Hay varios: «retention rules --precinct NOMBRE» muestra las de uno."
    ),
    "1 thing is wrong; it is told above.": "Hay 1 cosa mal; se dice arriba.",
    "{count:,} things are wrong; each is told above.": "Hay {count:,} cosas mal; cada una se dice arriba.",
    "Write this to {file}?": "¿Escribir esto en {file}?",
    "Nothing was written.": "No se escribió nada.",
    "{file}: {count:,} files written. Nothing was sent: hand it over yourself.": (
        "{file}: se escribieron {count:,} archivos. No se envió nada: entréguelo usted."
    ),
}
