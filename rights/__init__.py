"""The register: entries, current state, numbers, deadlines, fees, linking, reminders and imports."""
