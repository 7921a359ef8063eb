"""The feed of changes: what changed in the portfolio since the caller last asked."""
