"""Keeping an inventor's address, or name and address, off the register (Patents Rules 2007 r.11)."""
