"""The use case: findings in, one immutable Assessment out."""

from kinechain.assess.assessor import Assessor

__all__ = ["Assessor"]
