"""The number grammar: digits and number words with magnitude, unit, approximator and counted noun."""

from nevextract.numbers.finder import QuantityFinder, find_quantities
from nevextract.numbers.units import Unit, describe_unit

__all__ = ["QuantityFinder", "Unit", "describe_unit", "find_quantities"]
