"""Stand-ins for the outside services, spoken to over HTTP exactly as the real ones are; for development only."""
