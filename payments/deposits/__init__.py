"""Deposit accounts: opened, topped up, spent from, stated month by month."""
