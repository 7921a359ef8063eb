"""Customer pages: views, addresses and forms of a page; no models and no rules."""
