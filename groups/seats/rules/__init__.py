"""What follows from dates and seats alone: values in, a result out, the clock passed in."""
