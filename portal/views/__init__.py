"""One module for each page or verb."""
