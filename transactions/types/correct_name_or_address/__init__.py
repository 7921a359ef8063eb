"""Correcting an error in a name or an address on the register (Patents Rules 2007 rr.49 and 50, Form 20)."""
