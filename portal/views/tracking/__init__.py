"""The pages with which an account keeps track of its portfolio."""
