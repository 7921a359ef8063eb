"""Staff's sign-in through the office's own OpenID Connect provider."""
