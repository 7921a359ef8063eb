"""Who acts: users, organisations, memberships, permissions and their sign-ins."""
