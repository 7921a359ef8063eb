"""Requests to change the register: filings, their types, their moves and their outcomes."""
