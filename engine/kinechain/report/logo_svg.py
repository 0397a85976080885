"""An SVG logo: only shapes and colours pass. Nothing is expanded, nothing is fetched, nothing can run."""

import re
from collections.abc import Iterator
from xml.parsers import expat

from kinechain.terms.problem import Problem

SVG = "http://www.w3.org/2000/svg"
_SHAPES = frozenset({
    "svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "linearGradient",
    "radialGradient", "stop", "clipPath", "mask", "title", "desc", "metadata", "style",
})  # fmt: skip
_EDITORS = re.compile(
    r"^(http://(www\.inkscape\.org|sodipodi\.sourceforge\.net|ns\.adobe\.com|purl\.org|creativecommons\.org|web\.resource\.org)/"
    r"|http://www\.w3\.org/1999/02/22-rdf-syntax-ns#|https://(www\.figma\.com|boxy-svg\.com|sketch\.com)/)"
)
"""Notes of drawing programs, which no viewer draws."""
_ELSEWHERE = re.compile(r"(?i)@|\\|url\s*\(\s*(?!['\"]?#)|expression\s*\(|javascript:|data:")
"""Styles that load, import or hide something."""
_NUMBER = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*(?:px|pt|mm|cm|in|pc)?\s*")
_DEEPEST, _MOST_ELEMENTS, _MOST_PROBLEMS = 40, 5_000, 20
_NOT_TEXT = {
    "text": ("It prints differently where its font is missing.", "Turn text into paths in your drawing program."),
    "script": ("A logo must not run anything.", "Delete it, or save as plain SVG."),
    "foreignObject": ("It can hold a whole web page.", "Delete it, or save as plain SVG."),
    "image": ("Pictures inside a logo are not allowed.", "Save the logo as PNG instead."),
    "use": ("Repeated parts are not allowed.", "Unlink clones or expand symbols in your drawing program."),
}


class _Enough(Exception):  # noqa: N818
    """Stops the parser; the problem is recorded."""


def svg_size(data: bytes, file: str) -> tuple[tuple[float, float] | None, tuple[Problem, ...]]:
    """Width and height of a safe SVG in its own units, or every problem with line and column.

    >>> svg_size(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"/>', "logo.svg")
    ((4.0, 2.0), ())
    """
    return _Check(file).size(data)


class _Check:
    """One pass over the elements, without building a tree."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.root: dict[str, str] | None = None
        self.open: list[str] = []
        self.elements, self.style = 0, ""
        self.parser = expat.ParserCreate("utf-8", "}")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def size(self, data: bytes) -> tuple[tuple[float, float] | None, tuple[Problem, ...]]:
        try:
            self.parser.Parse(data, True)
        except _Enough:
            pass
        except expat.ExpatError as error:
            reason = expat.errors.messages[error.code]
            hint = "Open it in a drawing program and save it again as plain SVG."
            self._report("logo.not-an-image", f"The logo is not a valid SVG file: {reason}.", hint)
        size = None if self.root is None else _size(self.root)
        if size is None and not self.problems:
            hint = 'Give <svg> a viewBox, such as viewBox="0 0 300 80".'
            self._report("logo.no-size", "The logo does not say how wide and high it is.", hint)
        return (None, tuple(self.problems)) if self.problems else (size, ())

    def _report(self, code: str, message: str, hint: str) -> None:
        place = (max(self.parser.CurrentLineNumber, 1), self.parser.CurrentColumnNumber + 1)
        self.problems.append(Problem(self.file, *place, code, message, hint))
        if len(self.problems) >= _MOST_PROBLEMS:
            raise _Enough

    def _doctype(self, *_: object) -> None:
        message = "The logo has a document type (<!DOCTYPE …>), which can define entities and load other files."
        self._report("logo.doctype", message, "Delete it, or save as plain SVG.")
        raise _Enough

    def _instruction(self, target: str, _: str) -> None:
        self._report("logo.not-allowed", f"<?{_short(target)} …?> is not allowed in a logo.", "Delete it.")

    def _start(self, written: str, attributes: dict[str, str]) -> None:
        namespace, _, name = written.rpartition("}")
        self.elements += 1
        if not self.open:
            self._root(namespace, name, attributes)
        self.open.append(name)
        if self.elements > _MOST_ELEMENTS or len(self.open) > _DEEPEST:
            message = f"The logo has more than {_MOST_ELEMENTS} parts, or parts nested deeper than {_DEEPEST}."
            self._report("logo.too-complex", message, "Simplify it, or save it as PNG.")
            raise _Enough
        self._name(namespace, name)
        for key, value in attributes.items():
            self._attribute(key, value)

    def _root(self, namespace: str, name: str, attributes: dict[str, str]) -> None:
        if (namespace, name) != (SVG, "svg"):
            hint = f'The file must start with <svg xmlns="{SVG}" …>.'
            self._report("logo.not-an-image", "The logo is XML, but not SVG.", hint)
            raise _Enough
        self.root = attributes

    def _name(self, namespace: str, name: str) -> None:
        if _EDITORS.match(namespace) or (namespace == SVG and name in _SHAPES):
            return
        default = ("Only shapes, gradients and masks are.", "Delete it, or save as plain SVG.")
        why, hint = _NOT_TEXT.get("text" if name in ("tspan", "textPath") else name, default)
        self._report("logo.not-allowed", f"<{_short(name)}> is not allowed in a logo. {why}", hint)

    def _attribute(self, written: str, value: str) -> None:
        namespace, _, name = written.rpartition("}")
        if _EDITORS.match(namespace):
            return
        if name.lower().startswith("on"):
            self._report("logo.not-allowed", f"'{_short(name)}' runs a script.", "Delete it, or save as plain SVG.")
        elif _ELSEWHERE.search(value) or (name == "href" and not value.startswith("#")):
            self._external(name)

    def _external(self, name: str) -> None:
        message = f"'{_short(name)}' refers to something outside the logo."
        self._report("logo.external", message, "Embed it as shapes, or save as plain SVG.")

    def _characters(self, text: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += text

    def _end(self, _: str) -> None:
        # Only now, because the parser hands out a long text in pieces.
        if self.open.pop() == "style" and _ELSEWHERE.search(self.style):
            self.style = ""
            self._external("style")


def _size(root: dict[str, str]) -> tuple[float, float] | None:
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    found = tuple(_positive(box[2:] if len(box) == 4 else ()))
    if len(found) != 2:
        found = tuple(_positive((root.get("width", ""), root.get("height", ""))))
    return (found[0], found[1]) if len(found) == 2 else None


def _positive(written: tuple[str, ...] | list[str]) -> Iterator[float]:
    for text in written:
        number = _NUMBER.fullmatch(text)
        if number and 0 < float(number[1]) < float("inf"):
            yield float(number[1])


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:39]}…"
