"""The public register: search, a right today or as at a day, its history and its legal status; no token needed."""
