"""The number grammar: digits and number words with magnitude, unit, approximator and counted noun."""

from nevextract.numbers.finder import QuantityFinder, find_quantities

__all__ = ["QuantityFinder", "find_quantities"]
