"""Automatic renewals from the deposit account: what is agreed, and what is planned by it."""
