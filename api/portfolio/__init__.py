"""The rights in the account: a list with filters, each with all that can be done, and the whole as a file."""
