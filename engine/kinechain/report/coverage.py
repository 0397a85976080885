"""Which characters a font can show: a reader of the ``cmap`` table of TrueType and OpenType fonts."""

from struct import unpack_from

UNICODE_PLATFORMS = (0, 3)


def characters(font: bytes) -> frozenset[int]:
    """The code points for which the font has a glyph, from its tables of format 4 and 12."""
    table = _table(font, b"cmap")
    found: set[int] = set()
    for index in range(unpack_from(">H", font, table + 2)[0]):
        platform, _, offset = unpack_from(">HHL", font, table + 4 + 8 * index)
        if platform in UNICODE_PLATFORMS:
            found.update(_subtable(font, table + offset))
    return frozenset(found)


def _table(font: bytes, tag: bytes) -> int:
    for index in range(unpack_from(">H", font, 4)[0]):
        name, _, offset, _ = unpack_from(">4sLLL", font, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise ValueError(f"the font has no {tag.decode()} table")


def _subtable(font: bytes, start: int) -> set[int]:
    form = unpack_from(">H", font, start)[0]
    if form == 4:
        return _segments(font, start)
    return _ranges(font, start) if form == 12 else set()


def _segments(font: bytes, start: int) -> set[int]:
    """Format 4: segments of the basic plane, with a shift or a table of glyph numbers for each."""
    count = unpack_from(">H", font, start + 6)[0] // 2
    ends = unpack_from(f">{count}H", font, start + 14)
    starts = unpack_from(f">{count}H", font, start + 16 + 2 * count)
    shifts = unpack_from(f">{count}H", font, start + 16 + 4 * count)
    offsets_at = start + 16 + 6 * count
    offsets = unpack_from(f">{count}H", font, offsets_at)
    found: set[int] = set()
    for index in range(count):
        for code in range(starts[index], ends[index] + 1):
            glyph = code
            if offsets[index]:
                glyph = unpack_from(">H", font, offsets_at + 2 * index + offsets[index] + 2 * (code - starts[index]))[0]
            if glyph and (glyph + shifts[index]) % 65536:
                found.add(code)
    found.discard(0xFFFF)
    return found


def _ranges(font: bytes, start: int) -> set[int]:
    """Format 12: runs of code points of any plane."""
    found: set[int] = set()
    for index in range(unpack_from(">L", font, start + 12)[0]):
        first, last, _ = unpack_from(">LLL", font, start + 16 + 12 * index)
        found.update(range(first, last + 1))
    return found
