"""The way of a text through the stages: read facts about it, segment, find, assemble, validate."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from nevextract.assemble.apportion import for_each
from nevextract.assemble.attach import Attacher, Fields, with_periods
from nevextract.assemble.classifiers import name_classified
from nevextract.assemble.comparisons import with_compared_bases
from nevextract.assemble.confidence import confident, evidence_of
from nevextract.assemble.currencies import main_currency, with_currency
from nevextract.assemble.drafts import Draft, Drafter, Read, Turned
from nevextract.assemble.figures import build, with_pages
from nevextract.assemble.flags import flags_of
from nevextract.assemble.locations import DocumentPlaces
from nevextract.assemble.metrics import metric_table
from nevextract.assemble.names import DocumentNames, document_names
from nevextract.assemble.periods import PeriodsOfDocument, periods_of
from nevextract.assemble.readings import Scorer
from nevextract.assemble.records import project_records, supplier_records, with_members
from nevextract.assemble.scenes import Scene
from nevextract.assemble.tabled import with_cells
from nevextract.assemble.tables import read_tables
from nevextract.assemble.tenses import with_tenses
from nevextract.assemble.view import SentenceView
from nevextract.assemble.word_weights import word_weights_of
from nevextract.characters import even
from nevextract.find.cues import Cue, cue_finder
from nevextract.find.model import DEFAULT_MODEL, NONE, Recogniser, recogniser
from nevextract.find.nouns import noun_finder
from nevextract.mentions import NotQuantity, Quantity, Sentence
from nevextract.numbers import QuantityFinder
from nevextract.numbers.scan import INHERITED
from nevextract.patterns import Pack, available_languages, load_pack
from nevextract.patterns.confidence import ConfidenceFile
from nevextract.patterns.weights import WeightsFile
from nevextract.read.decode import well_formed
from nevextract.read.language import detect_language
from nevextract.read.lines import read_lines
from nevextract.read.metadata import metadata
from nevextract.read.origin import NOTHING, Origin
from nevextract.records import Document, Figure, Rejection
from nevextract.segment import segment
from nevextract.tokens import Token, tokenize

FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Trace:
    """How one text was read: every sentence with numbers, the drafts of the document's figures in their order, and the
    periods and names that were found."""

    pack: Pack
    scorer: Scorer
    read: tuple[Read, ...]
    drafts: tuple[Draft, ...]
    periods: PeriodsOfDocument
    names: DocumentNames


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one text: the document, what gave no record with the reason, and for each of the document's
    figures the evidence that its confidence stands on. `trace` None: the text's language has no patterns."""

    document: Document
    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    evidence: tuple[Mapping[str, float], ...] = ()
    trace: Trace | None = None


class Extractor:
    """Extracts figures, projects and suppliers. Cheap to make; patterns are loaded once per process.

    `patterns` are folders that extend or replace the patterns that come with nevextract. Raises `PatternError` where a
    pattern file of a language met is broken.

    `model` finds names beside the rules: the name of a model that comes with nevextract, of an installed spaCy package,
    or a folder; "none" for the rules alone. `extract` raises `ModelError` where there is no such model.
    """

    def __init__(self, patterns: Sequence[Path] = (), model: str = DEFAULT_MODEL) -> None:
        self._patterns = tuple(Path(p) for p in patterns)
        self._model = None if model == NONE else recogniser(model)

    def prepare(self) -> None:
        """Load and compile the patterns of every language now, for processes that are forked later to share.

        The model is left to each process: what it is built on may begin threads, and those do not survive a fork.
        """
        for language in self._languages:
            stages = _Stages(load_pack(language, self._patterns), None)
            stages.run("0", "-", "0" * 64, None, [], NOTHING, False)

    @cached_property
    def _languages(self) -> tuple[str, ...]:
        """The languages that there are patterns for."""
        return available_languages(self._patterns)

    def warm(self) -> None:
        """Load all that the first text would, the model too, so that no text pays for it."""
        self.prepare()
        if self._model is not None:
            _ = self._model.name

    def extract(
        self,
        text: str,
        *,
        id: str = "-",  # noqa: A002 - the field's name
        sha256: str | None = None,
        published: date | None = None,
        warnings: Sequence[str] = (),
        with_text: bool = False,
        origin: Origin = NOTHING,
    ) -> Document:
        """The records of one text.

        `published` overrides the date that the text itself gives; `sha256` is of the source bytes (default: of the text
        in UTF-8); `warnings` are carried over into the document; `origin` is what the text's file tells of it.
        """
        return self.analyse(
            text, id=id, sha256=sha256, published=published, warnings=warnings, with_text=with_text, origin=origin
        ).document

    def pipe(self, texts: Iterable[str]) -> Iterator[Document]:
        """The documents of many texts, in order; ids count from 0."""
        for number, text in enumerate(texts):
            yield self.extract(text, id=str(number))

    def analyse(
        self,
        text: str,
        *,
        id: str = "-",  # noqa: A002 - the field's name
        sha256: str | None = None,
        published: date | None = None,
        warnings: Sequence[str] = (),
        with_text: bool = False,
        origin: Origin = NOTHING,
    ) -> Analysis:
        """As `extract`, with the rejections beside the document."""
        digest = sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        notes = list(warnings)
        given, text = text, well_formed(text)
        if text != given:
            notes.append("halves of characters (lone surrogates) were replaced by U+FFFD")
        id = well_formed(id)  # noqa: A001
        origin = replace(origin, title=well_formed(origin.title or "") or None)
        language = detect_language(text, self._patterns)
        if language not in self._languages:
            notes.append(f"no patterns for the language {language!r}: the text was read, nothing was extracted")
            kept = text if with_text else None
            return Analysis(
                Document(
                    id=id,
                    title=origin.title,
                    published=published or origin.published,
                    language=language,
                    sha256=digest,
                    warnings=tuple(notes),
                    text=kept,
                )
            )
        stages = _Stages(load_pack(language, self._patterns), self._model)
        plain = even(text)
        found = stages.run(plain, id, digest, published, notes, origin, with_text)
        return found if plain == text else replace(found, document=_as_written(found, text, with_text))


