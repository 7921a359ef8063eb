"""The deposit account: what it holds, and what came and went."""
