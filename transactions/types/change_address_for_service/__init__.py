"""The address for service (Patents Rules 2007 rr.103 and 104)."""
