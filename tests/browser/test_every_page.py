"""Every page that there is, in each of its states: nobody is kept out by how they look at it."""

from urllib.parse import urljoin

import pytest
from django.urls import URLPattern, get_resolver, reverse

from tests import kinds
from tests.browser.conftest import WIDE
from tests.browser.looks import forced_colours, open_all_of, press
from tests.browser.pages import BUTTONS, FOR_MACHINES, LOOKS, SAME_ADDRESS
from tests.house.demonstration_pages import FILES
from tests.kinds import CONTROLS, FRAMES, PARTS, WORDS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NARROW = {"width": 320, "height": 400}
SIDEWAYS = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(element => {
  const style = getComputedStyle(element), box = element.getBoundingClientRect()
  const hides = [style.overflowX, style.overflowY].some(value => value === 'hidden' || value === 'clip')
  const has_words = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())
  return hides && has_words && box.width > 1 && box.height > 1 && style.visibility === 'visible'
    && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
}).map(element => element.outerHTML.slice(0, 120))"""
# Sizes are worked out at once when they are asked for, so the page need not be drawn at this one.
AT_200_PERCENT = f"""() => {{
  const root = document.documentElement, before = root.style.fontSize
  root.style.fontSize = '200%'
  const found = {{sideways: {SIDEWAYS}, cutOff: ({CUT_OFF})()}}
  root.style.fontSize = before
  return found
}}"""
# In forced colours a browser takes away backgrounds and shadows: a box needs a border, and words a colour of
# their own. A box that is drawn before its label counts by that drawing.
INVISIBLE = """() => {
  const canvas = getComputedStyle(document.body).backgroundColor
  const bordered = style => ['Top', 'Right', 'Bottom', 'Left'].some(side =>
    style['border' + side + 'Style'] !== 'none' && parseFloat(style['border' + side + 'Width']) > 0
    && style['border' + side + 'Color'] !== canvas)
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor
      if (colour !== 'rgba(0, 0, 0, 0)') return colour
    }
    return canvas
  }
  const hidden = element => {
    const style = getComputedStyle(element)
    if (element.matches('a, button, summary'))
      return !element.innerText.trim() || style.color === behind(element)
    const label = element.labels && element.labels[0]
    const drawings = [style, getComputedStyle(element, '::before')]
    if (element.type === 'file') drawings.push(getComputedStyle(element, '::file-selector-button'))
    if (label) drawings.push(getComputedStyle(label), getComputedStyle(label, '::before'))
    const native = element.matches('[type=radio], [type=checkbox]') && style.appearance !== 'none' && style.opacity !== '0'
    return !native && !drawings.some(bordered)
  }
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter(element => element.checkVisibility() && hidden(element))
    .map(element => element.outerHTML.slice(0, 160))
}"""  # noqa: E501

# What the Tab key should get to: one of several radios, and nothing that is hidden or left out on purpose.
# Where the frame is known, from the last stop before the page's own words to the first after them.
STOPS = """knownFrame => {
  window.reached = new Set()
  document.addEventListener('focusin', event => window.reached.add(event.target))
  const groups = new Set()
  const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'
  window.stops = [...document.querySelectorAll(all)].filter(element => {
    if (!element.checkVisibility() || element.disabled || element.tabIndex < 0) return false
    if (element.type !== 'radio') return true
    const group = (element.form ? [...document.forms].indexOf(element.form) : '') + element.name
    const chosen = [...document.querySelectorAll('input:checked')].some(each => each.name === element.name)
    if (chosen ? !element.checked : groups.has(group)) return false
    groups.add(group)
    return true
  })
  document.activeElement.blur()
  const main = document.querySelector('main')
  const place = each => main.contains(each) ? 0 : main.compareDocumentPosition(each)
  const before = window.stops.findLast(each => main && place(each) & Node.DOCUMENT_POSITION_PRECEDING)
  if (!knownFrame || !before) return window.stops.length
  const after = window.stops.find(each => place(each) & Node.DOCUMENT_POSITION_FOLLOWING)
  window.stops = window.stops.filter(each => main.contains(each) || each === after)
  before.focus()
  return window.stops.length
}"""
FIRST = {look.url: look for look in reversed(LOOKS)}
"""One state of each page: its others have the same links and boxes."""
MISSED = "window.stops.filter(each => !window.reached.has(each)).map(each => each.outerHTML.slice(0, 160))"


def not_reached_by_keyboard(page, *, known_frame=False):
    """The links, buttons and boxes that the Tab key does not get to, from the top of the page.

    `known_frame`: what stands around the page's own words is known to let it through.
    """
    stops = page.evaluate(STOPS, known_frame)
    page.keyboard.press("+".join(["Tab"] * (stops + 2)))  # held down, it goes on from stop to stop
    return page.evaluate(MISSED)


def pages_of(resolver, namespace=""):
    """The name of every address in the URL configuration."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or str(pattern.pattern))
        else:
            yield from pages_of(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace)


