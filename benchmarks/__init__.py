"""Measures Kinechain: ``python -m benchmarks`` from the root of the repository. See docs/performance.md."""
