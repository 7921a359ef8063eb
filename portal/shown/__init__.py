"""What pages show, made of standings, links and events: words and addresses, no rules and no queries."""
