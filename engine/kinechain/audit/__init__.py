"""For auditors: the knowledge base in forms that others can read, run and compare."""
