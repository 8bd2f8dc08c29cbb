"""What a new precinct starts with: kinds of event and measure, topics and offenses. All can be changed later."""

from dataclasses import dataclass

VEHICLES_STOPPED = "Vehicles stopped"
CITIZEN_CONTACTS = "Citizen contacts"
CITATIONS = "Citations"
ARRESTS = "Arrests"
FIREARMS_RECOVERED = "Firearms recovered"
HOMES_VISITED = "Homes visited"
FLYERS_HANDED_OUT = "Flyers handed out"

MEASURE_KINDS = (
    VEHICLES_STOPPED,
    CITIZEN_CONTACTS,
    CITATIONS,
    ARRESTS,
    FIREARMS_RECOVERED,
    HOMES_VISITED,
    FLYERS_HANDED_OUT,
)


@dataclass(frozen=True, slots=True)
class StandardKind:
    """A kind of event, and what recording one asks for; ``measures`` by name."""

    name: str
    asks_sign_in: bool = False
    asks_hours: bool = False
    is_checkpoint: bool = False
    measures: tuple[str, ...] = ()


EVENT_KINDS = (
    StandardKind("Association meeting", asks_sign_in=True),
    StandardKind("Beat meeting", asks_sign_in=True),
    StandardKind("Coffee with a cop", measures=(CITIZEN_CONTACTS,)),
    StandardKind(
        "Safety checkpoint",
        asks_hours=True,
        is_checkpoint=True,
        measures=(VEHICLES_STOPPED, CITIZEN_CONTACTS, CITATIONS, ARRESTS, FIREARMS_RECOVERED),
    ),
    StandardKind("School visit"),
    StandardKind("Youth event", asks_sign_in=True),
    StandardKind("Community fair", measures=(CITIZEN_CONTACTS, FLYERS_HANDED_OUT)),
    StandardKind("Senior check-in", measures=(HOMES_VISITED,)),
    StandardKind("Vigil"),
    StandardKind("Response after a shooting", asks_hours=True, measures=(CITIZEN_CONTACTS, HOMES_VISITED)),
    StandardKind("Gun turn-in", asks_hours=True, measures=(FIREARMS_RECOVERED, CITIZEN_CONTACTS)),
    StandardKind("Patrol walk", asks_hours=True, measures=(CITIZEN_CONTACTS, FLYERS_HANDED_OUT)),
    StandardKind("Neighborhood cleanup", asks_sign_in=True),
    StandardKind("Business visit", measures=(CITIZEN_CONTACTS,)),
    StandardKind("Faith partner meeting", asks_sign_in=True),
    StandardKind("Training", asks_sign_in=True, asks_hours=True),
    StandardKind("Other"),
)

TOPICS = (
    "Speeding",
    "Abandoned houses",
    "Street lights",
    "Drug activity",
    "Gunfire",
    "Break-ins",
    "Loose dogs",
    "Litter and dumping",
    "Loitering",
    "Noise",
    "Police response time",
    "Youth activities",
    "Traffic signals and signs",
    "Abandoned vehicles",
    "Homelessness",
    "Thanks",
    "Other",
)

PERSONS, PROPERTY = "Crimes against persons", "Crimes against property"


@dataclass(frozen=True, slots=True)
class StandardOffense:
    """An offense of the snapshot, its group, and other spellings that files use for it."""

    name: str
    group_name: str
    aliases: tuple[str, ...] = ()


OFFENSES = (
    StandardOffense("Homicide", PERSONS, ("Murder", "Murder and nonnegligent manslaughter", "HOM")),
    StandardOffense("Rape", PERSONS, ("Forcible rape",)),
    StandardOffense("Robbery", PERSONS, ("ROB",)),
    StandardOffense("Aggravated assault", PERSONS, ("Assault, aggravated", "ASLT")),
    StandardOffense("Burglary", PROPERTY, ("Residential burglary", "BURG")),
    StandardOffense("Vehicle break-in", PROPERTY, ("Unlawful breaking and entering of a vehicle", "UBEV")),
    StandardOffense("Theft", PROPERTY, ("Larceny", "Larceny-theft")),
    StandardOffense("Motor vehicle theft", PROPERTY, ("Auto theft", "MVT")),
    StandardOffense("Arson", PROPERTY, ()),
)
