"""The fields of a figure beside its number: status, basis, of, product, subject, location. One module each."""
