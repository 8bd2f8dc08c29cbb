"""The settings: the audit trail, how long records are kept, and public records."""

PHRASES = {
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
