"""Pattern packs: the words and shapes of a language and an industry, as data.

`load_pack(language, extra=...)` gives a `Pack`; the folder layout and the file kinds are described in docs/patterns.md.
"""

from nevextract.patterns.load import available_languages, load_pack, patterns_folder
from nevextract.patterns.pack import Pack

__all__ = ["Pack", "available_languages", "load_pack", "patterns_folder"]
