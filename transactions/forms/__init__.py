"""Forms that several transaction types ask with."""
