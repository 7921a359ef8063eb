"""How an organisation runs itself: its people, roles, rules, teams, and the log of what was done."""
