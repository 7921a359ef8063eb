"""The pages on which a request is filled in; every front door mounts them under addresses of its own."""
