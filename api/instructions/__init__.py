"""Instructions about renewals between owners and those who look after their rights."""
