"""The tables of money, step by step."""
