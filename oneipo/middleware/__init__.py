"""What every request passes through: correlation, sessions, who is asking, idleness and sign-in."""
