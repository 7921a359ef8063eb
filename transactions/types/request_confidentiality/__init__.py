"""Asking that a document which was filed is not open to the public (Patents Rules 2007 r.53)."""
