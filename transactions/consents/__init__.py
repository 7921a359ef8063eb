"""Who must agree to a filing before it can be accepted, how each is asked, and what they say."""
