"""Entering that licences are available as of right (Patents Act 1977 s.46, Patents Rules 2007 r.43)."""
