"""nevextract as a spaCy component: `nlp.add_pipe("nevextract")`, then `doc._.figures`.

The component reads `doc.text` and needs nothing of the pipeline around it; a blank one will do.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from nevextract.pipeline import Extractor

EXTENSION = "nevextract"


class NevextractComponent:
    """Puts the extracted `Document` on `doc._.nevextract`.

    `doc._.figures`, `doc._.projects` and `doc._.suppliers` are its records; `doc.spans["figures"]` holds the quotes as
    spans with the metric as label, widened to whole tokens.
    """

    def __init__(self, patterns: Sequence[str] = ()) -> None:
        self._extractor = Extractor([Path(p) for p in patterns])

    def __call__(self, doc: Doc) -> Doc:
        document = self._extractor.extract(doc.text)
        doc._.set(EXTENSION, document)
        spans: list[Span] = []
        for figure in document.figures:
            span = doc.char_span(figure.start, figure.end, label=figure.metric, alignment_mode="expand")
            if span is not None:
                spans.append(span)
        doc.spans["figures"] = spans
        return doc


@Language.factory("nevextract", default_config={"patterns": []})
def create_component(nlp: Language, name: str, patterns: Sequence[str]) -> NevextractComponent:
    """Make the component; `patterns` are folders that extend or replace the patterns that come with nevextract."""
    for attribute in ("figures", "projects", "suppliers"):
        if not Doc.has_extension(attribute):
            Doc.set_extension(attribute, getter=_records(attribute))
    if not Doc.has_extension(EXTENSION):
        Doc.set_extension(EXTENSION, default=None)
    return NevextractComponent(patterns)


def _records(attribute: str):  # type: ignore[no-untyped-def]
    def get(doc: Doc) -> tuple[object, ...]:
        document = doc._.get(EXTENSION)
        return () if document is None else tuple(getattr(document, attribute))

    return get
