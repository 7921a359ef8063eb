"""Certificates: issued as data, confirmed by their code, taken away as PDF or all at once as a ZIP."""
