"""What can be asked for: every type of request with its questions, documents and fees, made from its declaration."""
