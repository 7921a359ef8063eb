"""One page, or one verb of a page, in each module."""
