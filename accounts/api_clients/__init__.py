"""Systems and tools that act for an organisation through the API: their keys, what they may, and who they are."""
