"""The page that a browser prints: the same form on the same sheets, each with its code and its number."""

import re
from base64 import b64encode
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from django.conf import settings
from django.template.loader import render_to_string

from ladder.paper import Form, print_page
from tests.ladder.paper.printed import ABOUT, form_of, pages_of, text_of, the_wording

FORMS = {
    "18": form_of("R4T7WC3FH"),
    "24-cream": form_of("R4T7WC3FH", size=24, cream=True),
    "blank-18": Form(),
    "blank-24": Form(size=24),
}


def html_of(form, about=ABOUT):
    paper = print_page(form, wording=the_wording(), about=about)
    return render_to_string("ladder/paper_form.html", {"paper": paper})


@pytest.fixture(params=FORMS)
def form(request):
    return FORMS[request.param]


def test_every_sheet_has_the_code_or_boxes_for_it_and_its_number(form):
    sheets = html_of(form).split('<div class="app-a4">')[1:]
    assert len(sheets) == 17
    for number, sheet in enumerate(sheets, start=1):
        bar = sheet.split("</div>")[0]
        assert f"Page <b>{number}</b> of {len(sheets)}" in bar
        assert ("R4T 7WC 3FH" in bar) != form.is_blank
        assert bar.count("app-a4__box") == (9 if form.is_blank else 0)
        assert bar.count("<svg") == (0 if form.is_blank else 1)


def test_every_question_has_five_answers_and_room_for_more(form):
    html = html_of(form)
    assert len(re.findall("<h1", html)) == 1
    assert len(re.findall("<h2", html)) == 14
    lists = re.findall(r'app-ticklist--five">(.*?)</ul>', html, re.DOTALL)
    assert [part.count("<li>") for part in lists] == [5] * 9
    assert html.count("Tell us more, if you want to.") == 9


def test_nothing_in_it_breaks_the_strict_policy_or_is_read_as_html():
    about = replace(ABOUT, project="<script>alert(1)</script>")
    html = html_of(form_of("R4T7WC3FH"), about)
    assert "&lt;script&gt;alert(1)" in html
    assert "<script" not in html
    assert not re.search(r"\sstyle=", html)


def drawn(name):
    """A picture as an address of its own, for a page that has no server."""
    data = (Path(settings.BASE_DIR) / "static" / "pictures" / f"{name}.svg").read_bytes()
    return f"data:image/svg+xml;base64,{b64encode(data).decode()}"


@pytest.mark.browser
def test_a_browser_prints_each_sheet_on_one_page_of_its_own(page, form):
    """Printed by Chromium: as many pages as sheets, each with its number and a square that can be read."""
    static = Path(settings.BASE_DIR) / "static"
    css = (static / "app.css").read_text(encoding="utf-8")
    body = re.sub(
        r'src="[^"]*?pictures/([\w-]+)[^"]*"', lambda found: f'src="{drawn(found[1])}"', html_of(form)
    )
    page.set_content(f"<html><style>{css}</style><body class='govuk-template__body'>{body}</body></html>")
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    with pikepdf.open(BytesIO(printed)) as file:
        assert len(file.pages) == 17
    for number, sheet in enumerate(pages_of(printed), start=1):
        assert f"Page {number} of" in text_of(sheet)
        picture = sheet.render(scale=2, grayscale=True).to_pil()
        codes = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
        assert [code.text for code in codes] == ([form.link] if form.link else [])
