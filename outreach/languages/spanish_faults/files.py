"""Reading files that come in: which kind, which table, which cell."""

PHRASES: dict[str, str] = {
    "it holds words and no table": "contiene palabras y ninguna tabla",
    # recognise
    "{name} is a PDF document, not a table. Save the table as .xlsx or .csv and import that.": (
        "{name} es un documento PDF, no una tabla. Guarde la tabla como .xlsx o .csv e impórtela así."
    ),
    "{name} is a picture, not a table. Save the table as .xlsx or .csv and import that.": (
        "{name} es una imagen, no una tabla. Guarde la tabla como .xlsx o .csv e impórtela así."
    ),
    "{name} is a compressed (gzip) file, not a table. Save the table as .xlsx or .csv and import that.": (
        "{name} es un archivo comprimido (gzip), no una tabla. Guarde la tabla como .xlsx o .csv e impórtela así."
    ),
    "{name} is a compressed (bzip2) file, not a table. Save the table as .xlsx or .csv and import that.": (
        "{name} es un archivo comprimido (bzip2), no una tabla. Guarde la tabla como .xlsx o .csv e impórtela así."
    ),
    "{name} is a compressed (xz) file, not a table. Save the table as .xlsx or .csv and import that.": (
        "{name} es un archivo comprimido (xz), no una tabla. Guarde la tabla como .xlsx o .csv e impórtela así."
    ),
    "{name} is a compressed (7-Zip) file, not a table. Save the table as .xlsx or .csv and import that.": (
        "{name} es un archivo comprimido (7-Zip), no una tabla. Guarde la tabla como .xlsx o .csv e impórtela así."
    ),
    "{name} is a compressed (RAR) file, not a table. Save the table as .xlsx or .csv and import that.": (
        "{name} es un archivo comprimido (RAR), no una tabla. Guarde la tabla como .xlsx o .csv e impórtela así."
    ),
    "{name} is a database, not a table. Save the table as .xlsx or .csv and import that.": (
        "{name} es una base de datos, no una tabla. Guarde la tabla como .xlsx o .csv e impórtela así."
    ),
    "{name} is a word-processor document, not a table. Save the table as .xlsx or .csv and import that.": (
        "{name} es un documento de texto, no una tabla. Guarde la tabla como .xlsx o .csv e impórtela así."
    ),
    "{name} is a program, not a table. Save the table as .xlsx or .csv and import that.": (
        "{name} es un programa, no una tabla. Guarde la tabla como .xlsx o .csv e impórtela así."
    ),
    "{name} is not a workbook: it is damaged or was named wrongly. Save the table as .xlsx or .csv and import that.": (
        "{name} no es un libro de cálculo: está dañado o tiene un nombre incorrecto. Guarde la tabla como .xlsx o .csv "
        "e impórtela así."
    ),
    "{name} is a web page, not a table, whatever its name says. Save the table as .xlsx or .csv and import that.": (
        "{name} es una página web, no una tabla, diga lo que diga su nombre. Guarde la tabla como .xlsx o .csv e "
        "impórtela así."
    ),
    "{name} is an XML file, not a table, whatever its name says. Save the table as .xlsx or .csv and import that.": (
        "{name} es un archivo XML, no una tabla, diga lo que diga su nombre. Guarde la tabla como .xlsx o .csv e "
        "impórtela así."
    ),
    "{name} is a packed (zip) file, not a table. Unpack it and import what is inside.": (
        "{name} es un archivo comprimido (zip), no una tabla. Ábralo e importe lo que contiene."
    ),
    "{name} is damaged: it is a workbook (or another packed file) of which a part is missing. Fetch or save it again.": (
        "{name} está dañado: es un libro de cálculo (u otro archivo comprimido) al que le falta una parte. Pídalo o "
        "guárdelo de nuevo."
    ),
    "{name} is empty: it holds no table.": "{name} está vacío: no contiene ninguna tabla.",
    "{name} is a folder: name the file that is to be imported.": (
        "{name} es una carpeta: indique el archivo que se va a importar."
    ),
    "{name} is no file that stays as it is: save the table and name that.": (
        "{name} no es un archivo que se quede como está: guarde la tabla e indique ese archivo."
    ),
    "{path} does not exist: check the name and the folder.": "{path} no existe: revise el nombre y la carpeta.",
    "{name} cannot be read: {reason}.": "{name} no se puede leer: {reason}.",
    # text_files
    "{name} is empty.": "{name} está vacío.",
    "{name} has {size:,.0f} MB, and at most {most:,.0f} are read.": (
        "{name} pesa {size:,.0f} MB y se leen {most:,.0f} como máximo."
    ),
    # workbooks and their limits
    "{file} unpacks to {size:,.0f} MB, more than is read at once ({most:,.0f} MB). Save the table alone as .csv and "
    "import that.": (
        "{file} ocupa {size:,.0f} MB al abrirse, más de lo que se lee de una vez ({most:,.0f} MB). Guarde solo la tabla "
        "como .csv e impórtela así."
    ),
    "{file}: a sheet repeats texts of up to {longest:,} characters in {texts:,} cells, more than can be read at once. "
    "Save the table alone as .csv and import that.": (
        "{file}: una hoja repite textos de hasta {longest:,} caracteres en {texts:,} celdas, más de lo que se puede "
        "leer de una vez. Guarde solo la tabla como .csv e impórtela así."
    ),
    "{file}: a sheet has {columns:,} columns, and at most {most:,} are read. Delete the stray cells far to the right, "
    "or save the table alone as .csv and import that.": (
        "{file}: una hoja tiene {columns:,} columnas y se leen {most:,} como máximo. Borre las celdas sueltas de la "
        "derecha, o guarde solo la tabla como .csv e impórtela así."
    ),
    "{file}: a sheet spans {rows:,} rows by {columns:,} columns, more than can be read at once. Delete the stray cells "
    "far below, or save the table alone as .csv and import that.": (
        "{file}: una hoja abarca {rows:,} filas por {columns:,} columnas, más de lo que se puede leer de una vez. Borre "
        "las celdas sueltas de abajo, o guarde solo la tabla como .csv e impórtela así."
    ),
    "{name} is damaged and cannot be unpacked: fetch or save it again.": (
        "{name} está dañado y no se puede descomprimir: pídalo o guárdelo de nuevo."
    ),
    "{name} is protected by a password: save it without one and import that.": (
        "{name} está protegido por una contraseña: guárdelo sin ella e impórtelo así."
    ),
    "{file}, sheet “{sheet}” is damaged and cannot be read: fetch or save it again.": (
        "{file}, hoja «{sheet}»: está dañada y no se puede leer. Pida el archivo o guárdelo de nuevo."
    ),
    "{name} holds no worksheet: there is no table to read.": (
        "{name} no contiene ninguna hoja de cálculo: no hay tabla que leer."
    ),
    "{name} is damaged and cannot be opened: fetch or save it again.": (
        "{name} está dañado y no se puede abrir: pídalo o guárdelo de nuevo."
    ),
    # delimited
    "{place}: the bytes are not {encoding} text. Save the file again as “CSV UTF-8”, or name its encoding in the "
    "mapping.": (
        "{place}: los bytes no son texto {encoding}. Guarde el archivo de nuevo como «CSV UTF-8», o indique su "
        "codificación en la asignación."
    ),
    "{file}, row {row}: the row cannot be read ({fault}). Save the file again and retry.": (
        "{file}, fila {row}: la fila no se puede leer ({fault}). Guarde el archivo de nuevo y vuelva a intentarlo."
    ),
    "{file}, row {row}: a quotation mark is opened and never closed. Close it and try again.": (
        "{file}, fila {row}: se abre una comilla que nunca se cierra. Ciérrela e intente de nuevo."
    ),
    "{file}, row {row}: the row has more than {most:,} characters, so this is no table. Save the table as .xlsx or "
    ".csv and import that.": (
        "{file}, fila {row}: la fila tiene más de {most:,} caracteres, así que esto no es una tabla. Guarde la tabla "
        "como .xlsx o .csv e impórtela así."
    ),
    "{file}, row {row}: the row has {columns:,} columns, and at most {most:,} are read. Keep the columns that are "
    "wanted and import those.": (
        "{file}, fila {row}: la fila tiene {columns:,} columnas y se leen {most:,} como máximo. Deje solo las columnas "
        "que quiere e importe esas."
    ),
    "“{encoding}” is no encoding that is known: write utf-8, cp1252 or utf-16, for example.": (
        "«{encoding}» no es una codificación conocida: escriba utf-8, cp1252 o utf-16, por ejemplo."
    ),
    "{file}, row {row}, column {column}: a NUL byte stands in the text, as in a damaged file. Save the file again from "
    "the program it came from.": (
        "{file}, fila {row}, columna {column}: hay un byte NUL en el texto, como en un archivo dañado. Guarde el archivo "
        "de nuevo desde el programa de donde vino."
    ),
    # tables and sheets: where something stands
    "{place}, row {row}": "{place}, fila {row}",
    "{place}, row {row}, column {column}": "{place}, fila {row}, columna {column}",
    "{place}, row {row}: the row that should name the columns is blank.": (
        "{place}, fila {row}: la fila que debería nombrar las columnas está en blanco."
    ),
    "it has {cells} cells but the header names {columns} columns: a separator inside a text is not in quotation marks": (
        "tiene {cells} celdas pero el encabezado nombra {columns} columnas: un separador dentro de un texto no está "
        "entre comillas"
    ),
    # archive
    "{name}: being read": "Leyendo {name}",
    "An archive is one file: name just that one.": "Un archivo completo es un solo archivo: indique solo ese.",
    "{name} is not an archive of this program: choose a file made by 'export archive'.": (
        "{name} no es un archivo completo de este programa: elija uno hecho con «export archive»."
    ),
    "{name} was written by a newer program: update this one and try again.": (
        "{name} lo escribió un programa más nuevo: actualice este e intente de nuevo."
    ),
    "{name} is a damaged archive: its tables are not those of this program.": (
        "{name} es un archivo completo dañado: sus tablas no son las de este programa."
    ),
    "{name} is a damaged archive: row {row} of {table} has other columns.": (
        "{name} es un archivo completo dañado: la fila {row} de {table} tiene otras columnas."
    ),
    "{name} is larger than {most:,} MB, too large for an archive.": (
        "{name} pesa más de {most:,} MB, demasiado para un archivo completo."
    ),
    "{name} is not an archive, or is cut short: it is not well-formed JSON.": (
        "{name} no es un archivo completo, o está cortado: no es JSON bien formado."
    ),
    # exporting, spreadsheet, audit_export
    "“{kind}” cannot be exported: choose {known}.": "«{kind}» no se puede exportar: elija {known}.",
    "{name}: {kind} go out as {suffixes}. Name the file so.": (
        "{name}: esto ({kind}) se exporta como {suffixes}. Dele ese nombre al archivo."
    ),
    "or": "o",
    "The archive holds confidential words: ask a supervisor to export it.": (
        "El archivo completo contiene palabras confidenciales: pida a un supervisor que lo exporte."
    ),
    "{name} should end in .csv or .xlsx: name the file so.": (
        "{name} debe terminar en .csv o .xlsx: dele ese nombre al archivo."
    ),
    "{path} cannot be written ({reason}): close it where it is open, or choose another place.": (
        "{path} no se puede escribir ({reason}): ciérrelo donde esté abierto, o elija otro lugar."
    ),
    "A sheet holds {most:,} rows at most: write a .csv file instead.": (
        "Una hoja contiene {most:,} filas como máximo: escriba mejor un archivo .csv."
    ),
    "{name}: the audit trail goes out as .csv, .xlsx or .jsonl. Name the file so.": (
        "{name}: el registro de auditoría se exporta como .csv, .xlsx o .jsonl. Dele ese nombre al archivo."
    ),
    # photos
    "The file '{name}' is larger than 25 MB, so it was not kept: make it smaller.": (
        "El archivo «{name}» pesa más de 25 MB, así que no se guardó: hágalo más pequeño."
    ),
    "{name} cannot be read ({reason}), so it was not kept.": "{name} no se puede leer ({reason}), así que no se guardó.",
}
