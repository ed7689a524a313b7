"""Bringing in the ODS files: staged, shown, applied on approval."""
