"""The kernel: no models, imports no app."""
