"""The parts that pages are made of: fields, tables, calendars, boards, and how days and times are told."""

PHRASES = {
    # action_form, drafted
    "Cancel this form": "Cancelar este formulario",
    "Restored what was being typed.": "Se recuperó lo que se estaba escribiendo.",
    "Start afresh": "Empezar de nuevo",
    "Start this form afresh": "Empezar este formulario de nuevo",
    # basics
    "Back to {back}": "Volver a {back}",
    # board
    "Number of cards: {words}": "Número de tarjetas: {words}",
    "{total:,} cards": "Tarjetas: {total:,}",
    "No cards": "Ninguna tarjeta",
    # calendar
    "{count} more": "{count} más",
    "Weekdays of {name}": "Días de la semana de {name}",
    # column_chooser, tables
    "Columns of {name} · Outreach": "Columnas de {name} · Outreach",
    "Columns of {name}": "Columnas de {name}",
    "Columns": "Columnas",
    "Space shows or leaves out a column, Ctrl+Up and Ctrl+Down move it.": (
        "Espacio muestra u omite una columna; Ctrl+Arriba y Ctrl+Abajo la mueven."
    ),
    "Move up": "Subir",
    "Move down": "Bajar",
    "Checked columns are shown, and saved with the list.": (
        "Las columnas marcadas se muestran y se guardan con la lista."
    ),
    "Usual columns": "Columnas habituales",
    "(without a title)": "(sin título)",
    # drawing
    "Drawing": "Dibujando",
    # fields
    "Type 1/24, Jan 24, fri or +7; arrow down opens a calendar": (
        "Escriba 1/24, 24 ene, vie o +7; la flecha abajo abre un calendario"
    ),
    "Open a calendar": "Abrir un calendario",
    "Calendar for {name}": "Calendario de {name}",
    "One less: {name}": "Uno menos: {name}",
    "One more: {name}": "Uno más: {name}",
    "month/day/year": "mes/día/año",
    # models
    "empty": "vacío",
    # month_field
    "{name}: the month before": "{name}: el mes anterior",
    "{name}: the month after": "{name}: el mes siguiente",
    # paper
    "Fit width": "Ajustar al ancho",
    "Fit the width of the page": "Ajustar al ancho de la página",
    "{pages}, showing page {page}. Save it to read it aloud.": (
        "{pages}; se muestra la página {page}. Guárdelo para que se lea en voz alta."
    ),
    "Pages": "Páginas",
    "Larger": "Más grande",
    "Larger (Ctrl++)": "Más grande (Ctrl++)",
    "Smaller": "Más pequeño",
    "Smaller (Ctrl+-)": "Más pequeño (Ctrl+-)",
    "The pages cannot be shown: the file is damaged. Make the report again.": (
        "Las páginas no se pueden mostrar: el archivo está dañado. Haga el informe de nuevo."
    ),
    "Page {page} of {count}": "Página {page} de {count}",
    # pick
    "“{words}” is not in the list of {name}": "«{words}» no está en la lista de {name}",
    "Remove {name}": "Quitar {name}",
    # staff
    "Officer {number}": "Agente {number}",
    "Role of officer {number}": "Rol del agente {number}",
    "Hours of officer {number}": "Horas del agente {number}",
    "Remove officer {number}": "Quitar al agente {number}",
    "Remove this officer from the event": "Quitar a este agente del evento",
    "role": "rol",
    "Add an officer": "Agregar un agente",
    "“{words}” is not an officer of this precinct: choose one from the list.": (
        "«{words}» no es agente de este precinto: elija de la lista."
    ),
    "“{hours}” is not a number of hours: write it like 3.5, or leave it empty.": (
        "«{hours}» no es un número de horas: escríbalo como 3.5 o déjelo vacío."
    ),
    # suggest
    "Suggestions for {name}": "Sugerencias para {name}",
    # wording
    "{weekday}, {day}": "{weekday}, {day}",
    "today": "hoy",
    "tomorrow": "mañana",
    "yesterday": "ayer",
    "time unknown": "hora desconocida",
    "no due date": "sin fecha límite",
    "due {day}": "vence el {day}",
    "due today": "vence hoy",
    "due tomorrow": "vence mañana",
    "{days} late": "{days} de atraso",
    "“{typed}” is not a date: write it as month/day/year, for example {example}.": (
        "«{typed}» no es una fecha: escríbala como mes/día/año, por ejemplo {example}."
    ),
    "“{typed}” is not a time: write it like 6:30 PM or 18:30, or leave it empty.": (
        "«{typed}» no es una hora: escríbala como 6:30 PM o 18:30, o déjela vacía."
    ),
    "Set by your IT department.": "Lo fijó su departamento de informática.",
}
