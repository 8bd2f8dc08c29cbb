"""The window around the pages: scanned sheets."""

PHRASES = {
    # scanned_pages, scans
    "{name} is protected by a password: save it without one and take that.": (
        "{name} está protegido por una contraseña: guárdelo sin ella y use ese."
    ),
    "{name} is damaged and cannot be opened: scan it again.": (
        "{name} está dañado y no se puede abrir: escanéelo de nuevo."
    ),
    "{name} has {pages:,} pages, and at most {most} are looked at: part it.": (
        "{name} tiene {pages:,} páginas y se miran {most} como máximo: divídalo."
    ),
    "{stem}, page {number}{suffix}": "{stem}, página {number}{suffix}",
    "{sheets} kept with the event: type what stands on each line.": (
        "Guardado con el evento: {sheets}. Escriba lo que dice cada renglón."
    ),
    "Sheets {numbers}": "Hojas {numbers}",
    "Sheet {number}": "Hoja {number}",
    "{sheets}: kept before, so only the lines are shown again.": (
        "{sheets}: ya se guardó antes, así que solo se muestran de nuevo los renglones."
    ),
    "Scanned sign-in sheets": "Hojas de asistencia escaneadas",
    "Reading the picture": "Leyendo la imagen",
    "Reading {name}": "Leyendo {name}",
    "{name} is a sign-in sheet of an event that is not kept here: look whether it is another precinct's.": (
        "{name} es una hoja de asistencia de un evento que no está aquí: vea si es de otro precinto."
    ),
    "There is no sign-in sheet of ours on it.": "No muestra ninguna hoja de asistencia nuestra.",
    "{name} is kept with the event. {why}": "{name} se guarda con el evento. {why}",
    "{name} is kept as a photo. {why}": "{name} se guarda como foto. {why}",
    "Sign-in sheet {number}": "Hoja de asistencia {number}",
    "The scan of sign-in sheet {number}.": "La hoja de asistencia {number}, escaneada.",
    "{told} {name} is a sheet of another event, kept there.": (
        "{told} {name} es una hoja de otro evento, guardada allí."
    ),
    "{name} shows no sign-in sheet of ours: to keep it, open its event and drop it there.": (
        "{name} no muestra ninguna hoja de asistencia nuestra: para guardarlo, abra su evento y suéltelo allí."
    ),
    "Scans and photos (*.jpg *.jpeg *.png *.tif *.tiff *.webp *.pdf)": (
        "Imágenes escaneadas y fotos (*.jpg *.jpeg *.png *.tif *.tiff *.webp *.pdf)"
    ),
}
