"""Reference data: fees, excluded days and codes, for anybody."""
