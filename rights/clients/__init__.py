"""The clients of an account: files with their rights, people and walls."""
