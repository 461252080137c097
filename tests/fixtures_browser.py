"""A real Chromium for page tests. Without one they are errors, never skipped."""

import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.db import connections

from tests.kinds import PARTS, WORDS, Good

# Playwright's simple interface keeps an event loop running, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# The first has no windows: the same engine opens pages in half the time, and people in a third.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    # No renderer in reserve, and none begun anew for each next page of one site: half of opening a page.
    "--disable-features=SpareRendererForSitePerProcess,RenderDocument,PaintHolding,OptimizationHints",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    # A page lives for a second here. Scripts that are never run hot need no second translation: axe, most
    # of all, takes a fifth less of the processor.
    "--js-flags=--always-sparkplug --max-optimized-bytecode-size=0",
    "--no-first-run",
]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what is wrong is described and handed over: the rest costs as much time again, and nobody reads it.
# Style sheets are fetched again for no rule of these tags; sounds are, for one.
AXE = {
    "runOnly": {"type": "tag", "values": AXE_TAGS},
    "resultTypes": ["violations"],
    "preload": {"assets": ["media"]},
}
# Axe reads the colours of every box behind every word, and a page has ten. Each is worked out once.
REMEMBER_COLOURS = """() => {
  const {Color} = axe.commons.color, read = Color.prototype.parseString, known = new Map()
  Color.prototype.parseString = function (written) {
    if (!known.has(written)) known.set(written, read.call(new Color(), written))
    const {r, g, b, alpha} = known.get(written)
    return Object.assign(this, {r, g, b, alpha})
  }
}"""
BRING_AXE = f"{AXE_SCRIPT}\n;({REMEMBER_COLOURS})()"
COLOURS = "color-contrast"
# Axe tries colours on words that are asked about, and each other rule on parts that are: with what is around
# them, and what takes its name from them. Rules that compare parts with one another have the whole page.
# What stands outside the body, such as the title, is of no kind.
RUN_AXE = """([options, colours, asked]) => {
  if (!window.axe) bringAxe()
  const those = which => window.kinds[which].filter(([, kind]) => asked[which].includes(kind))
    .map(([element]) => element)
  const words = new Set(those('words'))
  const parts = asked.parts && new Set(those('parts'))
  const names = ['aria-labelledby', 'aria-describedby', 'aria-controls']
  if (parts) {
    for (const element of [...parts]) if (element.control) parts.add(element.control)
    document.querySelectorAll(names.map(name => `[${name}]`).join()).forEach(element => {
      const ids = names.flatMap(name => (element.getAttribute(name) || '').split(/\\s+/))
      if (ids.some(id => id && parts.has(document.getElementById(id)))) parts.add(element)
    })
    for (const element of [...parts])
      for (let at = element.parentElement; at && !parts.has(at); at = at.parentElement) parts.add(at)
  }
  const compares = rule => rule.pageLevel || [...rule.any, ...rule.all, ...rule.none]
    .some(check => axe._audit.checks[check.id || check].after)
  const {gather} = Object.getPrototypeOf(axe._audit.rules[0])
  axe._audit.rules.forEach(rule => {
    const among = rule.id === colours ? words : compares(rule) ? null : parts
    rule.gather = (...context) => {
      const found = gather.apply(rule, context)
      return among
        ? found.filter(({actualNode}) => among.has(actualNode) || !document.body.contains(actualNode))
        : found
    }
  })
  return axe.run(options).then(({violations}) => ({violations}))
}"""


def keep_axe_at_hand(context):
    """Half a million letters are handed over and translated once for all pages of this context, and not once
    for each. Until somebody calls it, it is only a function that no page asks for."""
    context.add_init_script(f"globalThis.bringAxe = function () {{\n{BRING_AXE}\n}}")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium (or CHROMIUM), else Playwright's own, which says so itself when it is missing."""
    found = next((path for path in (os.environ.get("CHROMIUM"), *map(shutil.which, NAMES)) if path), None)
    told = {
        **browser_type_launch_args,
        "args": QUIET,
        # Without the page cache that browsers really have, a test of the Back button proves nothing.
        "ignore_default_args": ["--disable-back-forward-cache"],
        "chromium_sandbox": False,
    }
    if found:
        assert Path(found).exists(), f"CHROMIUM names {found}, which is not there"
        told["executable_path"] = found
    return told


@pytest.fixture(scope="session")
def playwright(playwright):
    """While Playwright's event loop runs, Django keeps connections of their own: leave none behind, since a
    database with somebody in it cannot be dropped."""
    yield playwright
    connections.close_all()


@pytest.fixture(autouse=True)
def no_console_errors(request):
    """A page that breaks our own security policy, or whose script breaks, says so in the console."""
    if "page" not in request.fixturenames:
        yield
        return
    page, errors = request.getfixturevalue("page"), []
    page.context.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.context.on("weberror", lambda raised: errors.append(str(raised.error)))
    yield errors
    assert not errors, "\n".join(errors)


@pytest.fixture(scope="session")
def good():
    """Kinds of words and controls that nobody need try again."""
    return Good()


@pytest.fixture
def axe(good):
    """`axe(page)` fails with a list of what would keep somebody out. `only` names the rules to look at.

    `again=False`: what was found good need not be tried again. A page on which every part is of a known kind
    is left alone, and one whose colours alone are new is asked about these. `new` is what `good.new_on` says.
    `always`: axe is asked all the same about the page as a whole, such as its title and its landmarks.
    """

    def check(page, only=None, again=True, always=False, new=None):
        new = new or good.new_on(page, WORDS, PARTS)
        words, parts = new[WORDS], [] if only else new[PARTS]
        if not (again or always or parts or words):
            return
        if not (only or again or always or parts):
            only = [COLOURS]
        if not page.evaluate("'bringAxe' in window"):
            page.evaluate(BRING_AXE)
        rules = {"runOnly": {"type": "rule", "values": only}} if only else {}
        asked = {WORDS: words, PARTS: None if only or again else parts}
        found = AxeResults(page.evaluate(RUN_AXE, [AXE | rules, COLOURS, asked]))
        assert found.violations_count == 0, found.generate_report()
        if not only or COLOURS in only:
            good.keep(WORDS, words)
        good.keep(PARTS, parts)

    return check
