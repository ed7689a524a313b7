"""Whether now: each `check_…` raises `Refused` with a sentence that says what to do."""
