"""One case and what is done with it, one module for each verb."""
