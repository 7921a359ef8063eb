"""The journey through any transaction type: begin, answer, check, pay, follow, withdraw."""
