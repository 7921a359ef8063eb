"""A new name of an owner who is the same as before (Patents Rules 2007 r.49, Form 20)."""
