"""The office's work: what waits for staff, who has it, how long it may take, and what they noted about it."""
