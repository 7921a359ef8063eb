"""Stands in for GOV.UK One Login: an OpenID provider whose users are picked from a list, wrong on demand."""

from stubs.one_login.provider import OneLogin

__all__ = ["OneLogin"]
