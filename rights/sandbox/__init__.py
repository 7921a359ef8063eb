"""A sandbox's own part of the register: test patents in chosen conditions, seen by the organisation that made them."""
