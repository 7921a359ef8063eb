"""What we tell people: messages, GOV.UK Notify, the mailbox, letters."""
