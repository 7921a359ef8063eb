"""Every kind of case, one module each; nothing else needs to change for a new one."""
