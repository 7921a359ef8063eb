"""The end of a registered licence (Patents Rules 2007 r.47)."""
