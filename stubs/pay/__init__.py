"""The stand-in for GOV.UK Pay: its API, its card pages, its webhooks and what a test may force."""

from stubs.pay.standin import Pay

__all__ = ["Pay"]
