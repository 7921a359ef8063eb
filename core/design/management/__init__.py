"""Commands about the pages."""
