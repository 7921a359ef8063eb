"""Gives a right away with the consent of all owners; throw-away."""
