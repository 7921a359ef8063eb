"""Rights in the formats of other offices' systems."""
