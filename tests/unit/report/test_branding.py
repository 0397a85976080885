"""A practice brings its name, logo, colours, footer and paper; it never touches what keeps a reader safe."""

import base64
import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from kinechain.report import html, pdf
from kinechain.report.branding import PLAIN, Branding, Logo
from kinechain.report.branding_file import FOOTER_CHARACTERS, NAME_CHARACTERS, read_branding
from kinechain.report.contrast import on_white
from support.assessments import advice
from support.branded import SQUARE, SVG, branding_of, pages_html, pages_pdf, pages_text, png, problems_of
from support.reading import squeezed

EXAMPLE = Path(__file__).parents[3] / "examples" / "branding" / "practice.yaml"
WHOLE = """\
name: Hill Street Practice
logo: logo.svg
colours: {accent: "#d98e2b", accent-text: "#6b3a78"}
footer: 12 Hill Street
paper: Letter
language: en
"""
FIXED = ("Decision support, not a diagnosis", "K-0417", "4 March 2025", "kinechain 0.1.0", "gluteal-inhibition 0.1.0")


def words(data: bytes) -> str:
    """The text of a PDF without white space."""
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Branding:
    """A branding with every key."""
    return branding_of(tmp_path_factory.mktemp("whole"), WHOLE)


def test_every_key_is_read(whole: Branding) -> None:
    logo = Logo(SQUARE.encode(), "svg", 30, 10)
    expected = Branding("Hill Street Practice", logo, "#d98e2b", "#6b3a78", "12 Hill Street", "us-letter", "en")
    assert whole == expected


def test_one_key_is_enough(tmp_path: Path) -> None:
    assert branding_of(tmp_path, "paper: A4") == PLAIN


def test_the_example_of_the_documentation_is_valid() -> None:
    assert read_branding(EXAMPLE).name == "Hill Street Movement Practice"


def test_the_name_and_the_footer_stand_in_every_document_of_every_format(whole: Branding) -> None:
    found = {
        **{f"{name} html": text for name, text in pages_html(whole).items()},
        **{f"{name} pdf": words(data) for name, data in pages_pdf(whole).items()},
        **pages_text(whole),
    }
    missing = [
        (name, text)
        for name, page in found.items()
        for text in (whole.name, whole.footer)
        if squeezed(text) not in squeezed(page)
    ]
    assert missing == []


def test_every_document_prints_on_the_chosen_paper_in_html_and_pdf(whole: Branding) -> None:
    sizes = {
        tuple(map(float, page.mediabox[2:]))
        for data in pages_pdf(whole).values()
        for page in PdfReader(BytesIO(data)).pages
    }
    assert sizes == {(612.0, 792.0)}
    assert all("size: letter;" in page for page in pages_html(whole).values())


def test_the_safety_texts_stay_on_every_page_whatever_a_practice_chooses(tmp_path: Path) -> None:
    greedy = branding_of(
        tmp_path, f'name: "{"N" * 2000}"\nfooter: "{"F" * 2000}"\nlogo: logo.svg\ncolours: {{accent: "#000"}}'
    )
    for data in pages_pdf(greedy).values():
        reader = PdfReader(BytesIO(data))
        assert all(squeezed(text) in words(data) for text in FIXED)
        for number, page in enumerate(reader.pages, 1):
            text = squeezed(page.extract_text())
            assert squeezed(f"Page {number} of {len(reader.pages)}") in text
            assert squeezed(FIXED[0]) in text
    for written in pages_html(greedy).values():
        assert all(text in written or html.css_string(text)[1:-1] in written for text in FIXED)


def test_no_colour_of_a_practice_reaches_a_safety_text(whole: Branding) -> None:
    folder = Path(__file__).parents[3] / "reports"
    styles = "".join((folder / "style" / name).read_text("utf-8") for name in ("report.css", "sheet.css"))
    rules = re.findall(r"([^{}]+)\{([^{}]*var\(--(?:accent|rule)[^{}]*)\}", styles)
    assert rules
    assert [name for name, _ in rules if re.search(r"alert|subtitle|@page|identity", name)] == []
    page = html.render(advice(), whole)
    chosen = re.findall(r"(--[a-z]+): (#[0-9a-f]+); (--[a-z]+): (#[0-9a-f]+);", page)
    assert ("--accent", "#6b3a78", "--rule", "#d98e2b") in chosen


def test_the_logo_is_inside_the_page_with_the_practice_as_its_alternative_text(whole: Branding) -> None:
    data = base64.b64encode(SQUARE.encode()).decode()
    for page in pages_html(whole).values():
        assert f'<img src="data:image/svg+xml;base64,{data}" alt="Hill Street Practice"' in page
        assert re.findall(r"(?:src|href)=\"(?!data:|#)|url\((?!#)|@import", page) == []


def test_a_png_logo_is_drawn_with_its_proportions(tmp_path: Path) -> None:
    branding = branding_of(tmp_path, "logo: logo.png", png(40, 20))
    assert branding.logo is not None
    assert branding.logo.printed == (26.0, 13.0)
    pictures = PdfReader(BytesIO(pdf.render(advice(), branding))).pages[0].images
    assert [picture.image.size if picture.image else None for picture in pictures] in ([(40, 20)], [None])


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "#set page(fill: red)",
        "{{ 7 * 7 }}",
        "{% raw %}",
        '"}</style>',
        "🦴 café",
        "\u202eevil",
        "שלום",
    ],
)
def test_a_name_and_a_footer_are_shown_and_never_executed(text: str, tmp_path: Path) -> None:
    import json

    quoted = json.dumps(text, ensure_ascii=False)
    branding = branding_of(tmp_path, f"name: {quoted}\nfooter: {quoted}")
    for page in pages_html(branding).values():
        assert "<script" not in page
        assert page.count("</style>") == 1
        assert "49" not in re.sub(r"\\[0-9a-f]+", "", page.split('class="practice"')[1][:80])
    for data in pages_pdf(branding).values():
        assert squeezed(FIXED[0]) in words(data)


