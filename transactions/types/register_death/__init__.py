"""The death of an owner, and the assent to whoever inherits (Patents Act 1977 ss.30(2) and 33(3)(d), r.47)."""
