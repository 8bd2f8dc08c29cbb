"""The first run, Home, neighborhoods, the crime snapshot, searching and help."""

PHRASES = {
    # home
    "Good morning": "Buenos días",
    "Good afternoon": "Buenas tardes",
    "Good evening": "Buenas noches",
    "Whose promises and events": "De quién son las promesas y los eventos",
    "events held this month": "eventos realizados este mes",
    "neighborhoods reached": "vecindarios atendidos",
    "as many as": "tantos como en",
    "{count:,} more than": "{count:,} más que en",
    "{count:,} fewer than": "{count:,} menos que en",
    "{difference} {month} to date\n{year_ago}": "{difference} {month} a la misma fecha\n{year_ago}",
    "{was} in {month} to date\n{year_ago}": "{was} en {month} a la misma fecha\n{year_ago}",
    "{second}\n{total} in {month} to date": "{second}\n{total} en {month} a la misma fecha",
    "{value} a year earlier": "{value} un año antes",
    "every event counted": "con conteo en cada evento",
    "no event held yet": "ningún evento realizado todavía",
    "{events} without a count": "{events} sin conteo",
    "{quiet} quiet for {days} days or more": "{quiet} sin eventos desde hace {days} días o más",
    "none quiet for {days} days": "ninguno sin eventos en {days} días",
    "of {active:,}": "de {active:,}",
    "{kept} of {due} due this month": "{kept} de {due} que vencían este mes",
    "none was due yet this month": "ninguna vencía todavía este mes",
    "Promises that need somebody": "Promesas que necesitan a alguien",
    "Nothing is late and nothing is due this week.": "Nada está atrasado y nada vence esta semana.",
    "Nothing is planned for the next two weeks.": "No hay nada planeado para las próximas dos semanas.",
    "No neighborhood has gone quiet.": "Ningún vecindario está sin eventos recientes.",
    "Arrow keys walk through the months, Enter opens the events of one.": (
        "Las flechas recorren los meses; Enter abre los eventos de uno."
    ),
    "Figure of the chart": "Cifra del gráfico",
    "Promises closed": "Promesas cerradas",
    "Last 12 months": "Últimos 12 meses",
    "Setting up is not finished: without neighborhoods and officers, reports and promises stay half empty.": (
        "La configuración no está completa: sin vecindarios ni agentes, los informes y las promesas quedan a medias."
    ),
    "Finish setting up": "Terminar de configurar",
    "{shown} of {total}": "{shown} de {total}",
    "{promises} to report back on": "{promises} de las que hay que informar",
    "never yet": "nunca todavía",
    "Recap": "Repaso",
    "Last-meeting recap for {title}": "Repaso de la última reunión para {title}",
    "Today": "Hoy",
    "Tomorrow": "Mañana",
    # home_backup
    "Backup": "Copia de seguridad",
    "{words}. Open the settings of backups": "{words}. Abrir la configuración de las copias de seguridad",
    # neighborhoods
    "{figure} by neighborhood: most in {names}.": "{figure} por vecindario: más en {names}.",
    "{figure} by neighborhood: none anywhere.": "{figure} por vecindario: ninguno en ninguna parte.",
    "Gone quiet: {names}.": "Sin eventos recientes: {names}.",
    "quiet {days}": "sin eventos {days}",
    "Arrow keys walk through the neighborhoods, Enter opens one.": (
        "Las flechas recorren los vecindarios; Enter abre uno."
    ),
    "Period": "Período",
    "Figure on the map": "Cifra del mapa",
    "New neighborhood": "Vecindario nuevo",
    "Coverage of the neighborhoods": "Cobertura de los vecindarios",
    "Map of the neighborhoods": "Mapa de los vecindarios",
    "Last contact": "Último contacto",
    "Last event": "Último evento",
    "No neighborhood is kept here yet": "Todavía no hay ningún vecindario",
    "Type or paste them, or read them with their boundaries from a GeoJSON file.": (
        "Escríbalos o péguelos, o léalos con sus límites de un archivo GeoJSON."
    ),
    "Add neighborhoods": "Agregar vecindarios",
    "{reached} reached": "{reached} atendidos",
    "{quiet} quiet": "{quiet} sin eventos recientes",
    "This month": "Este mes",
    "Last 3 months": "Últimos 3 meses",
    "Days quiet": "Días sin evento",
    "Days since contact": "Días desde el contacto",
    "no event": "ningún evento",
    "{number} or more days": "{number} días o más",
    "{number} or more events": "{number} eventos o más",
    "{number} or more people": "{number} personas o más",
    "{number} or more promises": "{number} promesas o más",
    # neighborhood_panel
    "&Community": "&Comunidad",
    "&Meets": "Se &reúne",
    "Meeting &place": "&Lugar de reunión",
    "&Other spellings, with commas": "&Otras formas de escribirlo, con comas",
    "As files and people write it": "Como lo escriben los archivos y la gente",
    "Such as: 2nd Monday": "Por ejemplo: segundo lunes",
    "Acti&ve|of a neighborhood": "Acti&vo",
    "No association is noted yet.": "Todavía no se anotó ninguna asociación.",
    "No promise yet.": "Todavía ninguna promesa.",
    "No concern yet.": "Todavía ninguna inquietud.",
    "No problem is being worked on here.": "Aquí no se trabaja en ningún problema.",
    "Association": "Asociación",
    "What residents told us": "Lo que nos dijeron los residentes",
    "{residents} known": "{residents} conocidos",
    "resident": "residente",
    "residents": "residentes",
    "Change this neighborhood": "Cambiar este vecindario",
    "All": "Todos",
    "All promises here": "Todas las promesas de aquí",
    "All events here": "Todos los eventos de aquí",
    "The neighborhood": "El vecindario",
    "{community} community": "comunidad {community}",
    "meets {rule}": "se reúne: {rule}",
    "next meeting {day}": "próxima reunión: {day}",
    "no meeting planned": "ninguna reunión planeada",
    "Report card": "Informe para el vecindario",
    "Last-meeting recap": "Repaso de la última reunión",
    # crime
    "By chance?": "¿Azar?",
    "beyond chance": "más que azar",
    "within chance": "puede ser azar",
    "Share": "Parte",
    "Share of the department’s year to date": "Parte del año a la fecha del departamento",
    "{year} to date": "{year} a la fecha",
    "Reported offenses": "Delitos denunciados",
    "Import counts": "Importar cifras",
    "Import counts …": "Importar cifras …",
    "Correct a count": "Corregir una cifra",
    "correct a count": "corregir una cifra",
    "Enter on a row": "Enter en una fila",
    "Chart of the month beside the month before": "Gráfico del mes junto al mes anterior",
    "Beside the month before": "Junto al mes anterior",
    "No offenses are kept here yet": "Todavía no hay ningún delito",
    "Bring in a file from your records system; its offenses and counts come with it.": (
        "Importe un archivo de su sistema de registros; sus delitos y cifras vienen con él."
    ),
    "The snapshot": "La instantánea",
    "{offenses} counted": "{offenses} con cifra",
    "offenses": "delitos",
    "not counted yet": "todavía sin cifras",
    "{month} beside {before} · {known}": "{month} junto a {before} · {known}",
    "A snapshot, not a trend: “beyond chance” says that the change is larger than chance alone explains (exact "
    "two-sided test, p below 0.05). It says nothing about the reason. A dash: not counted, which is not zero.": (
        "Una instantánea, no una tendencia: «más que azar» dice que el cambio es mayor de lo que explica el azar solo "
        "(prueba exacta de dos colas, p menor que 0.05). No dice nada del motivo. Una raya: no se contó, que no es cero."
    ),
    # crime_panel
    "&Source": "&Fuente",
    "Where the number comes from": "De dónde viene el número",
    "Empty: not known, which is not zero": "Vacío: no se sabe, que no es cero",
    "Whole &department": "Todo el &departamento",
    " · {count:,} added up from the neighborhoods; a count here takes their place": (
        " · {count:,} es la suma de los vecindarios; una cifra aquí toma su lugar"
    ),
    # search
    "Found": "Encontrado",
    "Results": "Resultados",
    "{total} or more": "{total} o más",
    "Search everything": "Buscar en todo",
    "Type a name, a street, a word of a concern or a promise, or the end of a phone number.": (
        "Escriba un nombre, una calle, una palabra de una inquietud o promesa, o el final de un teléfono."
    ),
    "Nothing found": "No se encontró nada",
    "Nothing here holds all of these words.": "Nada aquí contiene todas estas palabras.",
    "Searching": "Buscando",
    "Search: {words}": "Buscar: {words}",
    "{results}, the best of each kind": "{results}, los mejores de cada tipo",
    "result": "resultado",
    "results": "resultados",
    # help
    "F1 opens the page for the screen you are on; ? shows the keys.": (
        "F1 abre la página de la pantalla en que está; ? muestra las teclas."
    ),
    "For whoever looks after Outreach": "Para quien atiende Outreach",
    "Save as PDF …": "Guardar como PDF …",
    "All of the help on paper": "Toda la ayuda en papel",
    "Contents": "Contenido",
    "Save the help": "Guardar la ayuda",
    "PDF (*.pdf)": "PDF (*.pdf)",
    "The help was saved as {name}.": "La ayuda se guardó como {name}.",
    "Printing the help": "Imprimiendo la ayuda",
    # first_run
    "Welcome to Outreach": "Le damos la bienvenida a Outreach",
    "A few facts about your precinct, then you can record your first meeting.": (
        "Unos pocos datos de su precinto y luego puede registrar su primera reunión."
    ),
    "Look at the demo instead": "Mejor ver la demostración",
    "An invented precinct; nothing of yours is in it": "Un precinto inventado; no contiene nada suyo",
    "Steps": "Pasos",
    "Keep and go on": "Guardar y continuar",
    "Keep and begin": "Guardar y empezar",
    "Skip for now": "Omitir por ahora",
    "Begin without": "Empezar sin esto",
    "Worked since": "En uso desde",
    "Read them from a file …": "Leerlos de un archivo …",
    "GeoJSON with boundaries, CSV or a workbook": "GeoJSON con límites, CSV o una hoja de cálculo",
    "Reading the file": "Leyendo el archivo",
    "&Commander (may wait)": "&Comandante (puede esperar)",
    "&Neighborhoods": "&Vecindarios",
    "&Shifts": "&Turnos",
    "&Worked since": "En &uso desde",
    "&Officers": "&Agentes",
    "Neighborhoods (*.geojson *.json *.csv *.xlsx *.xls *.ods)": (
        "Vecindarios (*.geojson *.json *.csv *.xlsx *.xls *.ods)"
    ),
    "Your precinct": "Su precinto",
    "It stands on every page that is printed.": "Aparece en cada página que se imprime.",
    "Your neighborhoods": "Sus vecindarios",
    "One a line, typed or pasted; a community after a comma if you use them.": (
        "Uno por renglón, escrito o pegado; la comunidad tras una coma, si las usa."
    ),
    "Your shifts": "Sus turnos",
    "Events are counted by the shift on duty. A later change gets its own date.": (
        "Los eventos se cuentan por el turno de servicio. Un cambio posterior lleva su propia fecha."
    ),
    "Your officers": "Sus agentes",
    "Who makes promises and leads events. One a line: badge, rank, name.": (
        "Quien hace promesas y dirige eventos. Uno por renglón: placa, rango, nombre."
    ),
    "Fill in three shifts": "Poner tres turnos",
    "Fill in three shifts of eight hours": "Poner tres turnos de ocho horas",
    "Fill in four shifts": "Poner cuatro turnos",
    "Fill in four shifts that overlap": "Poner cuatro turnos que se cruzan",
    "{what} kept.": "Se guardó: {what}.",
    "boundary": "límite",
    "boundaries": "límites",
    "{name} is set up.": "{name} está configurado.",
    "Skipped for now: choose it at the left to come back to it.": (
        "Omitido por ahora: elíjalo a la izquierda para volver."
    ),
    "The precinct comes first: fill in its agency and name.": (
        "Primero va el precinto: complete su agencia y su nombre."
    ),
    "No neighborhood is named: write one a line, or skip this step.": (
        "No hay ningún vecindario: escriba uno por renglón u omita este paso."
    ),
    "No shift is named: write one a line, or skip this step.": (
        "No hay ningún turno: escriba uno por renglón u omita este paso."
    ),
    "No officer is named: write one a line, or begin without.": (
        "No hay ningún agente: escriba uno por renglón o empiece sin esto."
    ),
    "{names} read, {drawn}: take out those that are not yours.": (
        "Se leyó: {names}, {drawn}. Quite los que no sean suyos."
    ),
    "{names} read: take out those that are not yours.": "Se leyó: {names}. Quite los que no sean suyos.",
}
