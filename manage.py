#!/usr/bin/env python
"""Runs any command; where no database is named, on the embedded one, which it starts and prepares by itself."""

import os
import sys
from pathlib import Path

WITHOUT_SERVERS = {
    "help",
    "version",
    "--version",
    "--help",
    "quote_renewals",
    "make_register",
    "makemessages",
    "compilemessages",
    "collectstatic",
    "workflow_page",
    "catalogue",
}
MAKES_TABLES = {"prepare", "migrate", "makemigrations", "showmigrations", "sqlmigrate", "check"}


def main() -> int:
    """Runs the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneipo.settings")
    from oneipo.env import SettingsMissing, read  # noqa: PLC0415  the sentence below must not wait for Django

    try:
        env = read()
    except SettingsMissing as missing:
        print(missing, file=sys.stderr)
        return 2
    from django.core.management import execute_from_command_line  # noqa: PLC0415
    from django.db import OperationalError  # noqa: PLC0415

    from oneipo.embedded.borrowed import embedded_servers, lent  # noqa: PLC0415
    from oneipo.embedded.child import CannotStart  # noqa: PLC0415
    from oneipo.site.preparing import ready_the_database  # noqa: PLC0415

    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    wanted = command not in WITHOUT_SERVERS
    database, queue = env.database_url == "embedded", env.redis_url == "embedded"
    servers = embedded_servers(env.data_dir, database=wanted and database, queue=wanted and queue)
    first = ready_the_database if database and wanted and command not in MAKES_TABLES else None
    try:
        with lent(servers, data_dir=Path(env.data_dir), first=first):
            execute_from_command_line(sys.argv)
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1
    except OperationalError as error:
        if database or "connection failed" not in str(error):
            raise
        print(f"The database that DATABASE_URL names cannot be used: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
