"""Webhooks: a firm's system is called when something of its account moves."""
