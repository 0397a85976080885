"""Kinechain: explained, rule-based decision support for movement therapists."""

__version__ = "0.1.0"
