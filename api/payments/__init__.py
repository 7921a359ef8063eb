"""Paying: what waits for it, one payment for one request or several, and receipts."""
