"""st96."""
from rights.imports.incoming import Format

FORMAT = Format("st96", lambda path: iter(()), lambda content, on: None)
