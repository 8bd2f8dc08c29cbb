"""Bringing in a file."""

PHRASES: dict[str, str] = {
    # importing
    "Tables from CSV, Excel or OpenDocument, calendars, address books and maps. Nothing is written before you say so.": (
        "Tablas de CSV, Excel u OpenDocument, calendarios, libretas de direcciones y mapas. No se escribe nada hasta "
        "que usted lo diga."
    ),
    "Tables, calendars, address books, maps (*.csv *.txt *.tsv *.xlsx *.xls *.xlsb *.ods *.ics *.vcf *.geojson *.json)": (
        "Tablas, calendarios, libretas de direcciones, mapas (*.csv *.txt *.tsv *.xlsx *.xls *.xlsb *.ods *.ics *.vcf "
        "*.geojson *.json)"
    ),
    "Tables": "Tablas",
    "CSV, Excel or OpenDocument: events, attendance, people, organizations, officers, promises, crime counts": (
        "CSV, Excel u OpenDocument: eventos, asistencia, personas, organizaciones, agentes, promesas, cifras de delitos"
    ),
    "Calendars": "Calendarios",
    "The .ics file that a calendar program exports, years at once": (
        "El archivo .ics que exporta un programa de calendario, varios años a la vez"
    ),
    "Address books": "Libretas de direcciones",
    "The .vcf file of a phone or a mail program": "El archivo .vcf de un teléfono o de un programa de correo",
    "Maps": "Mapas",
    "Neighborhoods with their boundaries, as GeoJSON": "Vecindarios con sus límites, como GeoJSON",
    "Signed sheets": "Hojas de asistencia",
    "A photo or scan of a printed sign-in sheet: drop it anywhere on the window": (
        "Una foto o imagen escaneada de una hoja de asistencia impresa: suéltela en cualquier parte de la ventana"
    ),
    "Drop files here, or choose them.": "Suelte archivos aquí, o elíjalos.",
    "Attendance": "Asistencia",
    "Calendar": "Calendario",
    "Address book": "Libreta de direcciones",
    "Choose files …": "Elegir archivos …",
    "What the file holds": "Qué contiene el archivo",
    "&What it holds": "Qué co&ntiene",
    "Use a saved mapping …": "Usar una asignación guardada …",
    "Use a saved mapping file": "Usar un archivo de asignación guardado",
    "Choose the columns myself": "Elegir yo las columnas",
    "Try it: nothing is written": "Probar: no se escribe nada",
    "Bring it in": "Importar",
    "Bring in": "Importar",
    "Undo this import": "Deshacer esta importación",
    "Bring it in again": "Importar de nuevo",
    "How many came: {group}": "Cuántos vinieron: {group}",
    "Choose another file …": "Elegir otro archivo …",
    "The import was taken back.": "Se deshizo la importación.",
    "This import was taken back: nothing of it is kept. Bring it in again, or choose another file.": (
        "Se deshizo esta importación: no queda nada de ella. Impórtela de nuevo, o elija otro archivo."
    ),
    "Save the mapping …": "Guardar la asignación …",
    "Save the mapping": "Guardar la asignación",
    "Save how the file was read as a mapping file": "Guardar cómo se leyó el archivo, como archivo de asignación",
    "The mapping was saved as {name}.": "La asignación se guardó como {name}.",
    "Mapping": "Asignación",
    "Mappings (*.toml)": "Asignaciones (*.toml)",
    "Rows that cannot be taken": "Filas que no se pueden aceptar",
    "What would change": "Lo que cambiaría",
    "File": "Archivo",
    "Which column is what": "Qué es cada columna",
    "What it would do": "Lo que haría",
    "To check against the file: {figures}": "Para comparar con el archivo: {figures}",
    "Which month is it?": "¿Qué mes es?",
    "a sheet’s title and its file’s name contradict each other": (
        "el título de una hoja y el nombre de su archivo se contradicen"
    ),
    "Names that are new": "Nombres nuevos",
    "Rows as they would be recorded": "Filas como se registrarían",
    "the first {count}; choose a cell to correct it": "las primeras {count}; elija una celda para corregirla",
    "What can be brought in": "Qué se puede importar",
    "You can try the file all the same.": "De todos modos puede probar el archivo.",
    "{names} is not of the same kind as {first}: bring in one kind after the other.": (
        "{names} no es del mismo tipo que {first}: importe un tipo después del otro."
    ),
    "{names} are not of the same kind as {first}: bring in one kind after the other.": (
        "{names} no son del mismo tipo que {first}: importe un tipo después del otro."
    ),
    "Opening the file": "Abriendo el archivo",
    "column": "columna",
    "columns": "columnas",
    "Its columns are read as they were last time.": "Sus columnas se leen como la última vez.",
    "Looking through the file": "Revisando el archivo",
    "rows read": "filas leídas",
    "new|of what a file holds": "nuevos",
    "changed": "con cambios",
    "the same": "iguales",
    "refused": "no se aceptan",
    "left out": "se omiten",
    "{name}: {number:,}": "{name}: {number:,}",
    "and {more:,} more": "y {more:,} más",
    "Nothing can be brought in before it is said what month each sheet is about: choose below.": (
        "No se puede importar nada antes de decir de qué mes es cada hoja: elija abajo."
    ),
    "Nothing can be brought in while rows are refused: answer and correct below, or leave them out.": (
        "No se puede importar nada mientras haya filas que no se aceptan: responda y corrija abajo, u omítalas."
    ),
    "Every row was refused or left out: there is nothing to bring in.": (
        "Todas las filas se rechazaron o se omitieron: no hay nada que importar."
    ),
    "Everything in this file is kept already: there is nothing to bring in.": (
        "Todo lo de este archivo ya está registrado: no hay nada que importar."
    ),
    "Bringing it in": "Importando",
    "Stopped: nothing was brought in.": "Se detuvo: no se importó nada.",
    "Stopped: nothing was written down.": "Se detuvo: no se anotó nada.",
    "Brought in": "Importado",
    "Brought in: {new:,} new, {changed:,} changed.": "Se importó: {new:,} nuevos, {changed:,} con cambios.",
    "Row": "Fila",
    "Why it is not taken": "Por qué no se acepta",
    "Column": "Columna",
    "Kept now": "Registrado ahora",
    "In the file": "En el archivo",
    # import_columns
    "Start, date and time": "Inicio, fecha y hora",
    "End, date and time": "Fin, fecha y hora",
    "Month or date": "Mes o fecha",
    "Total": "Total",
    "Whole name": "Nombre completo",
    "City": "Ciudad",
    "Role there": "Rol allí",
    "Number of the event": "Número del evento",
    "Number of the person": "Número de la persona",
    "Promise in public words": "Promesa, en palabras para el público",
    "Promised on": "Prometida el",
    "Waiting on": "En espera de",
    "Outcome in public words": "Resultado, en palabras para el público",
    "Reason for declining": "Motivo para rechazarla",
    "Resident told on": "Residente avisado el",
    "One report": "Una denuncia",
    "One month's count": "La cifra de un mes",
    "One area, offenses across": "Un lugar, con los delitos en columnas",
    "One offense, months across": "Un delito, con los meses en columnas",
    "As the rest of the column tells": "Como indica el resto de la columna",
    "Month/day/year": "Mes/día/año",
    "Day/month/year": "Día/mes/año",
    "Each row is": "Cada fila es",
    "Each &row is": "Cada &fila es",
    "Dates that could be either": "Fechas que pueden leerse de dos maneras",
    "&Dates that could be either": "Fec&has que pueden leerse de dos maneras",
    "&Add names that are not kept yet: neighborhoods, offenses, kinds, organizations, events": (
        "&Agregar los nombres que aún no están: vecindarios, delitos, tipos, organizaciones, eventos"
    ),
    "Leave &out rows that cannot be taken, instead of stopping": (
        "&Omitir las filas que no se pueden aceptar, en vez de detenerse"
    ),
    "Not in this file": "No está en este archivo",
    # import_months
    "Use these months": "Usar estos meses",
    "Use these months and try again": "Usar estos meses y probar de nuevo",
    "What month sheet {sheet} of {file} is about": "De qué mes es la hoja {sheet} de {file}",
    "Not decided yet": "Sin decidir",
    "{month}, as the file’s name says": "{month}, como dice el nombre del archivo",
    "{month}, as the sheet’s title says": "{month}, como dice el título de la hoja",
    "Leave the sheet out": "Omitir la hoja",
    "{file}, sheet “{sheet}”": "{file}, hoja «{sheet}»",
    "The file’s name says {by_file}, the sheet’s title says {by_sheet}.": (
        "El nombre del archivo dice {by_file}; el título de la hoja dice {by_sheet}."
    ),
    # import_names
    "Use these names": "Usar estos nombres",
    "Use these names and try again": "Usar estos nombres y probar de nuevo",
    "To be added: {count}: {names}.": "Por agregar: {count}: {names}.",
    "&Find a name": "&Buscar un nombre",
    "Show": "Mostrar",
    "S&how": "&Mostrar",
    "All names": "Todos los nombres",
    "Like one that is kept": "Parecido a uno guardado",
    "Said before": "Ya respondidos",
    "Names that are known from another file": "Nombres que se conocen de otro archivo",
    "To be added": "Por agregar",
    "Left out": "Omitidos",
    "Take what is proposed": "Aceptar lo propuesto",
    "Add all of these": "Agregar todos estos",
    "Leave all of these out": "Omitir todos estos",
    "What it stands for": "Qué significa",
    "What “{name}” stands for": "Qué significa «{name}»",
    "Next name": "Nombre siguiente",
    "Next name that is not decided": "Nombre siguiente sin decidir",
    "Not decided yet: {open:,} of {count:,} names.": "Sin decidir: {open:,} de {count:,} nombres.",
    "The name is decided.": "El nombre está decidido.",
    "All {count:,} names are decided.": "Los {count:,} nombres están decididos.",
    "{told}: badge missing": "{told}: falta la placa",
    "What it is": "Qué es",
    "Rows": "Filas",
    "Stands for": "Significa",
    "Add another person: {name}": "Agregar a otra persona: {name}",
    "Add it: {name}": "Agregar: {name}",
    "Leave the name out": "Omitir el nombre",
    "Leave its rows out": "Omitir sus filas",
    "It is {name}": "Es {name}",
    "What the {what} {name} stands for": "Qué significa {name} ({what})",
    "Badge of the officer {name}": "Placa de {name}",
    "kind of event": "tipo de evento",
    "kinds of event": "tipos de evento",
    # import_rows
    "What s&hould stand there": "&Qué debe decir ahí",
    "Use it": "Usarlo",
    "Use this in the place of what the file holds": "Usar esto en lugar de lo que contiene el archivo",
    "The file says what stands here.": "El archivo dice lo que está aquí.",
    "Row {row:,}, {column}: {why}": "Fila {row:,}, {column}: {why}",
    "column without a name": "columna sin nombre",
    "Not taken because": "No se acepta porque",
}