def test_every_address_is_looked_at_or_is_no_page():
    known = {look.url for look in LOOKS} | BUTTONS | FILES | FOR_MACHINES | SAME_ADDRESS
    for name in pages_of(get_resolver()):
        assert name in known, (
            f"The page {name} is looked at in no state: add it to tests/browser/pages.py, with who may see it"
        )


@pytest.fixture(scope="module")
def before():
    """Where a page is that was looked at last, as it came, and to whom."""
    return {}


def come_to(look, page, world, before):
    """By its address, or where the look before it came to."""
    path = look.path(world)
    still_there = before == {"part": look.part, "path": path} and page.url == urljoin(page.url, path)
    if not (look.goes_on and still_there):
        page.goto(path)
    before.clear()
    if look.then:
        look.then(page)
    else:
        before.update(part=look.part, path=path)
    open_all_of(page, look.shows)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.url} {look.state}")
def test_a_page_keeps_nobody_out(look, visit, world, before, axe, good, full):
    page = visit(look.part, wide=bool(look.then) and not look.goes_on)
    come_to(look, page, world, before)
    # Each change of width costs as much as a question, so the next page begins with the width of this one.
    widths = [WIDE, NARROW] if page.viewport_size == WIDE else [NARROW, WIDE]
    for width in widths:
        if page.viewport_size != width:
            page.set_viewport_size(width)
        if width == NARROW:
            assert page.evaluate(SIDEWAYS) <= 0, "at 320 pixels it scrolls sideways"
        else:
            first = look is FIRST[look.url]
            nobody_is_kept_out(page, axe, good, first=first, full=full)


def nobody_is_kept_out(page, axe, good, *, first, full):
    """`first`: of the states of its page. It is asked about as a whole, whatever was found good on others."""
    new = good.new_on(page, WORDS, PARTS, CONTROLS, FRAMES, kinds.STOPS)
    axe(page, again=full, always=first, new=new)
    if first and (new[kinds.STOPS] or full):
        missed = not_reached_by_keyboard(page, known_frame=not new[FRAMES] and not full)
        assert missed == [], "the Tab key does not get to these"
        good.keep(FRAMES, new[FRAMES])
        good.keep(kinds.STOPS, new[kinds.STOPS])
    found = page.evaluate(AT_200_PERCENT)
    assert found["sideways"] <= 0, "with text at 200% it scrolls sideways"
    assert found["cutOff"] == [], "with text at 200% these words are cut off"

    if new[CONTROLS] or full:
        with forced_colours(page):
            assert page.evaluate(INVISIBLE) == [], "in forced colours these cannot be seen"
        good.keep(CONTROLS, new[CONTROLS])


BREAK = {
    INVISIBLE: "document.querySelector('input[type=email]').style.border = '0'",
    SIDEWAYS: "document.querySelector('h1').style.width = '2000px'",
    CUT_OFF: "Object.assign(document.querySelector('h1').style, {overflow: 'hidden', height: '20px'})",
}


@pytest.mark.parametrize("question", BREAK, ids=["invisible", "sideways", "cut off"])
def test_what_keeps_people_out_is_found(question, visit):
    page = visit("")
    page.goto(reverse("account_request_login_code"))
    with forced_colours(page):
        assert not page.evaluate(question)
        page.evaluate(BREAK[question])
        assert page.evaluate(question)


FITS_UNTIL_TWICE_AS_LARGE = {
    "sideways": "Object.assign(document.querySelector('h1').style, {width: '40em'})",
    "cutOff": """(h1 => Object.assign(h1.style, {overflow: 'hidden', height: h1.clientHeight + 'px'}))
      (document.querySelector('h1'))""",
}


@pytest.mark.parametrize("kind", FITS_UNTIL_TWICE_AS_LARGE)
def test_what_is_too_large_only_with_text_at_200_percent_is_found(kind, visit):
    page = visit("")
    page.goto(reverse("account_request_login_code"))
    assert page.evaluate(AT_200_PERCENT) == {"sideways": 0, "cutOff": []}
    page.evaluate("document.querySelector('h1').style.fontSize = '1.5rem'")
    page.evaluate(FITS_UNTIL_TWICE_AS_LARGE[kind])
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(AT_200_PERCENT)[kind]
    assert page.evaluate(SIDEWAYS) == 0, "it is put back as it was"


