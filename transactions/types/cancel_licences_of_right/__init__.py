"""Cancelling an entry of licences of right (Patents Act 1977 s.47, Patents Rules 2007 r.43)."""
