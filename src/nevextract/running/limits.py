"""What one document may cost. Quick to import: `nevextract --help` needs it."""

from __future__ import annotations

TIMEOUT_SECONDS = 120.0
SHARD_BYTES = 8_000_000  # of input that makes one part of an output: a minute or two of work
MAX_CHARACTERS = 5_000_000  # of text: some 2 GB of memory at worst, and more than the time there is
