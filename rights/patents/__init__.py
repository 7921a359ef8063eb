"""The law of patents: when renewals fall due, what they cost, and how that comes about."""
