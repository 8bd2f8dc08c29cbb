"""The settings, part by part, and About Outreach; backups, kits and the trail have catalogues of their own."""

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
    "{program}\nRecords: {system}, tables of version {version}.": (
        "{program}\nRegistros: {system}, tablas de la versión {version}."
    ),
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
}
