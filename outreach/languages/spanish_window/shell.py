"""The frame of the window: signing in, the rail, messages, undoing, printing."""

PHRASES = {
    # apart
    "How far it is": "Cuánto falta",
    "Stopping, and clearing away what was made": "Deteniendo y retirando lo que se hizo",
    "What is done now": "Qué se está haciendo",
    "Cancel: {words}": "Cancelar: {words}",
    "The window comes back when this is done. Nothing needs to be done here.": (
        "La ventana vuelve cuando esto termine. No hace falta hacer nada aquí."
    ),
    # application
    "field kit until {day}": "kit de campo hasta el {day}",
    "read only": "solo lectura",
    "demo": "demostración",
    "Damaged · Outreach": "Dañado · Outreach",
    "Sign in · Outreach": "Iniciar sesión · Outreach",
    "Making the demo": "Haciendo la demostración",
    "Giving the records another key": "Dando otra clave a los registros",
    "Putting the backup back": "Restaurando la copia de seguridad",
    # conflict, overwriting
    "Nothing is written yet. Look at what changed, then do it anyway, or leave it as it is now.": (
        "Todavía no se escribió nada. Mire qué cambió y luego hágalo de todos modos, o déjelo como está ahora."
    ),
    "Nothing is written yet, and nothing you typed is lost. Choose a version of each field; whatever only one of you "
    "changed is kept as it is.": (
        "Todavía no se escribió nada y no se pierde nada de lo que escribió. Elija una versión de cada campo; lo que "
        "solo cambió una de las dos personas se conserva así."
    ),
    "Two versions": "Dos versiones",
    "Both versions": "Ambas versiones",
    "Save as chosen": "Guardar lo elegido",
    "Keep mine": "Conservar la mía",
    "Keep theirs": "Conservar la de mi colega",
    "Keep all of mine": "Conservar todo lo mío",
    "Keep all of theirs": "Conservar todo lo de mi colega",
    "Do it anyway": "Hacerlo de todos modos",
    "Leave it as it is now": "Dejarlo como está ahora",
    "{who} changed this {kind} while you had it open": "Cambió mientras usted lo tenía abierto ({kind}): {who}",
    "before: {before}": "antes: {before}",
    "a picture of {size}": "una imagen de {size}",
    "{value:g} hours": "{value:g} horas",
    "number {value}": "número {value}",
    "byte": "byte",
    "bytes": "bytes",
    "yes": "sí",
    "no": "no",
    "Escape; nothing is written, your form stays": "Esc; no se escribe nada, su formulario se queda",
    "Yours": "La suya",
    "Theirs": "La de su colega",
    "yours": "la suya",
    "theirs": "la de su colega",
    "now": "ahora",
    "When you opened it": "Cuando la abrió",
    "Now": "Ahora",
    "Officers, their roles and hours": "Agentes, sus roles y horas",
    "Nothing is written yet. Taking back your step ({words}) would overwrite what is below; undo can bring that back. "
    "Everything else stays as it is now.": (
        "Todavía no se escribió nada. Deshacer su paso ({words}) escribiría sobre lo de abajo; eso también se puede "
        "deshacer. Todo lo demás queda como está."
    ),
    "{who} changed what you are about to take back": "Otra persona ({who}) cambió lo que usted va a deshacer",
    "{why} Leave it, and undo goes on with the step before.": (
        "{why} Déjelo así, y deshacer sigue con el paso anterior."
    ),
    "Your step ({words}) has nothing left to take back. Nothing is written.": (
        "A su paso ({words}) no le queda nada que deshacer. No se escribe nada."
    ),
    "What was changed is confidential ({told}).": "Lo que cambió es confidencial ({told}).",
    "What was changed is confidential.": "Lo que cambió es confidencial.",
    "Changed since": "Cambiado desde entonces",
    "What was changed since": "Lo que cambió desde entonces",
    "Take back anyway": "Deshacer de todos modos",
    "Removed by {told}; it stays removed.": "Quitado por {told}; sigue quitado.",
    "Removed; it stays removed.": "Quitado; sigue quitado.",
    "Escape; nothing is written, and undo goes on with the step before": (
        "Esc; no se escribe nada, y deshacer sigue con el paso anterior"
    ),
    "This step is built upon": "Otros pasos dependen de este",
    "After taking back": "Después de deshacer",
    "after taking back": "después de deshacer",
    "And {records} changed since.": "Y {records} con cambios desde entonces.",
    "And {fields}.": "Y {fields}.",
    "more record": "registro más",
    "more records": "registros más",
    "more field": "campo más",
    "more fields": "campos más",
    # desk, tasks
    "Reading": "Leyendo",
    "Writing it down": "Escribiendo",
    "What you recorded when the connection was cut had arrived, so nothing was written again: look at it before you "
    "record more.": (
        "Lo que registró cuando se cortó la conexión había llegado, así que no se escribió otra vez: mírelo antes de "
        "registrar más."
    ),
    # fault_dialog, messages
    "Something went wrong · Outreach": "Algo salió mal · Outreach",
    "Something went wrong": "Algo salió mal",
    "Something went wrong. ": "Algo salió mal. ",
    "Report": "Informe",
    "Copy report": "Copiar el informe",
    "Copied": "Copiado",
    "Go on": "Continuar",
    "Close Outreach": "Cerrar Outreach",
    "It has happened {told}.": "Ha pasado {told}.",
    "more than {count} times": "más de {count} veces",
    "time": "vez",
    "times": "veces",
    "Another mistake followed; its report is below.": "Siguió otra falla; su informe está abajo.",
    " on the page {page}": " en la página {page}",
    "Outreach made a mistake{where}. It is not your fault. What you were just doing may not be done: look at it before "
    "you do it again.": (
        "Outreach tuvo una falla{where}. No es culpa suya. Puede que lo que estaba haciendo no se haya hecho: mírelo "
        "antes de hacerlo de nuevo."
    ),
    "Your work is kept: all that you recorded, and what you were typing is put aside as a draft.": (
        "Su trabajo se conserva: todo lo que registró, y lo que estaba escribiendo queda como borrador."
    ),
    "All that you recorded is kept. What you were typing could not be put aside just now: copy it before you close.": (
        "Todo lo que registró se conserva. Lo que estaba escribiendo no se pudo guardar como borrador: cópielo antes "
        "de cerrar."
    ),
    "Copy the report for whoever looks after Outreach. It holds no names and nothing that was typed.": (
        "Copie el informe para quien atiende Outreach. No contiene nombres ni nada de lo que se escribió."
    ),
    "This is a mistake in the program, not yours. Nothing that was saved is lost.{again} Copy the report for whoever "
    "looks after Outreach, then try again.": (
        "Esta es una falla del programa, no suya. No se pierde nada de lo guardado.{again} Copie el informe para quien "
        "atiende Outreach y luego intente de nuevo."
    ),
    " It has happened {times} times.": " Ha pasado {times} veces.",
    "Message": "Mensaje",
    "Undo what was just done": "Deshacer lo que se acaba de hacer",
    "Open what this message is about": "Abrir aquello de lo que habla este mensaje",
    "Copy the report of this mistake": "Copiar el informe de esta falla",
    "Dismiss": "Descartar",
    "Dismiss this message": "Descartar este mensaje",
    "Not done. ": "No se hizo. ",
    # list_menu
    "Excel workbook (*.xlsx);;CSV (*.csv)": "Libro de Excel (*.xlsx);;CSV (*.csv)",
    "Drag to move a column. Right-click for which columns are shown.": (
        "Arrastre para mover una columna. Clic derecho para elegir qué columnas se muestran."
    ),
    "&Columns …": "&Columnas …",
    "&Save this list …\tCtrl+Shift+S": "&Guardar esta lista …\tCtrl+Shift+S",
    "Save this list": "Guardar esta lista",
    "Part of the list": "Parte de la lista",
    "Saving {title}": "Guardando: {title}",
    "Writing {name}": "Escribiendo {name}",
    "Saved {count} as {name}.": "Se guardó {name}, con {count}.",
    "{title}, more": "{title}, más",
    "row": "fila",
    "rows": "filas",
    # locking, sign_in
    "Locked · Outreach": "Bloqueado · Outreach",
    "Locked": "Bloqueado",
    "These records are locked. Names are read here by those who sign in, and by nobody else.": (
        "Estos registros están bloqueados. Aquí solo lee nombres quien inicia sesión, y nadie más."
    ),
    "Sign in": "Iniciar sesión",
    "Sign in to Outreach": "Iniciar sesión en Outreach",
    "Sign in as somebody else": "Iniciar sesión como otra persona",
    "Checking the passphrase": "Comprobando la frase de contraseña",
    "Open the field kit": "Abrir el kit de campo",
    "{name} is signed in. Everything is as it was left.": "Sesión de {name}. Todo está como se dejó.",
    "{stem} is locked. It opens by the passphrase it was made with.": (
        "{stem} está bloqueado. Se abre con la frase de contraseña con que se hizo."
    ),
    "&Account": "&Cuenta",
    "&Passphrase": "&Frase de contraseña",
    "&Recovery key, as printed": "C&lave de recuperación, como está impresa",
    "New passphrase a&gain": "Frase de contraseña nueva, &otra vez",
    "New passphrase": "Frase de contraseña nueva",
    "A new one, of at least 12 letters": "Una nueva, de al menos 12 letras",
    "What was wrong": "Qué estaba mal",
    "Unlock": "Desbloquear",
    "The new passphrase was typed differently the second time: type both again.": (
        "La frase de contraseña nueva se escribió distinta la segunda vez: escriba ambas de nuevo."
    ),
    "Use the passphrase": "Usar la frase de contraseña",
    "Use the recovery key": "Usar la clave de recuperación",
    "Fill in the passphrase.": "Complete la frase de contraseña.",
    "Fill in the account and the passphrase.": "Complete la cuenta y la frase de contraseña.",
    # places, rail, window
    "Home": "Inicio",
    "Reports": "Informes",
    "Import": "Importar",
    "Settings": "Configuración",
    "Help": "Ayuda",
    "Places": "Lugares",
    "First run": "Primer uso",
    "{words} (Ctrl+{number})": "{words} (Ctrl+{number})",
    "What was being typed when the program ended was kept.": (
        "Se conservó lo que se estaba escribiendo cuando el programa terminó."
    ),
    "It is one of {count}.": "Es uno de {count}.",
    # printing
    "The pages are {page}, the printer has {paper}.": "Las páginas son {page}, la impresora tiene {paper}.",
    "{width:.2g} by {height:.2g} inches": "{width:.2g} por {height:.2g} pulgadas",
    "None of these pages is in the report: choose pages that are. Nothing was printed.": (
        "Ninguna de estas páginas está en el informe: elija otras que sí estén. No se imprimió nada."
    ),
    "The printer did not accept the pages: check that it is switched on, then print again.": (
        "La impresora no aceptó las páginas: revise que esté encendida e imprima de nuevo."
    ),
    "Printing page {at} of {of}": "Imprimiendo la página {at} de {of}",
    # status
    "{actor} changed {what}": "Cambios de {actor}: {what}",
    "What happens elsewhere": "Qué pasa en otras partes",
    "elsewhere": "en otra parte",
    "Try now": "Intentar ahora",
    "Try the server now": "Intentar ahora con el servidor",
    "connected": "conectado",
    "not connected": "sin conexión",
    "{words} What you type is kept.": "{words} Lo que escribe se conserva.",
    "The server is there again, and the page is up to date.": "El servidor volvió y la página está al día.",
    "sign-in": "firma",
    "sign-ins": "firmas",
    "follow-up": "seguimiento",
    "follow-ups": "seguimientos",
    "crime count": "cifra de delitos",
    "crime counts": "cifras de delitos",
    "photo or file": "foto o archivo",
    "photos and files": "fotos y archivos",
    "head count": "conteo de personas",
    "head counts": "conteos de personas",
    "count": "conteo",
    "counts": "conteos",
    "checklist item": "cosa por hacer",
    "checklist items": "cosas por hacer",
    # steps
    "Taken back": "Deshecho",
    "There is nothing to take back.": "No hay nada que deshacer.",
    "Done again": "Rehecho",
    "There is nothing to do again.": "No hay nada que rehacer.",
    "Left as it is: {words}. The step before it comes next.": "Se deja como está: {words}. Sigue el paso anterior.",
    "The step before is still being taken back: try again when it is done.": (
        "El paso anterior aún se está deshaciendo: intente de nuevo cuando termine."
    ),
    "{words}: {written:,} of {total}": "{words}: {written:,} de {total}",
    "Stopping": "Deteniendo",
    "Taking it back": "Deshaciendo",
    # this_pc
    "The window runs on Qt's {name}": "La ventana funciona en {name} de Qt",
    "{words}, on {width} by {height} points.": "{words}, en {width} por {height} puntos.",
    "{words} without a screen.": "{words} sin pantalla.",
    "Connect a screen.": "Conecte una pantalla.",
    "There is no display here, so the window cannot open; commands work.": (
        "Aquí no hay pantalla, así que la ventana no se puede abrir; las órdenes funcionan."
    ),
    "Run it on a PC with a screen.": "Úselo en una computadora con pantalla.",
    "The window cannot open: Qt finds no way to the display.": (
        "La ventana no se puede abrir: Qt no encuentra cómo llegar a la pantalla."
    ),
    "On Linux install libxcb-cursor0 and libegl1, then try again.": (
        "En Linux instale libxcb-cursor0 y libegl1, e intente de nuevo."
    ),
    "The window opens where nobody sees it: Qt runs on '{name}'.": (
        "La ventana se abre donde nadie la ve: Qt funciona en «{name}»."
    ),
    "Take QT_QPA_PLATFORM away.": "Quite QT_QPA_PLATFORM.",
    "The window can open, on Qt's '{name}'.": "La ventana se puede abrir, en «{name}» de Qt.",
    "Make the scale of the display smaller: pages need 1,024 by 640.": (
        "Reduzca la escala de la pantalla: las páginas necesitan 1,024 por 640."
    ),
    "There is no printer on this PC; reports can still be saved as PDF.": (
        "No hay impresora en esta computadora; los informes se pueden guardar como PDF."
    ),
    "Add one in the settings of the system.": "Agregue una en la configuración del sistema.",
    "{count} printers are known, and none is the usual one.": (
        "Se conocen {count} impresoras y ninguna es la predeterminada."
    ),
    "Choose the usual one in the settings of the system.": "Elija la predeterminada en la configuración del sistema.",
    "The usual printer is {usual}.": "La impresora predeterminada es {usual}.",
    # topbar
    "Search": "Buscar",
    "Search people, events, promises …   Ctrl+K": "Buscar personas, eventos, promesas …   Ctrl+K",
    "Work under way": "Trabajo en marcha",
    "Cancel the work under way": "Cancelar el trabajo en marcha",
    "New  Ctrl+N": "Nuevo  Ctrl+N",
    "New (Ctrl+N)": "Nuevo (Ctrl+N)",
    "Who works here": "Quién trabaja aquí",
    "Who works here?": "¿Quién trabaja aquí?",
    "Who works here: the audit trail and new promises bear this name": (
        "Quién trabaja aquí: el registro de auditoría y las promesas nuevas llevan este nombre"
    ),
    "Who is signed in": "Quién inició sesión",
    "Nobody chosen": "Nadie elegido",
    "Lock": "Bloquear",
    "Lock the window (Ctrl+L)": "Bloquear la ventana (Ctrl+L)",
    # typed_lists
    "Line {at} of the officers is not “badge, rank, name”: write it like 101, Ofc., R. Sample.": (
        "El renglón {at} de los agentes no es «placa, rango, nombre»: escríbalo como 101, Ofc., R. Sample."
    ),
    "Line {at} of the shifts is not “name, from – to”: write it like Day, 6:00 AM – 2:00 PM.": (
        "El renglón {at} de los turnos no es «nombre, desde – hasta»: escríbalo como Día, 6:00 a. m. – 2:00 p. m."
    ),
    "Line {at} of the shifts lacks a time: write it like Day, 6:00 AM – 2:00 PM.": (
        "Al renglón {at} de los turnos le falta una hora: escríbalo como Día, 6:00 a. m. – 2:00 p. m."
    ),
    "Day, 6:00 AM – 2:00 PM\nEvening, 2:00 PM – 10:00 PM\nNight, 10:00 PM – 6:00 AM": (
        "Día, 6:00 a. m. – 2:00 p. m.\nTarde, 2:00 p. m. – 10:00 p. m.\nNoche, 10:00 p. m. – 6:00 a. m."
    ),
    "Day, 6:00 AM – 2:00 PM\nPower, 11:00 AM – 7:00 PM\nEvening, 2:00 PM – 10:00 PM\nNight, 10:00 PM – 6:00 AM": (
        "Día, 6:00 a. m. – 2:00 p. m.\nRefuerzo, 11:00 a. m. – 7:00 p. m.\n"
        "Tarde, 2:00 p. m. – 10:00 p. m.\nNoche, 10:00 p. m. – 6:00 a. m."
    ),
    # own_account
    "Looking at your account": "Mirando su cuenta",
    "an officer": "un agente",
    "Your account was removed or disabled: ask an administrator, or sign in with another one.": (
        "Su cuenta se quitó o se desactivó: pregunte a un administrador o inicie sesión con otra."
    ),
    "An administrator changed your account: you work as {role} now. What you were typing is kept.": (
        "Un administrador cambió su cuenta: ahora trabaja como {role}. Lo que estaba escribiendo se conserva."
    ),
    "An administrator changed your account: you work as {role} in {precinct} alone now. What you were typing is kept.": (
        "Un administrador cambió su cuenta: ahora trabaja como {role} solo en {precinct}. Lo que estaba escribiendo se "
        "conserva."
    ),
}
