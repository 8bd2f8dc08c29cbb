"""Choosing, looking at and issuing reports."""

PHRASES = {
    # catalogue: what each report is for, and what is refused
    "The month on paper: what was done, what residents said, what became of it.": (
        "El mes en papel: qué se hizo, qué dijeron los residentes, qué pasó con ello."
    ),
    "Concerns voiced, potential problems, recommended actions, progress and obstacles.": (
        "Inquietudes expresadas, posibles problemas, acciones recomendadas, avances y obstáculos."
    ),
    "One page to hand out at the association's meeting.": "Una página para repartir en la reunión de la asociación.",
    "One page for the officer who is about to walk in.": "Una página para el agente que está por entrar.",
    "What each officer still owes, late ones first.": "Lo que cada agente aún debe, primero lo atrasado.",
    "Numbered lines with the regulars on them, and a code by which a scan finds its event.": (
        "Renglones numerados con los asistentes habituales, y un código con que lo escaneado encuentra su evento."
    ),
    "Everything of one event, its photos and the scanned sheet.": (
        "Todo lo de un evento, con sus fotos y la hoja escaneada."
    ),
    "Twelve months beside the twelve before, with charts.": "Doce meses junto a los doce anteriores, con gráficos.",
    "The precincts of the agency side by side, with the same figures.": (
        "Los precintos de la agencia lado a lado, con las mismas cifras."
    ),
    "Avery 5160, one label for each household that may be written to.": (
        "Avery 5160, una etiqueta por cada hogar al que se puede escribir."
    ),
    "The report '{kind}' needs to know which {missing}: say so.": (
        "El informe «{kind}» necesita saber de qué se trata ({missing}): indíquelo."
    ),
    "There is no {copy} copy of the report '{kind}': it is {copies} only.": (
        "No hay copia {copy} del informe «{kind}»: solo {copies}."
    ),
    "There is no language '{language}': choose one of {tongues}.": "No hay idioma «{language}»: elija uno de {tongues}.",
    "The report '{kind}' is written in one language at a time: choose en or es.": (
        "El informe «{kind}» se escribe en un idioma a la vez: elija en o es."
    ),
    "There is no report '{kind}': choose one of {reports}.": "No hay informe «{kind}»: elija uno de {reports}.",
    "There is no handbook in '{language}': choose one of {languages}.": (
        "No hay manual en «{language}»: elija uno de {languages}."
    ),
    "The report '{kind}' is not one to sign, so nothing was issued: print it.": (
        "El informe «{kind}» no es para firmar, así que no se emitió nada: imprímalo."
    ),
    "The scale '{scale}' is unknown: use precinct or city.": "No se conoce la escala «{scale}»: use precinct o city.",
    "{location} already keeps a precinct, so nothing was written: name a new file.": (
        "{location} ya contiene un precinto, así que no se escribió nada: nombre un archivo nuevo."
    ),
    # unshown
    "and {count} more": "y {count} más",
    "{words} in “{among}”": "{words} en «{among}»",
    "1 name or word holds letters that no font on this PC shows, and is printed with their Unicode numbers: {names}.": (
        "1 nombre o palabra tiene letras que ninguna fuente de esta computadora muestra, y se imprime con sus números "
        "Unicode: {names}."
    ),
    "{count:,} names or words hold letters that no font on this PC shows, and are printed with their Unicode numbers: "
    "{names}.": (
        "{count:,} nombres o palabras tienen letras que ninguna fuente de esta computadora muestra, y se imprimen con "
        "sus números Unicode: {names}."
    ),
    # report_form
    "No resident’s name, phone, address or confidential words.": (
        "Sin nombres, teléfonos ni direcciones de residentes, y sin palabras confidenciales."
    ),
    "For the precinct alone: it may name residents.": "Solo para el precinto: puede nombrar a residentes.",
    "&Large print": "&Letra grande",
    "Labels sideways": "Etiquetas a los lados",
    "Labels up or down": "Etiquetas arriba o abajo",
    "La&bels sideways": "E&tiquetas a los lados",
    "Labels up or do&wn": "Etiquetas arri&ba o abajo",
    "Not moved": "Sin mover",
    "{count} pt left": "{count} pt a la izquierda",
    "{count} pt right": "{count} pt a la derecha",
    "{count} pt up": "{count} pt arriba",
    "{count} pt down": "{count} pt abajo",
    "&Public": "&Pública",
    "&Internal": "&Interna",
    "&Report": "Info&rme",
    "T&o": "&Hasta",
    "&Event of this month": "&Evento de este mes",
    "O&fficer": "A&gente",
    "Lan&guage": "Idi&oma",
    "Every officer": "Todos los agentes",
    "English and Spanish": "Inglés y español",
    # report_issue
    "Reading the records": "Leyendo los registros",
    "Setting the pages": "Componiendo las páginas",
    "{title}: issued {day}": "{title}: emitido el {day}",
    "{title}: issued {day}, approved by {who}": "{title}: emitido el {day}, aprobado por {who}",
    "issued {day}": "emitido el {day}",
    "replaced": "reemplazado",
    "public": "pública",
    "internal": "interna",
    "Approve and issue": "Aprobar y emitir",
    "Prepare&d by": "Prepara&do por",
    "Appro&ved by": "&Aprobado por",
    "Issued before": "Emitidos antes",
    "Reports issued before": "Informes emitidos antes",
    "Nothing has been issued yet.": "Todavía no se emitió nada.",
    "Who approves it is missing: fill in the name.": "Falta quién lo aprueba: complete el nombre.",
    "Only a supervisor may approve and issue a report; you can print it or save it.": (
        "Solo un supervisor puede aprobar y emitir un informe; usted puede imprimirlo o guardarlo."
    ),
    "Nobody named": "Nadie",
    "The pages and figures are kept as they are now, whatever happens to the records later.": (
        "Las páginas y las cifras se conservan como están ahora, pase lo que pase después con los registros."
    ),
    "{replaces} The pages say so; both versions are kept.": (
        "{replaces} Las páginas lo dicen; se conservan ambas versiones."
    ),
    # report_message, report_words
    "Commander’s message": "Mensaje del comandante",
    "What the month was about, in the commander’s words.": "De qué trató el mes, en palabras del comandante.",
    "Keep message": "Guardar el mensaje",
    "Parts of the report": "Partes del informe",
    "Start from the draft": "Empezar con el borrador",
    "Figures you can name: {named}.": "Cifras que puede nombrar: {named}.",
    "Me&ssage": "Me&nsaje",
    "P&art": "Par&te",
    "&Title of this part": "Tít&ulo de esta parte",
    "&Words it begins with": "Palabras con que &empieza",
    "Not kept yet.": "Todavía sin guardar.",
    "Somebody else wrote these words meanwhile, so yours were not kept: they still stand in the field. Copy what you "
    "need, then press Ctrl+Enter there to write yours over them.": (
        "Otra persona escribió estas palabras mientras tanto, así que las suyas no se guardaron: siguen en el campo. "
        "Copie lo que necesite y luego presione allí Ctrl+Enter para escribir las suyas encima."
    ),
    # reports
    "Making the report: {title}": "Haciendo el informe: {title}",
    "Pages of the report": "Páginas del informe",
    "Save …": "Guardar …",
    "What to print": "Qué imprimir",
    "Nothing to show yet": "Todavía no hay nada que mostrar",
    "Back to the report of today": "Volver al informe de hoy",
    "Back from the issued report": "Volver del informe emitido",
    "Opening the issued report": "Abriendo el informe emitido",
    "{title}: as issued on {day}, approved by {who}.": "{title}: como se emitió el {day}, aprobado por {who}.",
    "{title}: as issued on {day}.": "{title}: como se emitió el {day}.",
    "A later issue replaces it.": "Una emisión posterior lo reemplaza.",
    "Issuing the report": "Emitiendo el informe",
    "Issued. The pages are kept as they are; open them again from the list below.": (
        "Emitido. Las páginas se conservan como están; ábralas de nuevo desde la lista de abajo."
    ),
    "The pages are still being made: look at them, then issue them.": (
        "Las páginas aún se están haciendo: mírelas y luego emítalas."
    ),
    "Save the report": "Guardar el informe",
    "Saved as {name}.": "Se guardó como {name}.",
    "{name} could not be saved ({reason}): choose another folder.": (
        "{name} no se pudo guardar ({reason}): elija otra carpeta."
    ),
    "Save as a PDF file (Ctrl+S)": "Guardar como archivo PDF (Ctrl+S)",
    "Print (Ctrl+P)": "Imprimir (Ctrl+P)",
    "Printing": "Imprimiendo",
    "Printed.": "Impreso.",
    "Printed, made smaller or larger to fit. {misfit}": "Impreso, más pequeño o más grande para que quepa. {misfit}",
    "{misfit} These have to be printed in their own size: choose paper that fits.": (
        "{misfit} Estas deben imprimirse en su tamaño propio: elija un papel adecuado."
    ),
    "This report needs to know which {what}: choose it at the left.": (
        "Este informe necesita saber de qué se trata ({what}): elíjalo a la izquierda."
    ),
    "One more choice": "Falta una elección",
    "period": "período",
}