def test_a_long_name_and_footer_are_cut_with_a_mark(tmp_path: Path) -> None:
    branding = branding_of(tmp_path, f"name: {'n' * 2000}\nfooter: {'f' * 2000}")
    assert (len(branding.name), branding.name[-1]) == (NAME_CHARACTERS, "…")
    assert (len(branding.footer), branding.footer[-1]) == (FOOTER_CHARACTERS, "…")


def test_the_same_branding_gives_the_same_bytes(whole: Branding) -> None:
    assert pages_pdf(whole) == pages_pdf(whole)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("colours: {accent: red}", "branding.colour"),
        ('colours: {accent: "#12"}', "branding.colour"),
        ("colours:\n  accent: #1d4f5c", "branding.colour"),
        ('colours: {accent: "#ff0"}', "branding.contrast"),
        ('colours: {accent: "#000", accent-text: "#999999"}', "branding.contrast"),
        ("logo: nothing.svg", "logo.missing"),
        ("logo: https://example.org/logo.svg", "logo.external"),
        ("logo: .", "logo.missing"),
        ("paper: A5", "branding.wrong-value"),
        ("language: xx", "branding.language"),
        ("nmae: Hill Street", "branding.unknown-key"),
        ("name: [1, 2]", "branding.wrong-value"),
        ("", "file.empty"),
        ("name: *x", "yaml.alias"),
    ],
)
def test_each_mistake_has_its_code_and_its_place(text: str, code: str, tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, text)
    assert problem.code == code
    assert problem.line >= (0 if code == "file.empty" else 1)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = 'nmae: x\ncolours: {accent: "#ff0"}\nlogo: none.svg\npaper: A5\nlanguage: xx\n'
    assert [problem.line for problem in problems_of(tmp_path, text)] == [1, 2, 3, 4, 5]


def test_too_little_contrast_is_told_with_its_ratio(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, 'colours: {accent: "#777777"}')
    assert "4.47 to 1" in problem.message
    assert on_white("#767676") >= 4.5


def test_a_pale_accent_is_welcome_beside_a_readable_colour_for_headings(tmp_path: Path) -> None:
    assert problems_of(tmp_path, 'colours: {accent: "#ff0", accent-text: "#333"}') == ()


@pytest.mark.parametrize(
    ("logo", "code"),
    [
        (SVG.format("<script>1</script>"), "logo.not-allowed"),
        (SVG.format('<g onload="x()"/>'), "logo.not-allowed"),
        (SVG.format("<foreignObject/>"), "logo.not-allowed"),
        (SVG.format('<image href="#a"/>'), "logo.not-allowed"),
        (SVG.format("<text>Hill</text>"), "logo.not-allowed"),
        (SVG.format('<use href="#a"/>'), "logo.not-allowed"),
        (SVG.format('<animate attributeName="href"/>'), "logo.not-allowed"),
        (SVG.format('<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>'), "logo.not-allowed"),
        (SVG.format('<path fill="url(https://example.org/a)"/>'), "logo.external"),
        (SVG.format('<path style="fill: u\\72l(x)"/>'), "logo.external"),
        (SVG.format("<style>@import 'a.css';</style>"), "logo.external"),
        (SVG.format("<style>" + " " * 9000 + "a{fill:url(b.svg#c)}</style>"), "logo.external"),
        (SVG.format('<linearGradient xmlns:x="http://www.w3.org/1999/xlink" x:href="b.svg"/>'), "logo.external"),
        ('<?xml-stylesheet href="a.css"?>' + SQUARE, "logo.not-allowed"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SQUARE, "logo.doctype"),
        (SVG.format("<g>" * 60 + "</g>" * 60), "logo.too-complex"),
        (SVG.format("<g/>" * 6000), "logo.too-complex"),
        (SQUARE.replace("</svg>", ""), "logo.not-an-image"),
        ("<html/>", "logo.not-an-image"),
        ("hello", "logo.not-an-image"),
        (b"", "logo.not-an-image"),
        (b"\xff\xd8\xff\xe0", "logo.not-an-image"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "logo.no-size"),
        (b"\x89PNG\r\n\x1a\n", "logo.not-an-image"),
        (png()[:-30], "logo.not-an-image"),
        (png(3001, 1), "logo.too-large"),
        (SQUARE + " " * 300_001, "logo.too-large"),
    ],
)
def test_a_logo_that_is_not_a_plain_picture_is_refused(logo: str | bytes, code: str, tmp_path: Path) -> None:
    found = problems_of(tmp_path, "logo: logo.svg", logo)
    assert code in {problem.code for problem in found}
    assert all(problem.line > 0 and problem.hint for problem in found)


def test_entities_are_refused_before_they_are_expanded(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
    bomb = f'<!DOCTYPE svg [<!ENTITY l0 "ha">{laughs}]>' + SVG.format("<title>&l29;</title>")
    assert [problem.code for problem in problems_of(tmp_path, "logo: logo.svg", bomb)] == ["logo.doctype"]


def test_a_mistake_in_a_logo_is_shown_where_it_stands_in_the_logo(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, "logo: logo.svg", SVG.format("\n  <script/>"))
    assert (Path(problem.file).name, problem.line, problem.column) == ("logo.svg", 2, 3)