def _as_written(found: Analysis, text: str, with_text: bool) -> Document:
    """The document with quotes and sentences as the text has them, of which the stages saw one as long."""
    starts = [sentence.start for sentence in found.sentences]

    def sentence(offset: int) -> str:
        span = found.sentences[bisect_right(starts, offset) - 1]
        return text[span.start : span.end]

    whole = found.document
    return whole.model_copy(
        update={
            "figures": tuple(
                f.model_copy(update={"quote": text[f.start : f.end], "sentence": sentence(f.start)})
                for f in whole.figures
            ),
            "projects": tuple(p.model_copy(update={"sentence": sentence(p.start)}) for p in whole.projects),
            "suppliers": tuple(s.model_copy(update={"sentence": sentence(s.start)}) for s in whole.suppliers),
            "text": text if with_text else None,
        }
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """The quantities and cues of a sentence, and the character spans of its periods."""

    quantities: tuple[Quantity, ...]
    cues: tuple[Cue, ...]
    spans: tuple[tuple[int, int], ...]


class _Stages:
    """The stages under one pack."""

    def __init__(self, pack: Pack, model: Recogniser | None) -> None:
        self.pack = pack
        self.model = model if model is not None and model.language == pack.language else None
        self.table = metric_table(pack)
        self.nouns = noun_finder(pack)
        self.drafter = Drafter(self.table, pack.one("weights", WeightsFile), word_weights_of(pack))
        self.sureness = pack.one("confidence", ConfidenceFile)

    def run(
        self,
        text: str,
        identity: str,
        digest: str,
        published: date | None,
        notes: list[str],
        origin: Origin,
        with_text: bool,
    ) -> Analysis:
        pack = self.pack
        tokens = tokenize(text)
        lines = read_lines(text, tokens, pack, captions=origin.captions)
        sentences = segment(text, tokens, pack, origin, lines)
        facts = metadata(text, tokens, pack, origin, lines)
        if published is not None:
            facts = replace(facts, published=published)
        names = document_names(text, tokens, sentences, pack, self.model)
        periods = periods_of(text, tokens, sentences, facts, pack)
        views, unread = self._views(text, tokens, sentences, periods)
        slots = {number: view.slots for number, view in enumerate(views) if view is not None}
        drafts, turned, read = self.drafter.draft(views, read_tables(text, tokens, sentences, slots, pack))
        scenes = {
            number: Scene(view, names.spans.get(number, ()), self.nouns, periods.by_date(number))
            for number, view in enumerate(views)
            if view is not None and drafts  # without figures nobody asks for them
        }
        fields = self._fields(text, drafts, scenes, periods, sentences)
        drafts = name_classified(drafts, fields, tokens, self.table, pack)
        evidence = evidence_of(drafts, {number: scene.view for number, scene in scenes.items()})
        drafts = confident(drafts, evidence, self.sureness)
        drafts, fields, evidence = for_each(drafts, fields, evidence, scenes)
        places = DocumentPlaces(text, tokens, names.mentions, pack)
        figures, invalid = build(text, drafts, fields, scenes, places, names.forms)
        figures = with_pages(figures, origin)
        projects = project_records(text, tokens, sentences, names, figures, places, pack)
        suppliers = supplier_records(text, tokens, sentences, names, places, pack)
        warnings = [*notes, *periods.warnings(figures)]
        document = Document(
            id=identity,
            title=facts.title,
            published=facts.published,
            language=pack.language,
            sha256=digest,
            figures=tuple(figures),
            projects=tuple(projects),
            suppliers=tuple(suppliers),
            warnings=tuple(warnings),
            model=self.model.name if self.model is not None else None,
            text=text if with_text else None,
        )
        rejections = sorted([*invalid, *unread, *_turned(text, turned)], key=lambda r: (r.start, r.end))
        kept = _of_figures(figures, drafts)
        trace = Trace(pack, self.drafter.scorer, tuple(read), tuple(drafts[i] for i in kept), periods, names)
        grounds = tuple(evidence[i] for i in kept)
        return Analysis(document, tuple(tokens), tuple(sentences), tuple(rejections), grounds, trace)

    def _views(
        self, text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], periods: PeriodsOfDocument
    ) -> tuple[list[SentenceView | None], list[Rejection]]:
        finder, cues = _quantities(self.pack), cue_finder(self.pack)
        read: list[_Found | None] = []
        unread: list[Rejection] = []
        for number, sentence in enumerate(sentences):
            found, others = finder.find(tokens, text, sentence.first, sentence.last)
            if sentence.kind == FURNITURE:
                unread.extend(_rejected(text, q, "furniture") for q in found)
                read.append(None)
                continue
            spans = periods.spans(number)
            dated = [q for q in found if self._may_date(q) and any(a < q.end and q.start < b for a, b in spans)]
            unread.extend(_rejected(text, q, "period") for q in dated)
            unread.extend(_rejected(text, o, o.reason) for o in others)
            kept = tuple(q for q in found if q not in dated)
            read.append(_Found(kept, tuple(cues.find(tokens, sentence.first, sentence.last)), tuple(spans)))
        currency = main_currency(q for item in read if item is not None for q in item.quantities)
        views = [
            None if item is None else self._view(tokens, sentence, item, currency)
            for sentence, item in zip(sentences, read, strict=True)
        ]
        return views, unread

    def _may_date(self, q: Quantity) -> bool:
        unsaid = q.unit is None or INHERITED in q.flags  # "from August 1 to 10, and 50.9 percent"
        return unsaid or self.table.units.dimension(q.unit or "") == "time"

    def _view(self, tokens: Sequence[Token], sentence: Sentence, item: _Found, currency: str | None) -> SentenceView:
        quantities: Sequence[Quantity] = item.quantities
        if currency is not None:
            quantities = with_currency(quantities, item.cues, tokens, self.table.money, currency)
        return SentenceView(
            sentence,
            tokens,
            quantities,
            item.cues,
            item.spans,
            self.nouns,
            self.table.money,
        )

    def _fields(
        self,
        text: str,
        drafts: Sequence[Draft],
        scenes: dict[int, Scene],
        periods: PeriodsOfDocument,
        sentences: Sequence[Sentence],
    ) -> list[Fields]:
        if not drafts:
            return []
        fields = with_cells(drafts, Attacher(scenes, self.nouns, self.table).attach(drafts))
        fields = with_periods(fields, periods.assign(drafts, fields, scenes, sentences, self.table))
        fields = with_tenses(drafts, fields, scenes, periods)
        fields = with_compared_bases(drafts, fields, scenes, periods)
        fields = with_members(text, drafts, fields, scenes, self.table, self.pack)
        return self._flagged(drafts, fields, periods)

    def _flagged(self, drafts: Sequence[Draft], fields: Sequence[Fields], periods: PeriodsOfDocument) -> list[Fields]:
        more = flags_of(drafts, fields, periods.published, periods.year, self.pack)
        return [f._replace(flags=(*f.flags, *extra)) if extra else f for f, extra in zip(fields, more, strict=True)]


@lru_cache(maxsize=16)
def _quantities(pack: Pack) -> QuantityFinder:
    return QuantityFinder(pack)


def _of_figures(figures: Sequence[Figure], drafts: Sequence[Draft]) -> list[int]:
    """Which draft became which figure, in the figures' order."""
    by_place = {(d.slot.quantity.start, d.metric, d.measure): i for i, d in enumerate(drafts)}
    return [by_place[f.start, f.metric, f.measure] for f in figures]


def _rejected(text: str, found: Quantity | NotQuantity, reason: str) -> Rejection:
    return Rejection(start=found.start, end=found.end, quote=text[found.start : found.end], reason=reason)


def _turned(text: str, turned: Iterable[Turned]) -> Iterator[Rejection]:
    for item in turned:
        q = item.quantity
        yield Rejection(start=q.start, end=q.end, quote=text[q.start : q.end], reason=item.reason, detail=item.detail)
