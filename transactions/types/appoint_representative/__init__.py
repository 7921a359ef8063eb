"""Appointing a representative, or another one (Patents Rules 2007 r.101, Form 51)."""
