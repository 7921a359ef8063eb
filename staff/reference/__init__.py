"""Reference data in the Django admin, locked to the office and its roles, with the history that the database keeps."""
