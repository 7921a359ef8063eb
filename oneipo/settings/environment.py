"""The environment as read at start: the one place from which the settings take it."""

import sys

from oneipo.env import BASE_DIR, SettingsMissing, read

try:
    ENV = read()
except SettingsMissing as missing:
    sys.exit(str(missing))  # the list alone, in every process: a traceback would bury it

__all__ = ["BASE_DIR", "ENV"]
