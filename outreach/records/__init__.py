"""What the precinct keeps: tables, opening a database, migrations, backups, keys."""

from outreach.records import drivers as drivers
