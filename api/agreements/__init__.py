"""Agreements: what the account is asked to agree to."""
