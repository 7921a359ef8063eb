"""The pages of an account's client files."""
