"""Words that stand on many pages: buttons, units of time, and how many of them."""

PHRASES = {
    "Save": "Guardar",
    "Cancel": "Cancelar",
    "Undo": "Deshacer",
    "Name": "Nombre",
    "day": "día",
    "days": "días",
    "hour": "hora",
    "hours": "horas",
    "minute": "minuto",
    "minutes": "minutos",
    "{time} ago": "hace {time}",
    "just now": "ahora mismo",
    "event": "evento",
    "events": "eventos",
    "page": "página",
    "pages": "páginas",
}
