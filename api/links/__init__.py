"""Links of the account to rights: which there are, asking for new ones, proving them, and ending them."""
