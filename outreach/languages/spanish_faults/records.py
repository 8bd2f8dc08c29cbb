"""Keeping records: files, keys, backups and servers."""

PHRASES = {
    # database
    "There is no database at {path}: check the name, or make one with 'demo' or 'import'.": (
        "No hay ninguna base de datos en {path}: revise el nombre, o haga una con «demo» o «import»."
    ),
    "The folder {folder} does not exist: make it first, or choose another.": (
        "La carpeta {folder} no existe: créela antes o elija otra."
    ),
    "{path} cannot be read ({reason}): check its permissions.": "{path} no se puede leer ({reason}): revise sus permisos.",
    "{path} is a folder: name a database file inside it.": (
        "{path} es una carpeta: nombre un archivo de base de datos dentro de ella."
    ),
    "{path} is not an Outreach database: nothing was changed. Choose another file.": (
        "{path} no es una base de datos de Outreach: no se cambió nada. Elija otro archivo."
    ),
    "The records in {path} are locked: sign in with your account to open them.": (
        "Los registros de {path} están bloqueados: inicie sesión con su cuenta para abrirlos."
    ),
    "The database {path} is cut short ({left:,} of {whole:,} bytes): nothing was changed. Restore it from the last "
    "backup.": (
        "La base de datos {path} está incompleta ({left:,} de {whole:,} bytes): no se cambió nada. Restáurela de la "
        "última copia de seguridad."
    ),
    "The copy to be made before {path} is updated could not be written ({reason}): nothing was changed. Check that the "
    "folder can be written and has room.": (
        "No se pudo escribir la copia que se hace antes de actualizar {path} ({reason}): no se cambió nada. Revise que "
        "se pueda escribir en la carpeta y que tenga espacio."
    ),
    "The records refuse this change, and nothing was written: {fault}.": (
        "Los registros no admiten este cambio y no se escribió nada: {fault}."
    ),
    "The database{where} is damaged or is not an Outreach database ({fault}): nothing was changed. Restore it from the "
    "last backup.": (
        "La base de datos{where} está dañada o no es de Outreach ({fault}): no se cambió nada. Restáurela de la última "
        "copia de seguridad."
    ),
    "Another program is writing to the database{where}: nothing was changed. Try again in a moment.": (
        "Otro programa está escribiendo en la base de datos{where}: no se cambió nada. Intente de nuevo en un momento."
    ),
    "There was no room on the disk for what this work sets aside ({reason}), so nothing was written: free some "
    "space and try again.": (
        "No hubo espacio en el disco para lo que este trabajo aparta ({reason}), así que no se escribió nada: libere "
        "espacio e intente de nuevo."
    ),
    "The disk is full, so nothing was written to the database{where}: free some space and try again.": (
        "El disco está lleno, así que no se escribió nada en la base de datos{where}: libere espacio e intente de "
        "nuevo."
    ),
    "The database{where} may only be read from here: nothing was written. Check the folder's permissions.": (
        "La base de datos{where} solo se puede leer desde aquí: no se escribió nada. Revise los permisos de la carpeta."
    ),
    "The database{where} could not be used ({reason}): nothing was changed. Check that it can be reached, and that its "
    "disk has room.": (
        "No se pudo usar la base de datos{where} ({reason}): no se cambió nada. Revise que se pueda llegar a ella y que "
        "haya espacio en su disco."
    ),
    "This is what could be saved of a damaged file: it may be read, and nothing is recorded in it. Put the last good "
    "backup back, and record there.": (
        "Esto es lo que se pudo salvar de un archivo dañado: se puede leer, pero no se registra nada en él. Restaure la "
        "última copia de seguridad buena y registre allí."
    ),
    "The database was found damaged, so it may be read and nothing is written any more: put the last good backup back, "
    "in Settings, Backups or by '{command} restore FILE'.": (
        "La base de datos está dañada: se puede leer, pero ya no se escribe nada. Restaure la última copia de seguridad "
        "buena en Configuración, Copias de seguridad, o con «{command} restore ARCHIVO»."
    ),
    "The database {path} is damaged: bytes in it changed though nothing wrote to it, as by a fault of the drive. "
    "Nothing was changed. Put the last good backup back.": (
        "La base de datos {path} está dañada: cambiaron bytes sin que nada escribiera en ella, como por una falla del "
        "disco. No se cambió nada. Restaure la última copia de seguridad buena."
    ),
    "This database was written by a newer version of Outreach (it knows '{unknown}'): nothing was changed. Update the "
    "program and open it again.": (
        "Esta base de datos la escribió una versión más nueva de Outreach (conoce «{unknown}»): no se cambió nada. "
        "Actualice el programa y ábrala de nuevo."
    ),
    # copying, backup, salvage
    "The database {name} holds {table} already, so nothing was copied: copy into an empty one.": (
        "La base de datos {name} ya contiene datos ({table}), así que no se copió nada: copie a una vacía."
    ),
    "The copy of {table} in {name} differs from what was read, so nothing was kept of it: check both databases and try "
    "again.": (
        "La copia de {table} en {name} difiere de lo que se leyó, así que no se conservó: revise ambas bases de datos e "
        "intente de nuevo."
    ),
    "There is no file at {path}: check the name.": "No hay ningún archivo en {path}: revise el nombre.",
    "This database is on a server, not in a file: '{command} backup DIR' dumps and archives it.": (
        "Esta base de datos está en un servidor, no en un archivo: «{command} backup CARPETA» la vuelca y la archiva."
    ),
    "{path} is a database, but not one of Outreach: choose another.": (
        "{path} es una base de datos, pero no de Outreach: elija otra."
    ),
    "The backup into {folder} did not succeed ({fault}): the earlier backups are untouched. Check that the folder can "
    "be written and has room.": (
        "La copia de seguridad en {folder} no se logró ({fault}): las anteriores están intactas. Revise que se pueda "
        "escribir en la carpeta y que tenga espacio."
    ),
    "{path} has other bytes than were written, as by a fault of the drive: choose another.": (
        "{path} tiene otros bytes que los escritos, como por una falla de la unidad: elija otra."
    ),
    "A backup turned out not to be sound, and was removed; the earlier ones are untouched. {fault}": (
        "Una copia de seguridad resultó dañada y se quitó; las anteriores están intactas. {fault}"
    ),
    "{path} cannot be read ({reason}): check its drive.": "{path} no se puede leer ({reason}): revise su unidad.",
    "{name} has another key than the records have now: it was not verified.": (
        "{name} tiene otra clave que la que los registros tienen ahora: no se verificó."
    ),
    "{name} is sound, but could not be given its name ({reason}): check its folder.": (
        "{name} está en buen estado, pero no se le pudo dar su nombre ({reason}): revise su carpeta."
    ),
    "{path} is damaged or is not an Outreach database ({fault}): choose another.": (
        "{path} está dañado o no es una base de datos de Outreach ({fault}): elija otro."
    ),
    "The backup could not be put in the place of {location} ({reason}): check its folder. The backup itself is "
    "untouched.": (
        "No se pudo poner la copia de seguridad en lugar de {location} ({reason}): revise su carpeta. La copia misma "
        "está intacta."
    ),
    "{backup} is damaged ({fault}): choose an earlier backup.": (
        "{backup} está dañada ({fault}): elija una copia de seguridad anterior."
    ),
    "{path} is damaged ({fault}): choose an earlier backup.": (
        "{path} está dañada ({fault}): elija una copia de seguridad anterior."
    ),
    "{target} exists already, so nothing was written: choose another name.": (
        "{target} ya existe, así que no se escribió nada: elija otro nombre."
    ),
    "Nothing can be read of {damaged}: put the last good backup back.": (
        "No se puede leer nada de {damaged}: restaure la última copia de seguridad buena."
    ),
    "Nothing can be read of the damaged file ({fault}): put the last good backup back.": (
        "No se puede leer nada del archivo dañado ({fault}): restaure la última copia de seguridad buena."
    ),
    # shared folders
    "These records lie {where}, where several PCs can damage them: only one PC may open them at a time. For several "
    "PCs use a PostgreSQL server: Settings, Several PCs.": (
        "Estos registros están {where}, donde varias computadoras pueden dañarlos: solo una puede abrirlos a la vez. "
        "Para varias computadoras use un servidor PostgreSQL: Configuración, Varias computadoras."
    ),
    "in a folder that {service} copies to other PCs": "en una carpeta que {service} copia a otras computadoras",
    "on a network folder ({kind})": "en una carpeta de red ({kind})",
    " since {day}, {clock}": " desde el {day}, {clock}",
    "{path} is open at {station} by {user}{when}, and in a shared folder only one PC may open it at a time: close it "
    "there first. If that PC was switched off meanwhile, remove {name} from the folder.": (
        "{path} está abierto en {station} por {user}{when}, y en una carpeta compartida solo una computadora puede "
        "abrirlo a la vez: ciérrelo allí antes. Si aquella computadora se apagó, quite {name} de la carpeta."
    ),
    "{folder} may not be written to ({reason}): check its permissions.": (
        "No se puede escribir en {folder} ({reason}): revise sus permisos."
    ),
    # encryption, keys, signing
    "{path} could not be encrypted ({fault}), so nothing was changed: free some space, as much as the file is large, "
    "and try again.": (
        "{path} no se pudo cifrar ({fault}), así que no se cambió nada: libere tanto espacio como pesa el archivo e "
        "intente de nuevo."
    ),
    "The encrypted copy of {path} is not complete: it was removed, and nothing was changed.": (
        "La copia cifrada de {path} no está completa: se quitó y no se cambió nada."
    ),
    "{path} could not be given another key, so it keeps the old one: free some space, as much as the file is large, "
    "and sign in again; the change is finished then.": (
        "No se pudo dar otra clave a {path}, así que conserva la anterior: libere tanto espacio como pesa el archivo e "
        "inicie sesión de nuevo; entonces se termina el cambio."
    ),
    "A change of the key of {path} was stopped, and neither key opens it now: put the last good backup back.": (
        "Un cambio de la clave de {path} se interrumpió y ahora ninguna la abre: restaure la última copia de seguridad "
        "buena."
    ),
    "The copy of {source} is not complete, so it was removed: try again.": (
        "La copia de {source} no está completa, así que se quitó: intente de nuevo."
    ),
    "The account '{login}' is locked after {tries} wrong tries: wait {minutes} minutes, or ask an administrator to "
    "release it.": (
        "La cuenta «{login}» está bloqueada tras {tries} intentos fallidos: espere {minutes} minutos o pida a un "
        "administrador que la desbloquee."
    ),
    "The key file {path} was written by a newer version of Outreach: update the program.": (
        "El archivo de claves {path} lo escribió una versión más nueva de Outreach: actualice el programa."
    ),
    "The key file {path} belongs to another database: bring back the one saved with this one.": (
        "El archivo de claves {path} es de otra base de datos: recupere el que se guardó con esta."
    ),
    "That {what} does not open these records: check the keyboard's language and capitals, and try again.": (
        "Eso ({what}) no abre estos registros: revise el idioma del teclado y las mayúsculas, e intente de nuevo."
    ),
    "recovery key": "clave de recuperación",
    "passphrase": "frase de contraseña",
    "The key file {path} is missing, and without it these records stay locked: bring it back from a backup.": (
        "Falta el archivo de claves {path} y sin él estos registros siguen bloqueados: recupérelo de una copia de "
        "seguridad."
    ),
    "The key file {path} is damaged: bring it back from a backup. The records are untouched.": (
        "El archivo de claves {path} está dañado: recupérelo de una copia de seguridad. Los registros están intactos."
    ),
    "{path} could not be written ({reason}): the one before is untouched.": (
        "{path} no se pudo escribir ({reason}): el anterior está intacto."
    ),
    "The signed head in {place} was not signed by this PC.": (
        "El encabezado firmado de {place} no lo firmó esta computadora."
    ),
    "{place} is damaged: remove it, and trust the other PCs again by 'audit trust'.": (
        "{place} está dañado: quítelo y confíe de nuevo en las otras computadoras con «audit trust»."
    ),
    "The signed head in {place} is damaged.": "El encabezado firmado de {place} está dañado.",
    "The key by which this PC signs the audit trail cannot be read or made at {place}, so nothing was written: check "
    "that folder, or remove a damaged key.": (
        "La clave con que esta computadora firma el registro de auditoría no se puede leer ni crear en {place}, así que "
        "no se escribió nada: revise esa carpeta o quite una clave dañada."
    ),
    # series
    "'{name}' is no rule for a series: write it like '2nd Tuesday', 'last Friday', 'every Monday' or 'every two weeks "
    "on Tuesday'.": (
        "«{name}» no es una regla para una serie: escríbala como «segundo martes», «último viernes», «cada lunes» o "
        "«cada dos semanas el martes»."
    ),
    "This series would have more than {most} events by {last}: choose an earlier last day.": (
        "Esta serie tendría más de {most} eventos hasta el {last}: elija un último día anterior."
    ),
    # backups of a server
    "There is no file at {dump}: check the name.": "No hay ningún archivo en {dump}: revise el nombre.",
    "pg_restore is not on this PC: install PostgreSQL's programs, or take an archive.": (
        "pg_restore no está en esta computadora: instale los programas de PostgreSQL o use un archivo completo."
    ),
    "{name} is damaged or is no dump ({told}): choose another.": (
        "{name} está dañado o no es un volcado ({told}): elija otro."
    ),
    "{name} is a dump, but not one of Outreach: choose another.": (
        "{name} es un volcado, pero no de Outreach: elija otro."
    ),
    "{name} came back empty: choose another backup.": "{name} volvió vacía: elija otra copia de seguridad.",
    "{command} did not succeed ({faults}): nothing was changed.": "{command} no se logró ({faults}): no se cambió nada.",
    "The dump into {folder} could not be written ({reason}): check that the folder can be written and has room.": (
        "No se pudo escribir el volcado en {folder} ({reason}): revise que se pueda escribir en la carpeta y que tenga "
        "espacio."
    ),
    "The database at {url} is not empty, so nothing was restored: make a new one with createdb, restore into that, and "
    "point the PCs to it. The old one stays as it is.": (
        "La base de datos en {url} no está vacía, así que no se restauró nada: haga una nueva con createdb, restaure en "
        "ella y dirija allí las computadoras. La anterior queda como está."
    ),
    # kits
    "The trail of the field kit {name} is not as it was written, so nothing was brought back: keep the file, and ask "
    "who had the laptop.": (
        "El registro de auditoría del kit de campo {name} no está como se escribió, así que no se trajo nada de vuelta: "
        "guarde el archivo y pregunte quién tuvo la computadora portátil."
    ),
    "There is a file {path} already, so no kit was made: choose another name.": (
        "Ya hay un archivo {path}, así que no se hizo ningún kit: elija otro nombre."
    ),
    "That passphrase does not open the field kit {name}, or the file is damaged: type it again, or fetch the kit again "
    "from the laptop.": (
        "Esa frase de contraseña no abre el kit de campo {name}, o el archivo está dañado: escríbala de nuevo, o traiga "
        "otra vez el kit de la computadora portátil."
    ),
    "The kit {path} could not be written ({reason}): choose another folder.": (
        "El kit {path} no se pudo escribir ({reason}): elija otra carpeta."
    ),
    "The field kit {path} cannot be read ({reason}): check the name.": (
        "El kit de campo {path} no se puede leer ({reason}): revise el nombre."
    ),
    "The field kit {name} was made by an older version, and no copy of it could be written ({reason}): make room on "
    "this PC.": (
        "El kit de campo {name} se hizo con una versión anterior y no se pudo escribir una copia ({reason}): haga lugar "
        "en esta computadora."
    ),
    "The field kit {name} is damaged, so nothing was brought back: fetch it again from the laptop.": (
        "El kit de campo {name} está dañado, así que no se trajo nada de vuelta: tráigalo otra vez de la computadora "
        "portátil."
    ),
    "{name} is a database, but not a field kit: choose another file.": (
        "{name} es una base de datos, pero no un kit de campo: elija otro archivo."
    ),
    # servers
    "{url} names no database: write it as postgresql://user@host/name.": (
        "{url} no nombra ninguna base de datos: escríbala como postgresql://user@host/name."
    ),
    "{url} is not the URL of a database: write it as postgresql://user@host/name.": (
        "{url} no es la dirección de una base de datos: escríbala como postgresql://user@host/name."
    ),
    "{url} asks for sslmode={asked}, which there is not: leave it out, or use sslmode=require or "
    "sslmode=verify-full.": (
        "{url} pide sslmode={asked}, que no existe: omítalo, o use sslmode=require o sslmode=verify-full."
    ),
    "{url} asks for sslmode={asked}, which would send names over the network in the open: leave it out, or use "
    "sslmode=require or sslmode=verify-full.": (
        "{url} pide sslmode={asked}, que enviaría nombres sin cifrar por la red: omítalo, o use sslmode=require o "
        "sslmode=verify-full."
    ),
    "The server at {url} is PostgreSQL {version}, and Outreach needs {oldest} or newer: nothing was changed. Ask "
    "whoever runs the server for a newer one.": (
        "El servidor en {url} es PostgreSQL {version} y Outreach necesita {oldest} o más nuevo: no se cambió nada. Pida "
        "uno más nuevo a quien atiende el servidor."
    ),
    "Somebody else is changing the same records: nothing was changed. Try again in a moment.": (
        "Otra persona está cambiando los mismos registros: no se cambió nada. Intente de nuevo en un momento."
    ),
    "{url} is not a right URL ({reason}): correct it.": "{url} no es una dirección correcta ({reason}): corríjala.",
    "The server does not accept the name and password in {url}: check both.": (
        "El servidor no acepta el nombre y la contraseña de {url}: revise ambos."
    ),
    "The server knows nobody named {first} ({url}): check the name before the @.": (
        "El servidor no conoce a nadie llamado {first} ({url}): revise el nombre antes de la @."
    ),
    "The server has no database named {first} ({url}): check it, or create it.": (
        "El servidor no tiene una base de datos llamada {first} ({url}): revísela o créela."
    ),
    "No server at {url} takes what is recorded just now: the one that takes over is perhaps still starting.": (
        "Ningún servidor en {url} acepta lo que se registra en este momento: el que toma el relevo quizá aún esté "
        "arrancando."
    ),
    "The server shows the certificate of {first}, and {url} asks for another host: write the right host, or ask "
    "whoever runs the server.": (
        "El servidor muestra el certificado de {first} y {url} pide otro: escriba el nombre correcto o pregunte a quien "
        "atiende el servidor."
    ),
    "Nobody this PC trusts has signed the certificate of the server at {url}, or it has run out: nothing was sent. "
    "Check sslrootcert, and ask whoever runs the server.": (
        "El certificado del servidor en {url} no lo firmó nadie en quien confíe esta computadora, o está vencido: no se "
        "envió nada. Revise sslrootcert y pregunte a quien atiende el servidor."
    ),
    "There is no file {first}, by which to know the server at {url}: name the right one with sslrootcert=FILE.": (
        "No está el archivo {first}, con que se reconoce el servidor en {url}: indique el correcto con "
        "sslrootcert=ARCHIVO."
    ),
    "The file {first} holds no certificate by which to know the server at {url}: name the right one with "
    "sslrootcert=FILE.": (
        "El archivo {first} no contiene un certificado con que reconocer el servidor en {url}: indique el correcto con "
        "sslrootcert=ARCHIVO."
    ),
    "The server at {url} does not encrypt (TLS), and names must not go over the network in the open: nothing was sent. "
    "Ask whoever runs the server to turn it on.": (
        "El servidor en {url} no cifra (TLS) y los nombres no deben ir sin cifrar por la red: no se envió nada. Pida a "
        "quien atiende el servidor que lo active."
    ),
    "The server at {url} does not let {second} open {third} from this PC ({first}): check the names, or ask whoever "
    "runs the server.": (
        "El servidor en {url} no deja que {second} abra {third} desde esta computadora ({first}): revise los nombres o "
        "pregunte a quien atiende el servidor."
    ),
    "The server at {url} lets nobody in by these names without TLS: check the names, or write sslmode=require in the "
    "URL.": (
        "El servidor en {url} no deja entrar a nadie con estos nombres sin TLS: revise los nombres o escriba "
        "sslmode=require en la dirección."
    ),
    "The server at {url} has no connection left: try again in a moment.": (
        "Al servidor en {url} no le quedan conexiones: intente de nuevo en un momento."
    ),
    "The server at {url} is just starting or stopping: try again in a moment.": (
        "El servidor en {url} está arrancando o deteniéndose: intente de nuevo en un momento."
    ),
    "No server is known by the host in {url}: check the spelling, and that this PC is on the network.": (
        "No se conoce ningún servidor con el nombre de {url}: revise cómo está escrito y que esta computadora esté en "
        "la red."
    ),
    "No PostgreSQL answers at {url}: check the host and the port, and that the server runs.": (
        "Ningún PostgreSQL responde en {url}: revise el nombre y el puerto, y que el servidor funcione."
    ),
    "The host in {url} does not answer: check the host and the port, and that this PC may reach it.": (
        "{url} no responde: revise el nombre y el puerto, y que esta computadora pueda llegar."
    ),
    "The connection to the server at {url} was cut. It is tried again by itself.": (
        "Se cortó la conexión con el servidor en {url}. Se intenta de nuevo sola."
    ),
    "The server does not let this PC in, or not in this way ({reason}): whoever runs the server at {url} decides.": (
        "El servidor no deja entrar a esta computadora, o no de esta manera ({reason}): lo decide quien atiende el "
        "servidor en {url}."
    ),
}
