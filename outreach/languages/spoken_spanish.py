"""Spanish as the window and the faults speak it: all that only the screen says, and what is on paper too."""

from dataclasses import replace

from outreach.languages.spanish import SPANISH
from outreach.languages.spanish_commands import answers, descriptions, usage
from outreach.languages.spanish_faults import (
    actions,
    contents,
    event_actions,
    files,
    importing,
    kit_actions,
    promise_actions,
    queries,
    records,
)
from outreach.languages.spanish_window import (
    common,
    deeds,
    events,
    follow_ups,
    home,
    imports,
    people,
    reports,
    safekeeping,
    scans,
    settings,
    settings_backups,
    settings_kits,
    settings_trail,
    shell,
    widgets,
)

PARTS = (
    *(common, deeds, shell, safekeeping, scans, widgets, events, people, follow_ups, imports, home, reports),
    *(settings, settings_backups, settings_kits, settings_trail),
    *(records, actions, event_actions, promise_actions, kit_actions, queries, files, importing, contents),
    *(answers, descriptions, usage),
)
"""No phrase stands in two of them."""

SPOKEN_SPANISH = replace(
    SPANISH, phrases={**SPANISH.phrases, **{english: said for part in PARTS for english, said in part.PHRASES.items()}}
)
