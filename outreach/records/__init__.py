"""What the precinct keeps: tables, opening a database, migrations, backups, keys."""
