"""Practice readers: GPs and managers who belong through their practice."""
