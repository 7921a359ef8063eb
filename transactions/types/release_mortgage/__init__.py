"""The release of a registered mortgage or another security (Patents Rules 2007 r.47)."""
