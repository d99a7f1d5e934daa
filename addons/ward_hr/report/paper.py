"""Sets the articles of a report as one PDF, with our own style sheet and fonts only.

Nothing is fetched but ``data:`` addresses: a text in a record cannot make the server read a
file or call another machine.
"""

import logging
from base64 import b64encode
from functools import cache
from pathlib import Path

from lxml import html
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)  # a line per sheet is noise

STATIC = Path(__file__).parents[1] / "static"
FONTS = STATIC / "fonts" / "be_vietnam_pro"
SHEET = STATIC / "src" / "paper" / "paper.css"
WEIGHTS = (400, 600)
SCRIPTS = ("vietnamese", "latin")


class NotFetched(ValueError):
    """An address that is not ``data:`` was met in a report."""


class OnlyData(URLFetcher):
    """Answers ``data:`` addresses, refuses all others."""

    def fetch(self, url, headers=None):
        if not url.startswith("data:"):
            raise NotFetched(url)
        return super().fetch(url, headers)


def pdf_of(bodies):
    """``bodies``: the HTML pages Odoo prepared, one a record. Returns the PDF as bytes.

    Each record has its own page numbers; the documents share fonts and become one file.
    """
    sheet, fonts = _sheet()
    documents = [
        HTML(string=_page(body), url_fetcher=OnlyData()).render(
            stylesheets=[sheet], font_config=fonts
        )
        for body in bodies
    ]
    pages = [page for document in documents for page in document.pages]
    return documents[0].copy(pages).write_pdf()


def _page(body):
    """The article of a prepared page, without the layout, styles and scripts around them."""
    root = html.fromstring(str(body))
    [article, *_inner] = root.xpath("//div[contains(concat(' ', @class, ' '), ' article ')]")
    inside = html.tostring(article, encoding="unicode")
    return f'<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><body>{inside}</body></html>'


@cache
def _sheet():
    fonts = FontConfiguration()
    faces = "".join(_face(weight, script) for weight in WEIGHTS for script in SCRIPTS)
    text = faces + SHEET.read_text(encoding="utf-8")
    return CSS(string=text, font_config=fonts, url_fetcher=OnlyData()), fonts


def _face(weight, script):
    file = FONTS / f"be-vietnam-pro-{script}-{weight}-normal.woff2"
    content = b64encode(file.read_bytes()).decode()
    return (
        f"@font-face {{ font-family: 'Ward {script}'; font-weight: {weight};"
        f" src: url(data:font/woff2;base64,{content}) format('woff2'); }}\n"
    )
