"""How we are heard: boards, seats on them, mandates, report-backs, relationships, asks, opportunities."""
