"""A mortgage or another security over a right or a share in it (Patents Act 1977 ss.33(3) and 36(3))."""
