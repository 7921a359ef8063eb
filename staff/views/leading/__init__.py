"""What leaders and auditors look at: boards, absences, standard texts, the audit log."""
