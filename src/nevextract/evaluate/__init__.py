"""How good an extraction is: annotated texts read, compared with what was found, counted."""
