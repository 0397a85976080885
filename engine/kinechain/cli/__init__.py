"""The command line: thin commands over the use cases; heavy imports stay inside them."""

from kinechain.cli.main import main

__all__ = ["main"]
