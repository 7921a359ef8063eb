"""Keeping track: saved views, decisions, reviews, forecasts and the calendar."""
