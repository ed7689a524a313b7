"""Appointing a chair whom everybody trusts: nominations, the ballot, the term, the handover."""
