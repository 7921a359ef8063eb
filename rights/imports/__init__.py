"""Taking registers from outside into ours: formats are read apart, loading is one and the same."""
