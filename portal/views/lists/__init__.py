"""The pages on which thousands of rights are dealt with at once."""
