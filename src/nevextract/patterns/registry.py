"""Which model reads which pattern file: the one place where a kind of file is named."""

from __future__ import annotations

from fnmatch import fnmatchcase

from nevextract.patterns.base import Spec
from nevextract.patterns.confidence import ConfidenceFile
from nevextract.patterns.cues import CueFile
from nevextract.patterns.exchange import ExchangeRates
from nevextract.patterns.general import GeneralWords
from nevextract.patterns.metrics import MetricPattern
from nevextract.patterns.names import (
    AliasFile,
    NameListsPattern,
    OrganisationsPattern,
    PlacesPattern,
    ProjectsPattern,
    SuppliersPattern,
)
from nevextract.patterns.numbers import ApproximationCues, NumberWords
from nevextract.patterns.periods import PeriodPatterns
from nevextract.patterns.segmenting import FurnitureFile, LanguagesFile, MetadataFile, SegmentFile
from nevextract.patterns.subjects import ProductFile, SubjectFile
from nevextract.patterns.tables import TableFile
from nevextract.patterns.units import UnitList, UnitWords
from nevextract.patterns.weights import WeightsFile

# glob below patterns/<language>/ or patterns/common/ -> (kind, model)
_KINDS: tuple[tuple[str, str, type[Spec]], ...] = (
    ("metrics/*.yml", "metric", MetricPattern),
    ("cues/approximation.yml", "approximation", ApproximationCues),
    ("numbers.yml", "numbers", NumberWords),
    ("general.yml", "general", GeneralWords),
    ("units.yml", "unit_list", UnitList),
    ("units/*.yml", "unit_words", UnitWords),
    ("cues/*.yml", "cue", CueFile),
    ("periods.yml", "periods", PeriodPatterns),
    ("weights.yml", "weights", WeightsFile),
    ("confidence.yml", "confidence", ConfidenceFile),
    ("exchange_rates.yml", "exchange_rates", ExchangeRates),
    ("subjects.yml", "subjects", SubjectFile),
    ("tables.yml", "tables", TableFile),
    ("products.yml", "products", ProductFile),
    ("segment.yml", "segment", SegmentFile),
    ("furniture.yml", "furniture", FurnitureFile),
    ("metadata.yml", "metadata", MetadataFile),
    ("languages.yml", "languages", LanguagesFile),
    ("places.yml", "places", PlacesPattern),
    ("organisations.yml", "organisations", OrganisationsPattern),
    ("name_lists.yml", "name_lists", NameListsPattern),
    ("projects.yml", "projects", ProjectsPattern),
    ("suppliers.yml", "suppliers", SuppliersPattern),
    ("aliases/*.yml", "aliases", AliasFile),
)


def kind_of(name: str) -> tuple[str, type[Spec]] | None:
    """The kind and model of the pattern file at `name` (its path below the language's folder), or None."""
    return next(((kind, model) for glob, kind, model in _KINDS if fnmatchcase(name, glob)), None)


def kinds() -> tuple[tuple[str, str, type[Spec]], ...]:
    """All (glob, kind, model), for documentation and schemas."""
    return _KINDS
