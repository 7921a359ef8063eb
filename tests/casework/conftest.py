"""Throw-away types beside those of the product."""

from builders.throwaway import throwaway

__all__ = ["throwaway"]
