"""The window around the pages: backups, the recovery key, and repairing what is damaged."""

PHRASES = {
    # backups, closing
    "Last verified backup {time}": "Última copia de seguridad verificada {time}",
    "Last verified backup {time}; one taken {later} is not yet verified": (
        "Última copia de seguridad verificada {time}; una hecha {later} todavía no está verificada"
    ),
    "Backup taken {time}, not yet verified": "Copia de seguridad hecha {time}, todavía no verificada",
    "The backup of {moment} was not sound": "La copia de seguridad de {moment} resultó dañada",
    "The backup that was taken in its place is not sound either: go to Settings, Check, and look.": (
        "La copia de seguridad que se hizo en su lugar tampoco está en buen estado: vaya a Configuración, Revisar, y mire."
    ),
    "Verifying the backup": "Verificando la copia de seguridad",
    "A copy of the records is written, then verified. What takes longer is verified when you open them again.": (
        "Se escribe una copia de los registros y luego se verifica. Lo que tarde más se verifica cuando los vuelva a abrir."
    ),
    "Backing up": "Haciendo una copia de seguridad",
    "No backups are taken: choose a folder, best on another drive": (
        "No se hacen copias de seguridad: elija una carpeta, mejor en otro disco"
    ),
    "No verified backup yet": "Todavía no hay ninguna copia de seguridad verificada",
    "Backing up before closing": "Haciendo una copia de seguridad antes de cerrar",
    "A verified copy of the records is written.": "Se escribe una copia verificada de los registros.",
    "How far the backup is": "Avance de la copia de seguridad",
    "Close without a backup": "Cerrar sin copia de seguridad",
    "Not backed up": "Sin copia de seguridad",
    # recovery_key
    "Recovery key · Outreach": "Clave de recuperación · Outreach",
    "Recovery key": "Clave de recuperación",
    "The recovery key": "La clave de recuperación",
    "I have written it &down": "Ya la &anoté",
    "Outreach: recovery key\n\n{recovery}\n\n{words}": "Outreach: clave de recuperación\n\n{recovery}\n\n{words}",
    "This key opens the records when every passphrase is forgotten. It is shown this once and kept nowhere: print it, "
    "or write it down, and lock it away.": (
        "Esta clave abre los registros cuando se olvidan todas las frases de contraseña. Se muestra solo esta vez y no "
        "se guarda en ninguna parte: imprímala o anótela, y guárdela bajo llave."
    ),
    # repair
    "These records are damaged": "Estos registros están dañados",
    "There are two ways on, and both keep the damaged file.": (
        "Hay dos maneras de seguir, y ambas conservan el archivo dañado."
    ),
    "Every row that can still be read goes into a new file beside the damaged one. It opens to be read; nothing can be "
    "recorded in it.": (
        "Cada fila que aún se puede leer va a un archivo nuevo junto al dañado. Se abre para leer; no se puede "
        "registrar nada en él."
    ),
    "{name} is sound: {events:,} events up to {newest}, {people:,} people, {promises:,} promises; last change "
    "{last_change}. What was recorded after that is not in it.": (
        "{name} está en buen estado: {events:,} eventos hasta {newest}, {people:,} personas, {promises:,} promesas; "
        "último cambio {last_change}. No contiene lo que se registró después."
    ),
    "{total:,} rows were saved in {name}, to be read only. {whole}": (
        "Se salvaron {total:,} filas en {name}, solo para leer. {whole}"
    ),
    "Not all could be read of: {lost}.": "No todo se pudo leer de: {lost}.",
    "Every row could be read.": "Se pudo leer cada fila.",
    "Try the backup": "Probar la copia de seguridad",
    "Trying the backup": "Probando la copia de seguridad",
    "Another backup …": "Otra copia de seguridad …",
    "Save and read what is left": "Guardar y leer lo que queda",
    "Read what is left": "Leer lo que queda",
    "Working": "Trabajando",
    "Looking for backups": "Buscando copias de seguridad",
    "Looking for backups in {folder} …": "Buscando copias de seguridad en {folder} …",
    "{name}, which you chose.": "{name}, que usted eligió.",
    "A backup": "Una copia de seguridad",
    "Backups (*.outreach-backup *.outreach*);;All files (*)": (
        "Copias de seguridad (*.outreach-backup *.outreach*);;Todos los archivos (*)"
    ),
    "Bring the keys back": "Recuperar las claves",
    "Bringing the keys back": "Recuperando las claves",
    "The keys of {name} were brought back; no record was touched.": (
        "Se recuperaron las claves de {name}; no se tocó ningún registro."
    ),
    "The records themselves are sound, and the keys of {name} open them.": (
        "Los registros mismos están en buen estado, y las claves de {name} los abren."
    ),
    "Saving what can be read": "Salvando lo que se puede leer",
    "What is wrong": "Qué está mal",
    "The records could not be opened": "No se pudieron abrir los registros",
    "What was recorded before is kept.": "Lo que se registró antes se conserva.",
    "What could not be done": "Qué no se pudo hacer",
    "Put the last good backup back": "Restaurar la última copia de seguridad buena",
    "Put it in the place of the damaged file": "Ponerla en lugar del archivo dañado",
    "{name} was put back.": "Se restauró {name}.",
    "The damaged file is kept as {name}.": "El archivo dañado se conserva como {name}.",
    "The newest is {name}, of {taken}. It is tried first; nothing is replaced.": (
        "La más nueva es {name}, de {taken}. Primero se prueba; no se reemplaza nada."
    ),
    "There is no backup of {name} in {folder}: choose one where it lies.": (
        "No hay ninguna copia de seguridad de {name} en {folder}: elija una donde esté."
    ),
}
