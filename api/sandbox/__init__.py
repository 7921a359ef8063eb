"""The sandbox alone: test patents, test cards, and the office's decisions; 404 in every other deployment."""
