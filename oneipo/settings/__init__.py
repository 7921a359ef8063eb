"""Django's settings, made from the typed environment; each part in its own module."""

from oneipo.settings.api import *  # noqa: F403
from oneipo.settings.data import *  # noqa: F403
from oneipo.settings.logs import *  # noqa: F403
from oneipo.settings.security import *  # noqa: F403
from oneipo.settings.services import *  # noqa: F403
from oneipo.settings.site import *  # noqa: F403
