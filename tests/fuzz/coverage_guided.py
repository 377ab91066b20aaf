"""Coverage-guided fuzzing with atheris: `python tests/fuzz/coverage_guided.py TARGET [libFuzzer options]`.

The target is one of those in targets.py. A crash or an input that takes too long is written to a file of the working
folder and ends the run; give that file as the only option to see it again.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["nevextract"]):
    from targets import TARGETS

OPTIONS = ("-max_len=160", "-len_control=5", "-timeout=20", "-rss_limit_mb=4096")


def main() -> None:
    name, *options = sys.argv[1:] or ["?"]
    if name not in TARGETS:
        sys.exit(f"usage: {sys.argv[0]} {{{','.join(TARGETS)}}} [libFuzzer options]")
    TARGETS[name](b"\x01")  # patterns are loaded before anything is measured
    atheris.Setup([sys.argv[0], *OPTIONS, *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
