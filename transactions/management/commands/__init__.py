"""Commands: decide a request, write the page of moves."""
