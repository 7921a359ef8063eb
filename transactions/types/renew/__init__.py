"""Renewing patents (Patents Act 1977 s.25, Patents Rules 2007 rr.36 to 39)."""