@pytest.mark.parametrize("where", ["main label", ".app-brand__org", ".app-help h2", "footer a"])
def test_pale_words_are_found_in_a_page_and_in_a_frame_that_differs(where, visit, axe):
    page = visit("")
    page.goto(reverse("account_request_login_code"))
    axe(page, only=["color-contrast"])
    page.evaluate(f"document.querySelector('{where}').style = 'color: #ccc; background: #ddd'")
    with pytest.raises(AssertionError, match="color-contrast"):
        axe(page, only=["color-contrast"])


@pytest.mark.parametrize(
    "fault",
    [
        "document.querySelector('main label').remove()",
        "document.querySelector('footer a').textContent = ''",
        "document.querySelector('main h1').outerHTML = '<h4 class=\"govuk-heading-l\">Sign in</h4>'",
        "document.querySelector('main label').textContent = ''",
        "document.querySelector('footer ul').append(document.createElement('div'))",
        "document.querySelector('main').outerHTML = document.querySelector('main').outerHTML.repeat(2)",
    ],
    ids=["label", "link", "heading", "empty label", "list", "twice"],
)
def test_a_fault_on_a_page_whose_other_parts_are_known_is_found(fault, visit, axe):
    page = visit("")
    page.goto(reverse("account_request_login_code"))
    axe(page)
    page.evaluate(fault)
    with pytest.raises(AssertionError, match="violations"):
        axe(page, again=False)


@pytest.mark.parametrize("fault", ["title = ''", "documentElement.lang = 'xx'"])
def test_a_fault_of_a_page_as_a_whole_is_found_where_all_parts_are_known(fault, visit, axe):
    page = visit("")
    page.goto(reverse("account_request_login_code"))
    axe(page)
    axe(page, again=False, always=True)
    page.evaluate(f"document.{fault}")
    with pytest.raises(AssertionError, match="violations"):
        axe(page, again=False, always=True)


def test_people_who_share_a_page_have_each_their_own_cookies(visit):
    def session_of(part):
        page = visit(part)
        page.goto(reverse("coproduction:privacy"))
        return {each["value"] for each in page.context.cookies() if each["name"] == "sessionid"}

    lead, chair, nobody = (session_of(part) for part in ("lead", "chair", ""))
    assert len(lead) == len(chair) == 1
    assert lead != chair
    assert session_of("lead") == lead
    assert session_of("") == nobody
    assert not nobody & (lead | chair)


def test_a_button_of_another_name_is_not_pressed(visit):
    page = visit("")
    page.goto(reverse("account_request_login_code"))
    page.evaluate("document.querySelectorAll('main button').forEach(each => { each.disabled = true })")
    for name in ("Email me a code", "Email me"):
        with pytest.raises(AssertionError, match="0 buttons"):
            press(name)(page)


@pytest.mark.parametrize("known_frame", [False, True])
def test_what_the_keyboard_cannot_get_to_is_found(known_frame, visit):
    page = visit("")
    page.goto(reverse("account_request_login_code"))
    assert not_reached_by_keyboard(page, known_frame=known_frame) == []
    page.evaluate("document.querySelector('main form').inert = true")
    assert not_reached_by_keyboard(page, known_frame=known_frame)


def test_a_page_that_lets_nobody_out_again_is_found_where_its_frame_is_known(visit):
    page = visit("")
    page.goto(reverse("account_request_login_code"))
    page.evaluate(
        """document.querySelector('main').addEventListener('keydown', event => {
          if (event.target.matches('button')) event.preventDefault()
        })"""
    )
    assert not_reached_by_keyboard(page, known_frame=True)


def test_a_frame_that_lets_nobody_in_is_not_a_known_one(visit, good):
    page = visit("")
    page.goto(reverse("account_request_login_code"))
    good.keep(FRAMES, good.new_on(page, PARTS, FRAMES)[FRAMES])
    assert good.new_on(page, PARTS, FRAMES)[FRAMES] == []
    page.evaluate("document.querySelector('footer').inert = true")
    assert good.new_on(page, PARTS, FRAMES)[FRAMES]


@pytest.mark.parametrize("change", ["inert = true", "dataset.hold = ''", "tabIndex = 5"])
def test_what_could_hold_the_tab_key_back_is_not_known(change, visit, good):
    page = visit("")
    page.goto(reverse("account_request_login_code"))
    good.keep(kinds.STOPS, good.new_on(page, PARTS, kinds.STOPS)[kinds.STOPS])
    assert good.new_on(page, PARTS, kinds.STOPS)[kinds.STOPS] == []
    page.evaluate(f"document.querySelector('main form').{change}")
    assert good.new_on(page, PARTS, kinds.STOPS)[kinds.STOPS]
