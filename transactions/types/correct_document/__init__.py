"""Correcting an error in a document that was filed (Patents Act 1977 s.117, Patents Rules 2007 r.105)."""
