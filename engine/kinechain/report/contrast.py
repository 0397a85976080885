"""How well a colour can be read on white paper, as WCAG 2.1 defines it (relative luminance, contrast ratio)."""

LEAST_FOR_TEXT = 4.5
"""WCAG 2.1, success criterion 1.4.3, level AA, for text of any size."""
_WEIGHTS = (0.2126, 0.7152, 0.0722)


def on_white(colour: str) -> float:
    """The contrast ratio of ``#rgb`` or ``#rrggbb`` against white: 1 (white) to 21 (black).

    >>> on_white("#000000"), on_white("#fff"), round(on_white("#777777"), 2)
    (21.0, 1.0, 4.48)
    """
    digits = colour.removeprefix("#")
    pairs = [digit * 2 for digit in digits] if len(digits) == 3 else [digits[i : i + 2] for i in (0, 2, 4)]
    luminance = sum(weight * _linear(int(pair, 16) / 255) for weight, pair in zip(_WEIGHTS, pairs, strict=True))
    return round(1.05 / (luminance + 0.05), 10)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
