"""A transfer of ownership by assignment (Patents Act 1977 ss.30, 33 and 36, Patents Rules 2007 r.47)."""
