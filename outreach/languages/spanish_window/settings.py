"""The settings, part by part, and About Outreach."""

PHRASES = {
    # settings
    "Parts of the settings": "Partes de la configuración",
    "Who may change this": "Quién puede cambiar esto",
    "Precincts": "Precintos",
    "Kinds of event": "Tipos de evento",
    "Topics": "Temas",
    "Accounts": "Cuentas",
    "Backups": "Copias de seguridad",
    "Check": "Revisar",
    "Field kits": "Kits de campo",
    "Audit trail": "Registro de auditoría",
    "Retention": "Conservación",
    "Public records": "Registros públicos",
    "Several PCs": "Varias computadoras",
    "This PC": "Esta computadora",
    "Check this PC": "Revisar esta computadora",
    "Logs": "Bitácoras",
    "change the precinct": "cambiar el precinto",
    "add and change officers": "agregar y cambiar agentes",
    "begin a new shift plan": "comenzar un plan de turnos nuevo",
    "add and change kinds of event": "agregar y cambiar tipos de evento",
    "change a topic that is here already": "cambiar un tema que ya está aquí",
    "add and change measures": "agregar y cambiar medidas",
    "put a backup back": "restaurar una copia de seguridad",
    "make a field kit": "hacer un kit de campo",
    "set these rules, forget what is due and lift a hold; a supervisor may place one": (
        "fijar estas reglas, borrar lo que toca y levantar una retención legal; un supervisor puede poner una"
    ),
    "export public records": "exportar registros públicos",
    "move the records to a server": "pasar los registros a un servidor",
    # settings_parts, settings_lists
    "Form of {heading}": "Formulario de {heading}",
    "Add to {heading}": "Agregar a {heading}",
    "Counts": "Qué cuenta",
    "&Badge": "&Placa",
    "&Rank": "&Rango",
    "Acti&ve|of an officer or kind": "Acti&vo",
    "active|of an officer or kind": "activo",
    "inactive|of an officer or kind": "inactivo",
    "measures": "medidas",
    "Asks who &signed in": "Pide quién &firmó",
    "Asks for officers’ &hours": "Pide las &horas de los agentes",
    "Is a &checkpoint": "Es un punto de &control",
    "Counts {measure}": "Cuenta {measure}",
    "The badge is missing: fill it in.": "Falta el número de placa: escríbalo.",
    "Who can own promises and lead events. Set an officer who left inactive: her past stays.": (
        "Quién puede ser responsable de promesas y estar a cargo de eventos. A quien se fue, quítele la marca de "
        "activo: su pasado queda."
    ),
    "What each kind asks for when it is recorded.": "Lo que pide cada tipo cuando se registra.",
    "What concerns are about. An inactive topic is no longer offered; its concerns stay.": (
        "De qué tratan las inquietudes. Un tema inactivo ya no se ofrece; sus inquietudes quedan."
    ),
    "What is counted at events, such as vehicles stopped.": (
        "Lo que se cuenta en los eventos, como los vehículos detenidos."
    ),
    # settings_precinct
    "The precinct": "El precinto",
    "Names, paper and rules": "Nombres, papel y reglas",
    "&Commander": "&Comandante",
    "Pape&r": "Pape&l",
    "Letter": "Carta",
    "A neighborhood is &quiet after days": "Vecindario sin eventos recientes después de (&días)",
    "Public papers leave out counts &below": "Los papeles públicos omiten cifras me&nores que",
    "The agency is missing: fill it in.": "Falta la agencia: escríbala.",
    "The precinct's name is missing: fill it in.": "Falta el nombre del precinto: escríbalo.",
    "The time zone is missing: for example America/Chicago.": "Falta la zona horaria: por ejemplo America/Chicago.",
    "The number of days is missing.": "Falta el número de días.",
    "The number is missing.": "Falta el número.",
    "Settings kept.": "Se guardó la configuración.",
    # settings_precincts
    "Quiet|neighborhoods": "Sin eventos",
    "Kept|promises": "Cumplidas",
    "Open|promises": "Pendientes",
    "{part} of {whole}": "{part} de {whole}",
    "Each precinct keeps its own events, people and promises. Open one to work there.": (
        "Cada precinto guarda sus propios eventos, personas y promesas. Abra uno para trabajar allí."
    ),
    "Precincts side by side": "Precintos lado a lado",
    "Work there": "Trabajar allí",
    "Work in the chosen precinct": "Trabajar en el precinto elegido",
    "Print the comparison": "Imprimir la comparación",
    "Another precinct": "Otro precinto",
    "Add it": "Agregar",
    "for example North Precinct": "por ejemplo Precinto Norte",
    "The precinct has no name yet: type it.": "El precinto aún no tiene nombre: escríbalo.",
    "{name} is added.": "Se agregó {name}.",
    # settings_shifts
    "A new plan begins on a date, and the one before ends the day before. Old months keep their plan.": (
        "Un plan nuevo empieza en una fecha, y el anterior termina el día antes. Los meses pasados conservan su plan."
    ),
    "New plan": "Plan nuevo",
    "Begin a new shift plan": "Comenzar un plan de turnos nuevo",
    "Adopt the plan": "Adoptar el plan",
    "&Worked from": "Vale &desde",
    "&Shifts, one a line": "&Turnos, uno por renglón",
    "The plan's name is missing: for example Four shifts.": "Falta el nombre del plan: por ejemplo Cuatro turnos.",
    "No shift is named: write one a line.": "No hay ningún turno: escriba uno por renglón.",
    "No plan yet: events are not counted by shift.": "Aún no hay plan: los eventos no se cuentan por turno.",
    "from {first} to {last}": "del {first} al {last}",
    "from {first} until now": "desde el {first} hasta ahora",
    "The plan is adopted.": "Se adoptó el plan.",
    # settings_accounts
    "Without accounts, everybody at this PC reads everything. The first account is an administrator's; the file is "
    "encrypted, and the window closes for a moment meanwhile. You get a recovery key to print.": (
        "Sin cuentas, en esta computadora todos leen todo. La primera cuenta es de un administrador; el archivo se "
        "cifra, y la ventana se cierra un momento. Usted recibe una clave de recuperación para imprimir."
    ),
    "The demo has no accounts. Your own records can have them.": (
        "La demostración no tiene cuentas. Sus propios registros pueden tenerlas."
    ),
    "Four words that do not belong together are easy to keep in mind and hard to guess.": (
        "Cuatro palabras sin relación son fáciles de recordar y difíciles de adivinar."
    ),
    "Supervisor": "Supervisor",
    "Administrator": "Administrador",
    "supervisor": "supervisor",
    "administrator": "administrador",
    "Account": "Cuenta",
    "Start accounts": "Empezar con cuentas",
    "Encrypt and sign in": "Cifrar e iniciar sesión",
    "Your own passphrase": "Su propia frase de contraseña",
    "Change it": "Cambiarla",
    "Add an account": "Agregar una cuenta",
    "Release": "Desbloquear",
    "Releasing": "Desbloqueando",
    "Open the account again after five wrong tries": "Abrir de nuevo la cuenta tras cinco intentos fallidos",
    "Remove …": "Quitar …",
    "Remove {login} for good": "Quitar {login} para siempre",
    "The file gets another key": "El archivo recibe otra clave",
    "Forms of accounts": "Formularios de cuentas",
    "Copies that are not encrypted": "Copias sin cifrar",
    "Not encrypted, from before there were accounts: {names}. Back up anew, then remove them.": (
        "Sin cifrar, de antes de que hubiera cuentas: {names}. Haga una copia nueva y luego quítelas."
    ),
    "{names} and {count} more": "{names} y {count} más",
    "&Belongs to": "P&ertenece a",
    "R&ole": "&Rol",
    "In all pre&cincts": "En todos los prec&intos",
    "The passphrase &until now": "La frase de contraseña &hasta ahora",
    "New &passphrase": "&Frase de contraseña nueva",
    "The same a&gain": "La misma &otra vez",
    "for example rsample": "por ejemplo rsample",
    "The account's name is missing: fill it in.": "Falta el nombre de la cuenta: escríbalo.",
    "The passphrase is missing: fill it in.": "Falta la frase de contraseña: escríbala.",
    "Keeping the account": "Guardando la cuenta",
    "Changing the passphrase": "Cambiando la frase de contraseña",
    "Your passphrase is changed.": "Se cambió su frase de contraseña.",
    "active|of an account": "activa",
    "locked|of an account": "bloqueada",
    "not used|of an account": "sin uso",
    "disabled|of an account": "desactivada",
    "Locked for 15 minutes after five wrong tries: Release opens it again now": (
        "Bloqueada por 15 minutos tras cinco intentos fallidos: Desbloquear la abre ahora"
    ),
    "Disabled after 90 days: tick Active and keep it to let it in": (
        "Desactivada después de 90 días: marque Activa y guarde para dejarla entrar"
    ),
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
    # settings_kits
    "For a meeting without a network: one encrypted file that this program opens on a laptop. It holds the people, "
    "events and promises of the neighborhoods you choose, and nothing else. What is recorded there comes back here.": (
        "Para una reunión sin red: un archivo cifrado que este programa abre en una computadora portátil. Contiene las "
        "personas, los eventos y las promesas de los vecindarios que usted elija, y nada más. Lo que se registra allí "
        "vuelve aquí."
    ),
    "These records are a field kit themselves: kits are made, and brought back, at the precinct.": (
        "Estos registros son un kit de campo: los kits se hacen y se traen de vuelta en el precinto."
    ),
    "Field kits (*{suffix})": "Kits de campo (*{suffix})",
    "No kit has gone out yet": "Aún no ha salido ningún kit",
    "A kit takes the records of a few neighborhoods to a meeting without a network.": (
        "Un kit lleva los registros de unos pocos vecindarios a una reunión sin red."
    ),
    "Make a kit …": "Hacer un kit …",
    "Bring one back …": "Traer uno de vuelta …",
    "Bring back": "Traer de vuelta",
    "Bring it back": "Traerlo de vuelta",
    "Bringing it back": "Trayéndolo de vuelta",
    "&Passphrase of the kit": "&Frase de contraseña del kit",
    "Kit": "Kit",
    "With": "Con",
    "Came back": "Volvieron",
    "Asks": "Pregunta",
    "A new field kit": "Un kit de campo nuevo",
    "Make the kit …": "Hacer el kit …",
    "Making the kit": "Haciendo el kit",
    "Who &takes it": "&Quién lo lleva",
    "Events planned &until": "Eventos planeados &hasta",
    "&Open until": "&Abierto hasta",
    "&Passphrase, at least 12 letters": "&Frase de contraseña, al menos 12 letras",
    "Passphrase a&gain": "Frase de contraseña, &otra vez",
    "Neighborhoods of the kit": "Vecindarios del kit",
    "Neigh&borhoods": "&Vecindarios",
    "Form of field kits": "Formulario de kits de campo",
    "Where to write the kit": "Dónde escribir el kit",
    "The kit, as it came back": "El kit, como volvió",
    "The name is missing: for example where it goes.": "Falta el nombre: por ejemplo adónde va.",
    "Choose the officer who takes it.": "Elija al agente que lo lleva.",
    "The last day is missing: write it as month/day/year.": "Falta el último día: escríbalo como mes/día/año.",
    "The day it closes is missing: write it as month/day/year.": "Falta el día en que cierra: escríbalo como mes/día/año.",
    "Type the passphrase a second time.": "Escriba la frase de contraseña por segunda vez.",
    "The passphrase was typed differently the second time: type both again.": (
        "La frase de contraseña se escribió distinta la segunda vez: escriba ambas de nuevo."
    ),
    "No neighborhood is chosen: tick those that the kit is for.": (
        "No se eligió ningún vecindario: marque aquellos para los que es el kit."
    ),
    "The kit is made: copy the file to the laptop and open it with this program.": (
        "El kit está hecho: copie el archivo a la computadora portátil y ábralo con este programa."
    ),
    "{name}: {changes} came back": "{name}: {changes} de vuelta",
    "{count:,} were so already": "{count:,} ya estaban así",
    "{count:,} came back earlier": "{count:,} volvieron antes",
    "{count:,} were left out": "{count:,} se omitieron",
    " {questions} to answer.": " {questions} por responder.",
    "change": "cambio",
    "changes": "cambios",
    "question": "pregunta",
    "questions": "preguntas",
    # kit_questions
    "{changes} from field kits to decide": "{changes} de kits de campo por decidir",
    "{kit}: {actor} did “{what}” on {when}.": "{kit}: el {when}, {actor} hizo «{what}».",
    "Do it as chosen": "Hacerlo como se eligió",
    "Done as chosen.": "Se hizo como se eligió.",
    "Leave it out": "Omitirlo",
    "Left out.": "Se omitió.",
    "It stays in the kit's file; undo asks again": "Se queda en el archivo del kit; deshacer pregunta de nuevo",
    "Is this one of those already known?": "¿Ya se conoce? ¿Es alguno de estos?",
    "No, this is somebody or something else": "No, es otra persona u otra cosa",
    "Both together: {value:,}": "Ambos juntos: {value:,}",
    "Here: {here}": "Aquí: {here}",
    "Kit: {kit}": "Kit: {kit}",
    "The kit removed this, and it was changed here since.": "El kit quitó esto, y desde entonces cambió aquí.",
    "Keep it": "Conservarlo",
    "Remove it": "Quitarlo",
    # settings_trail
    "Who did what, when and where. Nobody can change it: each entry is signed and holds on to the one before.": (
        "Quién hizo qué, cuándo y dónde. Nadie puede cambiarlo: cada entrada está firmada y se apoya en la anterior."
    ),
    "Only a supervisor may read the audit trail.": "Solo un supervisor puede leer el registro de auditoría.",
    "Table (*.csv);;Workbook (*.xlsx);;JSON lines, with what each changed (*.jsonl)": (
        "Tabla (*.csv);;Libro (*.xlsx);;JSON por renglones, con lo que cambió cada entrada (*.jsonl)"
    ),
    "When": "Cuándo",
    "In universal time": "En hora universal",
    "Who": "Quién",
    "What": "Qué",
    "What was done": "Qué se hizo",
    "Workstation": "Computadora",
    "Kind of record": "Tipo de registro",
    "any": "todos",
    "To|a day": "Hasta",
    "&Who": "&Quién",
    "Wha&t": "Qu&é se hizo",
    "W&here": "D&ónde",
    "&Kind of record": "&Tipo de registro",
    "Num&ber": "Nú&mero",
    "T&o|a day": "&Hasta",
    "Everybody": "Todos",
    "Everywhere": "En todas partes",
    "Everything": "Todo",
    "All records": "Todos los registros",
    "What the check of the trail found": "Lo que encontró la revisión del registro de auditoría",
    "What the chosen entry changed": "Lo que cambió la entrada elegida",
    "Details of the chosen entry": "Detalles de la entrada elegida",
    "Check|the trail": "Verificar",
    "Check the audit trail": "Verificar el registro de auditoría",
    "Read it all: is it whole?": "Leerlo todo: ¿está completo?",
    "Checking the trail": "Verificando el registro de auditoría",
    "Export …": "Exportar …",
    "Export the audit trail": "Exportar el registro de auditoría",
    "The entries that fit": "Las entradas que coinciden",
    "Exporting the trail": "Exportando el registro de auditoría",
    "No entry fits these filters.": "Ninguna entrada coincide con estos filtros.",
    "Entry {entry} {words}.": "Entrada {entry}: {words}.",
    "… and {count:,} more.": "… y {count:,} más.",
    "The trail is not as it was written: keep these records as they are, and compare the last backup.": (
        "El registro de auditoría no está como se escribió: conserve estos registros como están y compare la última "
        "copia de seguridad."
    ),
    "The audit trail is whole.": "El registro de auditoría está completo.",
    "{count} written to {name}.": "Se escribió {name}, con {count}.",
    "entry": "entrada",
    "entries": "entradas",
    "Entry {id:,}": "Entrada {id:,}",
    "Entry {id:,}: {what}": "Entrada {id:,}: {what}",
    "Takes back entry {undoes:,}.": "Deshace la entrada {undoes:,}.",
    "It changed no record, or what it changed was forgotten for good.": (
        "No cambió ningún registro, o lo que cambió se borró para siempre."
    ),
    "… and {count:,} more rows: the export holds them all.": "… y {count:,} filas más: la exportación las tiene todas.",
    "read|a record": "leído",
    "made": "creado",
    "removed": "quitado",
    # settings_retention
    "After the years of its rule, a record forgets names and words, in the audit trail and in the file too. Counts and "
    "figures stay as they are. Without a rule nothing is ever forgotten; issued reports stay as they were signed.": (
        "Pasados los años de su regla, un registro pierde nombres y palabras, también en el registro de auditoría y en "
        "el archivo. Los conteos y las cifras quedan como están. Sin regla nunca se borra nada; los informes emitidos "
        "quedan como se firmaron."
    ),
    "&People with no activity": "&Personas sin actividad",
    "&Names as signed": "&Nombres como firmaron",
    "Words of &concerns": "Palabras de &inquietudes",
    "Words of pr&omises": "Palabras de pr&omesas",
    "P&hotos and files": "&Fotos y archivos",
    "&Details of the audit trail": "&Detalles del registro de auditoría",
    "A person": "Una persona",
    "An event": "Un evento",
    "A concern": "Una inquietud",
    "A promise": "Una promesa",
    "Forgotten after years": "Se borra después de (años)",
    "Keep the rules": "Guardar las reglas",
    "The rules are kept.": "Se guardaron las reglas.",
    "New legal hold": "Retención legal nueva",
    "Place the hold": "Poner la retención",
    "The hold is placed.": "Se puso la retención.",
    "&Laid on": "&Sobre",
    "N&umber": "Nú&mero",
    "as in the audit trail; none for everything": "como en el registro de auditoría; ninguno para todo",
    "&Reason": "Mo&tivo",
    "such as Subpoena 19-204": "como Citación judicial 19-204",
    "The reason is missing: say why.": "Falta el motivo: diga por qué.",
    "The number is not one: look it up in the audit trail.": (
        "El número no es un número: búsquelo en el registro de auditoría."
    ),
    "Forget …": "Borrar …",
    "Forget what is due": "Borrar lo que toca",
    "Forget it for good": "Borrar para siempre",
    "Forgetting what is due": "Borrando lo que toca",
    "It cannot be taken back": "No se puede deshacer",
    "Due today": "Por borrar hoy",
    "from before": "anterior al",
    "due|to be forgotten": "por borrar",
    "held back": "retenidos",
    "Counting what is due": "Contando lo que toca borrar",
    "No rule is set, so nothing is forgotten.": "No hay ninguna regla, así que no se borra nada.",
    "{records} forgotten; every figure is what it was.": "Borrado: {records}; cada cifra es la que era.",
    "record": "registro",
    "records": "registros",
    "Legal holds": "Retenciones legales",
    "Legal holds in force": "Retenciones legales vigentes",
    "No legal hold is in force": "No hay ninguna retención legal vigente",
    "Placed": "Puesta",
    "On|of a hold": "Sobre",
    "Lift the chosen hold": "Levantar la retención elegida",
    "Lifted.": "Se levantó.",
    "Rules, holds and what is due": "Reglas, retenciones y lo que toca borrar",
    "everything": "todo",
    # settings_public_records
    "Everything of a period or of one event in one .zip: events, sign-ins, concerns, promises, notes, and the photos "
    "that may be published. Residents’ addresses and phones and all that is confidential stay here; a list says what "
    "was removed and why.": (
        "Todo lo de un período o de un evento en un .zip: eventos, firmas, inquietudes, promesas, notas y las fotos que "
        "se pueden publicar. Las direcciones y los teléfonos de residentes y todo lo confidencial se quedan aquí; una "
        "lista dice qué se quitó y por qué."
    ),
    "Export public records": "Exportar registros públicos",
    "ZIP file (*.zip)": "Archivo ZIP (*.zip)",
    "Writing the public records": "Escribiendo los registros públicos",
    "&First month": "&Primer mes",
    "&Last month": "&Último mes",
    "&Event": "&Evento",
    "Everything of the period": "Todo lo del período",
    "What was removed": "Lo que se quitó",
    "{records} written to {name}.": "Se escribió {name}, con {records}.",
    "Removed, each listed in the file:": "Se quitó, cada parte anotada en el archivo:",
    "Nothing had to be removed.": "No hubo que quitar nada.",
    # settings_sharing
    "Several PCs can work here at once: what a colleague writes appears by itself.": (
        "Varias computadoras pueden trabajar aquí a la vez: lo que escribe un colega aparece solo."
    ),
    "A file is for one PC. For several, whoever runs your server makes an empty PostgreSQL database and gives you its "
    "URL. Everything here is copied there, row by row, and compared. This file stays as it is.": (
        "Un archivo es para una computadora. Para varias, quien atiende su servidor hace una base de datos PostgreSQL "
        "vacía y le da su dirección. Todo lo de aquí se copia allí, fila por fila, y se compara. Este archivo queda "
        "como está."
    ),
    "These records lie {where}, where several PCs can damage them: only one PC may open them at a time.": (
        "Estos registros están {where}, donde varias computadoras pueden dañarlos: solo una puede abrirlos a la vez."
    ),
    "The records lie in {place}.": "Los registros están en {place}.",
    "a file": "un archivo",
    "The server is {way} (sslmode={mode}).": "El servidor está {way} (sslmode={mode}).",
    "on this PC": "en esta computadora",
    "reached over an encrypted connection": "al otro lado de una conexión cifrada",
    "Move to a server": "Pasar a un servidor",
    "Copy everything to the server": "Copiar todo al servidor",
    "Copying everything to the server": "Copiando todo al servidor",
    "&URL of the empty database": "&Dirección (URL) de la base de datos vacía",
    "The URL is missing: ask for it.": "Falta la dirección (URL): pídala.",
    "“{url}” is not the URL of a server: write it as postgresql://user@host/name.": (
        "«{url}» no es la dirección de un servidor: escríbala como postgresql://user@host/name."
    ),
    "Your &passphrase": "Su &frase de contraseña",
    "Your passphrase is missing: type it.": "Falta su frase de contraseña: escríbala.",
    "{total:,} rows are copied and compared. On every PC, start Outreach with --database and this URL from now "
    "on.{accounts}": (
        "Se copiaron y compararon {total:,} filas. Desde ahora, en cada computadora, inicie Outreach con --database y "
        "esta dirección.{accounts}"
    ),
    " These accounts need a new passphrase there: {others}.": (
        " Estas cuentas necesitan allí una frase de contraseña nueva: {others}."
    ),
    # settings_machine
    "What counts at this PC, and who set it. Whoever looks after your PCs can set each of these in one file for "
    "everybody, and how long records are kept.": (
        "Lo que vale en esta computadora y quién lo fijó. Quien atiende sus computadoras puede fijar cada valor en un "
        "archivo para todos, y también cuánto tiempo se guardan los registros."
    ),
    "There is no such file on this PC.": "No hay tal archivo en esta computadora.",
    "The file is {file}.": "El archivo es {file}.",
    "What is wrong in the file": "Qué está mal en el archivo",
    "Values of this PC": "Valores de esta computadora",
    "Your own choices": "Lo que usted elige",
    "&Lock after minutes": "&Bloquear después de (minutos)",
    "L&anguage": "&Idioma",
    "Español": "Español",
    "The minutes are missing: write 1 to {most}.": "Faltan los minutos: escriba de 1 a {most}.",
    "A window locks after {most} minutes at the latest: write 1 to 30.": (
        "Una ventana se bloquea después de {most} minutos a más tardar: escriba de 1 a 30."
    ),
    "Database": "Base de datos",
    "Folder of backups": "Carpeta de copias de seguridad",
    "none chosen": "ninguna elegida",
    "Lock after": "Bloquear después de",
    "forgotten after {years}": "se borra después de {years}",
    "year": "año",
    "years": "años",
    "Named at the start": "Indicado al iniciar",
    "Set by your IT department": "Lo fijó su departamento de informática",
    "Chosen here": "Elegido aquí",
    "Suggested by your IT department": "Sugerido por su departamento de informática",
    "As Outreach comes": "Como viene Outreach",
    # settings_logs
    "When something goes wrong, whoever looks after Outreach may ask for its logs. They say what the program did, by "
    "kind and number; they hold no name, no phone and nothing that was typed. Look at it here, then write one file.": (
        "Cuando algo sale mal, quien atiende Outreach puede pedir sus bitácoras. Dicen qué hizo el programa, por tipo y "
        "número; no contienen ningún nombre, ningún teléfono ni nada de lo que se escribió. Mírelas aquí y luego "
        "escriba un archivo."
    ),
    "They lie in {folder}.": "Están en {folder}.",
    "What is inside": "Qué contiene",
    "Words of the chosen file": "Palabras del archivo elegido",
    "Write to one file …": "Escribir en un archivo …",
    "Reading the logs": "Leyendo las bitácoras",
    "Inside: {files}, {size:,} KB": "Contiene {files}, {size:,} KB",
    "file": "archivo",
    "files": "archivos",
    "Write the logs": "Escribir las bitácoras",
    "Zip (*.zip)": "Zip (*.zip)",
    "Writing the logs": "Escribiendo las bitácoras",
    "Written to {place}. Nothing else was sent: hand over this file yourself.": (
        "Se escribió en {place}. No se envió nada más: entregue usted este archivo."
    ),
    # about
    "What a precinct does in its community: events, who came, promises and reports.": (
        "Lo que un precinto hace en su comunidad: eventos, quién vino, promesas e informes."
    ),
    "Copy for support": "Copiar para soporte",
    "Copies the versions shown here.": "Copia las versiones que se ven aquí.",
    "The versions were copied: paste them into your message.": "Se copiaron las versiones: péguelas en su mensaje.",
    "Versions": "Versiones",
    "Search parts and licenses": "Buscar partes y licencias",
    "How many parts are shown": "Cuántas partes se muestran",
    "Parts": "Partes",
    "Version": "Versión",
    "License": "Licencia",
    "The words of the license": "Las palabras de la licencia",
    "The icon of Outreach": "El ícono de Outreach",
    "Outreach {version}": "Outreach {version}",
    "{copyright}. Free to use, change and pass on under the MIT license.": (
        "{copyright}. Se puede usar, cambiar y compartir libremente bajo la licencia MIT."
    ),
    "What it is made of": "De qué está hecho",
    "Python {python}, Qt {qt}, {system} {release}.": "Python {python}, Qt {qt}, {system} {release}.",
    "{program}\nRecords: {system}, tables as of {schema}.": "{program}\nRegistros: {system}, tablas de {schema}.",
    "Reading the licenses": "Leyendo las licencias",
    "part": "parte",
    "parts": "partes",
    "No part has these words in its name, version or license.": (
        "Ninguna parte tiene estas palabras en su nombre, versión o licencia."
    ),
    "{name}, in {inside}": "{name}, en {inside}",
    "{name} is built into {inside} and is under the license {license}. What {inside} ships of it stands with "
    "{inside}.": (
        "{name} forma parte de {inside} y está bajo la licencia {license}. Lo que {inside} trae de ello está con "
        "{inside}."
    ),
    # why a part of the public records was removed
    "a street address": "una dirección",
    "somebody who is kept confidentially": "alguien guardado como confidencial",
    "confidential words": "palabras confidenciales",
    "an e-mail address": "una dirección de correo electrónico",
    "the name of somebody who is kept confidentially": "el nombre de alguien guardado como confidencial",
    "not marked as fit to be published": "sin la marca de que se puede publicar",
    "a phone number": "un teléfono",
    "a scanned sheet shows signatures, phones and addresses": (
        "una hoja escaneada muestra firmas, teléfonos y direcciones"
    ),
}
