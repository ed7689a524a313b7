"""Terms of reference: clauses of a library joined with live facts, agreed by the organisations, version by version."""
