"""Pure rules of the terms: steps, contradictions, what may be written."""
