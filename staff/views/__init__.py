"""One module for each page or verb of the office."""
