"""A registered licence whose terms or holders have changed (Patents Act 1977 s.33(3), Patents Rules 2007 r.47)."""
