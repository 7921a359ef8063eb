"""A synthetic register of any size: realistic in its shape, and clearly nobody's."""
