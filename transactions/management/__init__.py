"""Commands of requests to change the register."""
