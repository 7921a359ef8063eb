"""Requests of every type: begun, answered, evidenced, checked, sent, followed and withdrawn."""
