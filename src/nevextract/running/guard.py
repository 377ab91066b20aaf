"""One document in its guard: whatever goes wrong with it becomes a failure that names it."""

from __future__ import annotations

from nevextract.errors import NevextractError, PatternError, ReadError
from nevextract.output.journal import Entry
from nevextract.output.select import select
from nevextract.read.documents import read_item
from nevextract.read.items import Item
from nevextract.records import Document
from nevextract.running.job import Job, extractor
from nevextract.running.outcomes import FAILED, INTERNAL, MEMORY, Failure


def guarded(item: Item, job: Job) -> Document | Entry | Failure:
    """The document of an item, in the form of the output if the job has one, or why there is none.

    Raises `PatternError`, which is of no one document.
    """
    try:
        return _document(item, job)
    except PatternError:
        raise
    except ReadError as error:
        return Failure(item.id, error.kind, error.reason)
    except NevextractError as error:
        return Failure(item.id, FAILED, str(error))
    except MemoryError:
        return Failure(item.id, MEMORY, "needs more memory than there is")
    except Exception as error:  # noqa: BLE001 - a bug that one document shows must not cost the others; it is reported
        return Failure(item.id, INTERNAL, f"internal error: {type(error).__name__}: {error}")


def _document(item: Item, job: Job) -> Document | Entry:
    raw = read_item(item, job.reading)
    if len(raw.text) > job.max_characters:
        reason = f"holds {len(raw.text):,} characters of text, more than {job.max_characters:,}; split it"
        raise ReadError(reason, path=item.id, kind="too_large")
    document = extractor(job.extractor, job.patterns).extract(
        raw.text,
        id=raw.id,
        sha256=raw.sha256,
        warnings=raw.warnings,
        with_text=job.with_text,
        origin=raw.origin,
    )
    chosen = select(document, job.selection)
    return chosen if job.finish is None else job.finish(chosen)
