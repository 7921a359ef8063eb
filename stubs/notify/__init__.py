"""The stand-in for GOV.UK Notify: its API, its callbacks, and an outbox in which people read what was sent."""

from stubs.notify.standin import Notify

__all__ = ["Notify"]
