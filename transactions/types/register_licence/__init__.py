"""A licence to use a right (Patents Act 1977 ss.33(3), 36(3) and 130(1), Patents Rules 2007 r.47)."""
