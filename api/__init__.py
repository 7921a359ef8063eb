"""The public API: its own serializers, shared with nobody."""
