"""Pictures of pages, taken while a test walks through them."""

from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page


@dataclass
class Album:
    """Takes pictures of one page into a folder; ``taken`` has the size of each in pixels."""

    page: Page
    folder: Path
    taken: dict[str, tuple[int, int]] = field(default_factory=dict)

    def take(self, name: str) -> None:
        """What a person sees now; few colours are enough and keep the file small."""
        file = self.folder / f"{name}.png"
        # The finger of a mouse and a blinking caret would differ from run to run.
        self.page.mouse.move(0, 0)
        self.page.screenshot(path=file, animations="disabled", caret="hide")
        with Image.open(file) as shown:
            few = shown.convert("RGB").quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(file, optimize=True)
        self.taken[name] = few.size


def size_of(file: Path) -> tuple[int, int]:
    """Width and height in pixels."""
    with Image.open(file) as picture:
        return picture.size


def colours_in(file: Path) -> int:
    """How many colours a picture has: one that is empty has one."""
    with Image.open(file) as picture:
        return len(picture.convert("RGB").getcolors(1 << 24) or ())


def tab_to(page: Page, wanted: Locator, most: int = 80) -> None:
    """Press Tab until ``wanted`` has the focus. AssertionError when the keyboard does not come there."""
    for _ in range(most):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is out of reach of {most} presses of Tab")
