"""The knowledge base: read strictly, validate against its own vocabulary, link, order into strata, ground."""
