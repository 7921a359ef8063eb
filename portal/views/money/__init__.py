"""The pages of an organisation's deposit account."""
