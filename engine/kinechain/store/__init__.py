"""Records that last: the decision log."""

from kinechain.store.decision_log import DecisionLog

__all__ = ["DecisionLog"]
