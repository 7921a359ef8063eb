"""Readies an embedded database for a command, so that the first command on a new machine finds its tables."""

import sys

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def ready_the_database() -> None:
    """Migrates and loads fees and excluded days where this version has not done so; the register stays as it is."""
    django.setup()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the embedded database for this version …", file=sys.stderr, flush=True)
        call_command("prepare", no_demonstration=True)
    connection.close()
