"""The words that every other layer speaks: sides, findings, quantities, conclusions, proofs, problems."""
