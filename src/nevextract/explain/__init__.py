"""Why a number was read as it was, or gave no figure."""

from nevextract.explain.explain import explain
from nevextract.explain.model import Explanation, Number, Option, Part, Reason, Seen

__all__ = ["Explanation", "Number", "Option", "Part", "Reason", "Seen", "explain"]
