"""Webhooks: firms' systems are called when something of theirs moves, after the Standard Webhooks specification 1.0."""
