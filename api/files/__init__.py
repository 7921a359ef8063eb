"""Files that an account gives: stored first, then given to a request or an answer by their id."""
