"""The weekly journal of what the law wants advertised: its issues, and the notices of each."""
