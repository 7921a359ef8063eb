"""An order of a court or of the comptroller that says who owns a right (Patents Act 1977 s.33(3)(e), r.47)."""
