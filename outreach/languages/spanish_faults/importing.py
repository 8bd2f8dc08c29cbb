"""How files that come in are read, and what is planned of them, before what each kind of them says."""

PHRASES = {
    # mapping
    "{what}, “{key}”": "{what}, «{key}»",
    "“{name}”": "«{name}»",
    "{name}: the mapping extends itself. Remove one of the “extends” lines.": (
        "{name}: la asignación se extiende a sí misma. Quite uno de los renglones «extends»."
    ),
    "{what} should be a text in quotation marks.": "{what} debe ser un texto entre comillas.",
    "{what} should be a whole number from 1.": "{what} debe ser un número entero desde 1.",
    "{what} should be a date such as 2019-01-31, without quotation marks.": (
        "{what} debe ser una fecha como 2019-01-31, sin comillas."
    ),
    '{what} should be a list of texts such as ["N/A", "-"].': '{what} debe ser una lista de textos como ["N/A", "-"].',
    "{what} should be a table: a line with its name in brackets, and lines below it.": (
        "{what} debe ser una tabla: un renglón con su nombre entre corchetes, y renglones debajo."
    ),
    "{what} should be tables, each below a line [[leave_out_rows]].": (
        "{what} deben ser tablas, cada una debajo de un renglón [[leave_out_rows]]."
    ),
    "{what}: each should have “column”, “is” and “because”.": (
        "{what}: cada una debe tener «column», «is» y «because»."
    ),
    "{what} should say “file_name” or “sheet_name”, with a regular expression.": (
        "{what} debe decir «file_name» o «sheet_name», con una expresión regular."
    ),
    "{name}: “{key}” is not understood. A mapping may hold {known}.": (
        "{name}: «{key}» no se entiende. Una asignación puede contener {known}."
    ),
    "The mapping {path} does not exist: check the name and the folder.": (
        "La asignación {path} no existe: revise el nombre y la carpeta."
    ),
    "The mapping {path} cannot be read: {reason}.": "La asignación {path} no se puede leer: {reason}.",
    "The mapping {name} is not UTF-8 text: save it as UTF-8.": (
        "La asignación {name} no es texto UTF-8: guárdela como UTF-8."
    ),
    "The mapping {name} is not well-formed TOML: {fault}.": "La asignación {name} no es TOML bien formado: {fault}.",
    "{name}, “columns”: “{column}” is not understood. There may be {listed}.": (
        "{name}, «columns»: «{column}» no se entiende. Puede haber {listed}."
    ),
    "{what}: “{zone}” is no time zone. Write America/Chicago or UTC, for example.": (
        "{what}: «{zone}» no es una zona horaria. Escriba America/Chicago o UTC, por ejemplo."
    ),
    "{what} should be {listed}, not “{told}”.": "{what} debe ser {listed}, no «{told}».",
    # columns, cells
    "{what} should be the name of a column, a list of such names, or a table with “column” and, as wanted, “pattern”, "
    "“write” and “separator”.": (
        "{what} debe ser el nombre de una columna, una lista de tales nombres, o una tabla con «column» y, si se quiere, "
        "«pattern», «write» y «separator»."
    ),
    "{place}, row {row}: there is no column {named} for the {what}. The columns are {there}: correct the name in the "
    "mapping.": (
        "{place}, fila {row}: no hay ninguna columna {named} para «{what}». Las columnas son {there}: corrija el nombre "
        "en la asignación."
    ),
    "{what}: “{told}” is no regular expression ({fault}).": "{what}: «{told}» no es una expresión regular ({fault}).",
    "“{text}” is not written as the mapping says": "«{text}» no está escrito como dice la asignación",
    "“{text}” is neither yes nor no": "«{text}» no es ni sí ni no",
    "{place}: it is not known which column holds the {what}. The columns are {there}: name it in a mapping.": (
        "{place}: no se sabe qué columna contiene esto: {what}. Las columnas son {there}. Indíquela en una asignación."
    ),
    "“{text}” is not a number from 1": "«{text}» no es un número desde 1",
    "“{text}” is none of {listed}": "«{text}» no es ninguno de estos: {listed}",
    "the column “{name}”": "la columna «{name}»",
    # moments
    "“{text}” is not a date": "«{text}» no es una fecha",
    "“{text}” is not a time of day": "«{text}» no es una hora del día",
    "“{text}” cannot be right: the year {year} lies outside {first} to {last}": (
        "«{text}» no puede ser correcto: el año {year} no está entre {first} y {last}"
    ),
    "“{text}” is a day that does not exist": "«{text}» es un día que no existe",
    "“{text}” is not a date written as {wanted}": "«{text}» no es una fecha escrita como {wanted}",
    # resolving, identified, guessing
    "the {what} “{name}” is not known (did you mean {nearest}?)": (
        "no se conoce «{name}» ({what}; ¿quiso decir {nearest}?)"
    ),
    "the {what} “{name}” is not known": "no se conoce «{name}» ({what})",
    "“{text}” names no {what}": "«{text}» no nombra nada de este tipo: {what}",
    "{name} was to be left out": "se pidió omitir a {name}",
    "“{name}” is not kept any more, so it is not known who {person} is": (
        "«{name}» ya no está en los registros, así que no se sabe quién es {person}"
    ),
    "guessed: the name is similar": "supuesto: el nombre se parece",
    "guessed from what it holds": "supuesto por lo que contiene",
    # sources
    "it is a total of other rows": "es un total de otras filas",
    "the mapping says so": "lo dice la asignación",
    "its title speaks of more than one month, so that its counts would repeat those of the months": (
        "su título habla de más de un mes, así que sus cifras repetirían las de los meses"
    ),
    "{place}: its name does not tell a month as the mapping expects. Rename the file, or correct “month_in” in the "
    "mapping.": (
        "{place}: su nombre no dice un mes como lo espera la asignación. Cambie el nombre del archivo, o corrija "
        "«month_in» en la asignación."
    ),
    "{said}; it was taken for no month, as was said, and left out": (
        "{said}; como se dijo, no se tomó por ningún mes y se omitió"
    ),
    "{said}; it was taken for {month}, as was said": "{said}; se tomó por {month}, como se dijo",
    "{name} holds the same as {other}, and would be counted twice: name one of them.": (
        "{name} contiene lo mismo que {other} y se contaría dos veces: indique solo uno."
    ),
    "{name}: all of its sheets were left out, so nothing was taken from it": (
        "{name}: se omitieron todas sus hojas, así que no se tomó nada"
    ),
    "{name}: {count:,} rows read": "{name}: {count:,} filas leídas",
    "{place} was left out: {reason}": "Se omitió {place}: {reason}",
    # importing
    "“{kind}” cannot be imported: choose {known}.": "«{kind}» no se puede importar: elija {known}.",
    "No file was named: name at least one that is to be imported.": (
        "No se indicó ningún archivo: indique al menos uno para importar."
    ),
    "The mapping {name} is for {kind}, not for {wanted}: choose another mapping.": (
        "La asignación {name} es para otra cosa ({kind}), no para esto ({wanted}): elija otra asignación."
    ),
    "the columns were read as they were last time in a file with the same columns": (
        "las columnas se leyeron como la última vez en un archivo con las mismas columnas"
    ),
    "no mapping was given, and the columns were guessed by their names: {taken}": (
        "no se dio ninguna asignación y las columnas se supusieron por sus nombres: {taken}"
    ),
    "{what} from {columns}": "{what} de {columns}",
    "{what} from {columns} ({unsure})": "{what} de {columns} ({unsure})",
    "{count:,} rows written": "{count:,} filas escritas",
    "more sheet": "hoja más",
    "more sheets": "hojas más",
    "{asked}, so nothing was written: say which is right.": (
        "{asked}, así que no se escribió nada: diga cuál es correcto."
    ),
    "{asked} ({sheets} too), so nothing was written: say which is right.": (
        "{asked} (y {sheets}), así que no se escribió nada: diga cuál es correcto."
    ),
    "{first}, so nothing was written.": "{first}, así que no se escribió nada.",
    "{first}, so nothing was written; {more:,} more cannot be taken either.": (
        "{first}, así que no se escribió nada; otras {more:,} tampoco se pueden aceptar."
    ),
    # plan
    "{place}, line {row}": "{place}, renglón {row}",
    "{place}, column {column}": "{place}, columna {column}",
    "{file}, sheet “{sheet}”: the file's name says {by_file}, the sheet's title says {by_sheet}.": (
        "{file}, hoja «{sheet}»: el nombre del archivo dice {by_file}; el título de la hoja dice {by_sheet}."
    ),
    "{place}: the dates in {what} were read as {order}, but all of them could also be {other}: if they are, say so": (
        "{place}: las fechas de {what} se leyeron como {order}, pero todas podrían ser también {other}: si lo son, dígalo"
    ),
    "{place}: the dates in {what} were read as {order}": "{place}: las fechas de {what} se leyeron como {order}",
    "day/month/year": "día/mes/año",
    "{count} will be added: {names}": "Por agregar: {count}: {names}",
    "{names} and {more:,} more": "{names} y {more:,} más",
    "{words} ({times:,} times)": "{words} ({times:,} veces)",
    "{place}, feature {row}": "{place}, elemento {row}",
}
