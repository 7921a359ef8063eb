"""A merger, or a succession by operation of law (Patents Act 1977 s.33(3), Patents Rules 2007 r.47)."""
