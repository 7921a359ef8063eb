"""Money, knowing amounts only: GOV.UK Pay, the ledger, refunds, receipts, the sweep."""
