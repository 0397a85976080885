"""Two evaluators of one rule base (experta and a generated function), certainty, proofs and their checker."""
