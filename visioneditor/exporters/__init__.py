"""Documents to hand out: values in, bytes out."""
