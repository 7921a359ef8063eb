"""The address for renewal reminders (Patents Rules 2007 r.39(3)(a))."""
