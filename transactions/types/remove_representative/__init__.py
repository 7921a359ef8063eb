"""A representative leaves the register (Patents Rules 2007 r.101, Form 51)."""
