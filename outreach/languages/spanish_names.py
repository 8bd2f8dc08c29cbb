"""Spanish for what a new precinct starts with: its topics, kinds of event, measures, offenses, head counts and shifts.

Names that a precinct gives itself stand on Spanish pages as they were typed.
"""

KINDS = {
    "Association meeting": "Reunión de la asociación",
    "Beat meeting": "Reunión del sector",
    "Coffee with a cop": "Café con un policía",
    "Safety checkpoint": "Puesto de control",
    "School visit": "Visita a una escuela",
    "Youth event": "Evento juvenil",
    "Community fair": "Feria comunitaria",
    "Senior check-in": "Visita a personas mayores",
    "Vigil": "Vigilia",
    "Response after a shooting": "Respuesta tras un tiroteo",
    "Gun turn-in": "Entrega de armas",
    "Patrol walk": "Patrulla a pie",
    "Neighborhood cleanup": "Limpieza del vecindario",
    "Business visit": "Visita a un negocio",
    "Faith partner meeting": "Reunión con iglesias",
    "Training": "Capacitación",
    "Other": "Otro",
}

TOPICS = {
    "Speeding": "Exceso de velocidad",
    "Abandoned houses": "Casas abandonadas",
    "Street lights": "Alumbrado público",
    "Drug activity": "Actividad de drogas",
    "Gunfire": "Disparos",
    "Break-ins": "Robos en casas y autos",
    "Loose dogs": "Perros sueltos",
    "Litter and dumping": "Basura",
    "Loitering": "Merodeo",
    "Noise": "Ruido",
    "Police response time": "Tiempo de respuesta",
    "Youth activities": "Actividades juveniles",
    "Traffic signals and signs": "Semáforos y señales",
    "Abandoned vehicles": "Vehículos abandonados",
    "Homelessness": "Personas sin hogar",
    "Thanks": "Agradecimientos",
}

MEASURES = {
    "Vehicles stopped": "Vehículos detenidos",
    "Citizen contacts": "Contactos ciudadanos",
    "Citations": "Multas",
    "Arrests": "Arrestos",
    "Firearms recovered": "Armas recuperadas",
    "Homes visited": "Casas visitadas",
    "Flyers handed out": "Volantes repartidos",
}

OFFENSES = {
    "Homicide": "Homicidio",
    "Rape": "Violación",
    "Robbery": "Robo con violencia",
    "Aggravated assault": "Agresión agravada",
    "Burglary": "Robo en inmueble",
    "Vehicle break-in": "Robo dentro de un vehículo",
    "Theft": "Hurto",
    "Motor vehicle theft": "Robo de vehículo",
    "Arson": "Incendio provocado",
}

HEAD_COUNT_GROUPS = {
    "Adults": "Adultos",
    "Youth": "Jóvenes",
}

SHIFTS = {
    "Day": "Día",
    "Afternoon": "Tarde",
    "Evening": "Tarde",
    "Power": "Refuerzo",
    "Night": "Noche",
    "Three shifts": "Tres turnos",
    "Four shifts": "Cuatro turnos",
    "3 shifts": "3 turnos",
    "4 shifts": "4 turnos",
}
"""Shifts that the first run offers, and their plans; also those of the demonstration."""

NAMES = {
    **KINDS,
    **TOPICS,
    **MEASURES,
    **OFFENSES,
    **HEAD_COUNT_GROUPS,
    **{f"{name}|shift": said for name, said in SHIFTS.items()},
}
