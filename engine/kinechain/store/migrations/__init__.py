"""Changes of the shape of the records, in order."""
