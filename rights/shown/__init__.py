"""The register in words and rows, for the pages of any front door; no addresses of pages."""
