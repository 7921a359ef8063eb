"""Thousands at once: a list of rights is tried first, then asked for as one request."""
