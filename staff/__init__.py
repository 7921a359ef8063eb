"""Office pages: views and addresses; no models and no rules."""
