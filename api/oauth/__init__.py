"""Where systems and tools get their tokens: OAuth 2 by a well-kept library, with proof by signed assertion added."""
