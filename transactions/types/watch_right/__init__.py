"""Being told of what is entered on a right (caveat, Form 49)."""
