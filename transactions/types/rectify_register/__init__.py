"""Correcting an entry of the register that is wrong (Patents Rules 2007 r.50)."""
