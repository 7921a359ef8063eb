"""Restoring a patent that ceased (Patents Act 1977 s.28, Patents Rules 2007 r.40)."""
