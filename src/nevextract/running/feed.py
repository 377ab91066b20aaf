"""The documents of all sources, one by one and in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nevextract.errors import ReadError
from nevextract.read.items import Item, items
from nevextract.read.options import ReadOptions
from nevextract.read.sources import Source
from nevextract.running.outcomes import INTERNAL, INTERRUPTED, MEMORY, Failure

NOT_READ = "not read: the run ended early"


class Feed:
    """Takes the items out of the sources when they are asked for. `begun` is how many sources it has opened."""

    def __init__(self, sources: Sequence[Source], options: ReadOptions) -> None:
        self._sources, self._options = sources, options
        self._current: Iterator[Item | ReadError] = iter(())
        self.begun = 0

    def next(self) -> Item | Failure | None:
        """The next item, a failure in its place, or None at the end."""
        while True:
            found = self._from_current()
            if found is not None or self.begun == len(self._sources):
                return found
            self._current = items(self._sources[self.begun], self._options)
            self.begun += 1

    def _from_current(self) -> Item | Failure | None:
        try:
            found = next(self._current, None)
        except MemoryError:
            return self._given_up(MEMORY, "needs more memory than there is")
        except Exception as error:  # noqa: BLE001 - one source must not cost the others; it is reported
            return self._given_up(INTERNAL, f"internal error: {type(error).__name__}: {error}")
        return Failure(found.path, found.kind, found.reason) if isinstance(found, ReadError) else found

    def _given_up(self, kind: str, reason: str) -> Failure:
        self._current = iter(())
        return Failure(self._sources[self.begun - 1].id, kind, reason)

    def rest(self) -> Iterator[Failure]:
        """What has not been taken: of the source under way the next document, and every source after it."""
        following = self._from_current()
        if isinstance(following, Failure):
            yield following
        elif following is not None:
            yield Failure(following.id, INTERRUPTED, NOT_READ)
            name = self._sources[self.begun - 1].id
            if following.id != name:
                yield Failure(name, INTERRUPTED, f"{NOT_READ}; nor is what follows {following.id} in it")
        for source in self._sources[self.begun :]:
            yield Failure(source.id, INTERRUPTED, NOT_READ)
        self.begun = len(self._sources)
