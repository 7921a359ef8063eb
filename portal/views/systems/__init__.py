"""The pages on which administrators keep the systems and tools that use the API."""
