"""One folder for each transaction type, found by its name and imported by nobody."""
