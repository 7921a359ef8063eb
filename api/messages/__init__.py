"""The mailbox of the account: what the office told it."""
