"""Pure rules of sign-off: values in, a result with its explanation out."""
