#!/usr/bin/env python
"""Runs any command; where no database is named, on the embedded one, which it starts by itself."""

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
}


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

    wanted = len(sys.argv) > 1 and sys.argv[1] not in WITHOUT_SERVERS
    database, queue = env.database_url == "embedded", env.redis_url == "embedded"
    servers = embedded_servers(env.data_dir, database=wanted and database, queue=wanted and queue)
    try:
        with lent(servers, data_dir=Path(env.data_dir)):
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
