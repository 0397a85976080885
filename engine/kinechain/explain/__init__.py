"""Proofs into words: why, what speaks against it, what nobody looked at, and the picture of the chain."""
