"""The settings: backups, putting one back, and the checks."""

PHRASES = {
    # settings_backups
    "A copy every four hours while the window is open, and one when it closes; best on another drive. Each is then "
    "verified: read through to its end, the one at closing when you open the records again. Kept are the newest "
    "verified ones of 7 days, 5 weeks and 12 months.": (
        "Una copia cada cuatro horas mientras la ventana está abierta, y una cuando se cierra; mejor en otro disco. "
        "Después cada una se verifica: se lee hasta el final, la del cierre cuando vuelva a abrir los registros. "
        "Se guardan las verificadas más nuevas de 7 días, 5 semanas y 12 meses."
    ),
    " Taken {taken}, and being verified.": " Hecha el {taken}, y se está verificando.",
    " Taken {taken}, not yet verified.": " Hecha el {taken}, todavía no verificada.",
    " Taken {taken}, verified {verified}.": " Hecha el {taken} y verificada ({verified}).",
    "{moment}, not yet verified": "{moment}, todavía no verificada",
    "A verified copy every four hours while this window is open, unless another PC took one; best on another drive. It "
    "is PostgreSQL's own dump where this PC has pg_dump, and always an archive of each precinct. They are not "
    "encrypted: choose a folder that nobody else may read. Kept are the newest of 7 days, 5 weeks and 12 months.": (
        "Una copia verificada cada cuatro horas mientras esta ventana está abierta, salvo que otra computadora haya "
        "hecho una; mejor en otro disco. Es un volcado de PostgreSQL donde esta computadora tiene pg_dump, y siempre "
        "un archivo completo de cada precinto. No están cifradas: elija una carpeta que nadie más pueda leer. Se "
        "guardan las más nuevas de 7 días, 5 semanas y 12 meses."
    ),
    "Supervisors and administrators choose the folder and take the backups of these records.": (
        "Los supervisores y administradores eligen la carpeta y hacen las copias de seguridad de estos registros."
    ),
    "Choose the folder …": "Elegir la carpeta …",
    "Back up now": "Hacer una copia ahora",
    "Folder for backups": "Carpeta para las copias de seguridad",
    "Safe": "A salvo",
    "See to it": "Por atender",
    "Into {folder}": "En {folder}",
    " Archives alone: {undumped}.": " Solo archivos completos: {undumped}.",
    # settings_restore
    "A backup is first put back into a file beside the records and checked. Nothing is replaced before you have seen "
    "both side by side; the records of now are kept under another name.": (
        "Una copia de seguridad se restaura primero en un archivo junto a los registros y se revisa. Nada se reemplaza "
        "antes de que usted vea ambos lado a lado; los registros de ahora se conservan con otro nombre."
    ),
    "This backup has another key, from before an account was removed: sign in as it was then.": (
        "Esta copia de seguridad tiene otra clave, de antes de que se quitara una cuenta: inicie sesión como se hacía "
        "entonces."
    ),
    " It is from before there were accounts: what comes back is not encrypted.": (
        " Es de antes de que hubiera cuentas: lo que vuelve no está cifrado."
    ),
    "Which backup": "Qué copia de seguridad",
    "Try this backup beside the records": "Probar esta copia de seguridad junto a los registros",
    "Try it with this passphrase": "Probar con esta frase de contraseña",
    "The account is missing: fill it in.": "Falta la cuenta: escríbala.",
    "&Passphrase of then": "&Frase de contraseña de entonces",
    "Now and in the backup": "Ahora y en la copia de seguridad",
    "In the backup": "En la copia",
    "Put a backup back": "Restaurar una copia de seguridad",
    "Another file …": "Otro archivo …",
    "Backups ({suffixes});;All files (*)": "Copias de seguridad ({suffixes});;Todos los archivos (*)",
    "{name} is sound.{besides}": "{name} está en buen estado.{besides}",
    "Put it in the place of the records …": "Ponerla en lugar de los registros …",
    "Replace the records of now by this backup": "Reemplazar los registros de ahora por esta copia",
    " The records before it are kept as {name}.": " Los registros anteriores se conservan como {name}.",
    "{name} was put back.{kept}": "Se restauró {name}.{kept}",
    "Last change": "Último cambio",
    "Newest event": "Evento más reciente",
    "unreadable": "ilegible",
    # settings_restore_server
    "A backup is first read to its end, an archive put back into a file of its own and checked. You see it beside the "
    "records of now. It then goes into a new, empty database, which whoever runs the server makes (createdb). These "
    "records stay as they are until the PCs are pointed to the new one.": (
        "Una copia de seguridad se lee primero hasta el final; un archivo completo se restaura en un archivo propio y "
        "se revisa. Usted la ve junto a los registros de ahora. Después va a una base de datos nueva y vacía, que "
        "hace quien atiende el servidor (createdb). Estos registros quedan como están hasta que las computadoras se "
        "dirijan a la nueva."
    ),
    " An archive holds no accounts and no audit trail: take the dump where there is one.": (
        " Un archivo completo no contiene cuentas ni registro de auditoría: use el volcado si hay uno."
    ),
    "Put it into this database": "Ponerla en esta base de datos",
    "&New, empty database": "Base de datos &nueva y vacía",
    "Say where it goes: postgresql://user@host/name, an empty database.": (
        "Diga adónde va: postgresql://user@host/name, una base de datos vacía."
    ),
    "archive of {precinct}": "archivo completo de {precinct}",
    "dump": "volcado",
    # settings_check, settings_computer
    "Reads the file, its links, values and totals, the audit trail and the newest backup once. Nothing is changed.": (
        "Lee una vez el archivo, sus enlaces, valores y totales, el registro de auditoría y la copia de seguridad más nueva. No "
        "se cambia nada."
    ),
    "Check everything": "Revisar todo",
    "Checking": "Revisando",
    "What was found": "Lo que se encontró",
    "Sound": "En orden",
    "Looks at fonts, printer, database, disk, clock, backups and folders once. Nothing is changed. Check, above, reads "
    "all records part by part.": (
        "Mira una vez las fuentes, la impresora, la base de datos, el disco, el reloj, las copias de seguridad y las "
        "carpetas. No se cambia nada. Revisar, arriba, lee todos los registros parte por parte."
    ),
    "What was found at this PC": "Lo que se encontró en esta computadora",
    "Checking this PC": "Revisando esta computadora",
    "In order": "En orden",
    "Look at it": "Por mirar",
}
