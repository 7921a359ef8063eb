"""Lists of work and what starts from them."""
