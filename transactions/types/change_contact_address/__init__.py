"""Changing the contact address of the owner on the register (Patents Rules 2007 r.49)."""
