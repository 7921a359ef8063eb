"""Pages for developers: the API's description to browse, its standard, the way in, and every error."""
