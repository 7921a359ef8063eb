"""OpenID Connect as a relying party must do it, shared by customers' and staff's sign-in."""
