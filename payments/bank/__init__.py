"""Bank transfers: the bank's statement files, read, matched by reference, and the rest left to people."""
