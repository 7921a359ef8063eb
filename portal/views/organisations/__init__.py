"""The pages on which an organisation runs itself."""
