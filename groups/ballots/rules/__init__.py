"""The arithmetic of a trust ballot: values in, a result out; no clock and no database."""
