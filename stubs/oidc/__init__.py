"""What the two sign-in stand-ins share: signing keys, the product's keys, client assertions, codes and errors."""
