"""Offering to surrender a patent (Patents Act 1977 s.29, Patents Rules 2007 r.42)."""
