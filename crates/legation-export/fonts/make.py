"""Makes LegationSans-Regular.ttf: one font for Latin, Greek, Cyrillic, Arabic and Hebrew.

A drawing program shapes a line with one font; where letters of several scripts stand in a line, a font that has them
all is the only way to have all of them joined and placed rightly.

    python make.py IBMPlexSans-Regular.woff IBMPlexSansArabic-Regular.woff IBMPlexSansHebrew-Regular.woff

Needs fontTools. The files come from the packages that README.md names.
"""

import sys
import tempfile
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont

ARABIC = [*range(0x0600, 0x0900), *range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)]
HEBREW = [*range(0x0590, 0x0600), *range(0xFB1D, 0xFB50)]
FAMILY = "Legation Sans"


def cut(path, letters, out):
    """Writes the part of a font that has these letters; all of it where none are given."""
    options = subset.Options()
    options.layout_features = ["*"]
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    font = TTFont(path)
    font.flavor = None
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters or font.getBestCmap().keys())
    subsetter.subset(font)
    font.save(out)


def main(latin, arabic, hebrew):
    folder = Path(tempfile.mkdtemp())
    parts = []
    for name, path, letters in [("latin", latin, None), ("arabic", arabic, ARABIC), ("hebrew", hebrew, HEBREW)]:
        out = folder / f"{name}.ttf"
        cut(path, letters, out)
        parts.append(str(out))
    font = merge.Merger().merge(parts)
    names = font["name"]
    version = "Version 1.1.0"
    for number, text in [(1, FAMILY), (3, f"{version};{FAMILY}"), (4, FAMILY), (5, version), (6, "LegationSans")]:
        names.setName(text, number, 3, 1, 0x409)
    names.names = [n for n in names.names if n.nameID in (0, 1, 2, 3, 4, 5, 6, 13, 14) and n.platformID == 3]
    # The same input gives the same bytes.
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = TTFont(latin)["head"].modified
    font.save(Path(__file__).parent / "LegationSans-Regular.ttf")


if __name__ == "__main__":
    main(*sys.argv[1:])
