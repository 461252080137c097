"""Kinds of things on a page. Half of each page stands on all others too: what is alike is tried once.

Two words are of one kind when they, and each box around them, have the same tag, classes, colours, letters
and place in the layout, at one width and under the same style sheets. So are two controls, when their labels
are of one kind too. Colours of a kind that was found good are good wherever it stands.

Two parts are of one kind when they, and each box around them, have the same tag, classes, role, states and
labels, at one width, and both have words or both have none. Two headings also come after headings that are
alike. What no rule of axe could tell apart is of one kind, then, and what only looks alike is not: an id that
stands twice, and one that is named and is not there, are of no kind, and are tried each time.
"""

from dataclasses import dataclass, field

WORDS = "words"
CONTROLS = "controls"
PARTS = "parts"
FRAMES = "frames"  # parts around a page's own words, which let the Tab key through
STOPS = "stops"  # parts that the Tab key gets to, with all that a script could take hold of them by

FIND = """asked => {
  const written = ['color', 'backgroundColor', 'backgroundImage', 'opacity', 'fontSize', 'fontWeight',
    'position', 'textShadow', 'borderStyle', 'borderColor', 'appearance']
  const number = words => {
    let [one, two] = [0xdeadbeef, 0x41c6ce57]
    for (let at = 0; at < words.length; at++) {
      const letter = words.charCodeAt(at)
      one = Math.imul(one ^ letter, 2654435761)
      two = Math.imul(two ^ letter, 1597334677)
    }
    return 4294967296 * (2097151 & two) + (one >>> 0)
  }
  const page = [innerWidth, ...[...document.styleSheets].map(sheet => sheet.href)].join()
  const known = new Map()
  const kind = element => {
    if (known.has(element)) return known.get(element)
    const style = getComputedStyle(element)
    const around = element.parentElement ? kind(element.parentElement) : page
    const off = element.matches(':disabled, [aria-disabled=true]') || element.control?.disabled
    const own = [around, element.localName, element.getAttribute('class'), off,
      ...written.map(name => style[name])]
    known.set(element, number(own.join('|')))
    return known.get(element)
  }
  const box = 'input:not([type=hidden]), select, textarea'
  const find = {
    words: () => [...document.body.querySelectorAll('*')].filter(element => element.matches(box)
      || [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())),
    controls: () => [...document.querySelectorAll(`a[href], button, summary, ${box}`)],
  }
  const of_control = element => number([kind(element), element.type, !element.textContent.trim(),
    ...[...element.labels || []].map(kind)].join('|'))
  const states = ['role', 'type', 'lang', 'tabindex', 'autocomplete', 'scope', 'open', 'dir', 'list']
  const refers = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'headers']
  const ids = new Map(), parts = new Map()
  const odd = element => ids.get(element.id) > 1 || refers.some(name => (element.getAttribute(name) || '')
    .split(/\\s+/).some(id => id && !ids.get(id)))
  const part = element => {
    if (parts.has(element)) return parts.get(element)
    const around = element.parentElement ? part(element.parentElement) : page
    const named = element.getAttributeNames()
      .filter(name => name.startsWith('aria-') || refers.includes(name))
      .map(name => refers.includes(name) || name === 'aria-label' ? name : name + element.getAttribute(name))
    const own = [around, element.localName, element.getAttribute('class'), element.inert, ...named.sort(),
      ...states.map(name => element.getAttribute(name)), !!element.textContent.trim(),
      ...['alt', 'title', 'aria-label', 'href'].map(name => !!element.getAttribute(name)),
      element.labels && element.labels.length]
    parts.set(element, odd(element) ? 0 : number(own.join('|')))
    return parts.get(element)
  }
  find.parts = () => {
    document.querySelectorAll('[id]').forEach(({id}) => ids.set(id, (ids.get(id) || 0) + 1))
    return [document.documentElement, ...document.body.querySelectorAll('*')]
  }
  let before = ''
  const of_part = element => {
    if (!/^h[1-6]$/.test(element.localName)) return part(element)
    const name = part(element) && number(before + part(element))
    before = element.localName
    return name
  }
  const name_of = {words: kind, controls: of_control, parts: of_part}
  const seen = which => element =>
    element.checkVisibility({opacityProperty: true, visibilityProperty: true})
    && (which === 'parts' || element.getBoundingClientRect().width > 1)
  // Of one letter alone axe says nothing, so nothing is known of its kind.
  const short = (which, element) => which === 'words' && element.textContent.trim().length === 1
  const list = which => find[which]().filter(seen(which))
    .map(element => [element, short(which, element) ? 0 : name_of[which](element)])
  const scripts = [...document.scripts].map(script => script.src).join()
  const hooks = element => element ? [hooks(element.parentElement),
    ...element.getAttributeNames().filter(name => name.startsWith('data-'))].join('|') : scripts
  const among_parts = {
    frames: () => window.kinds.parts.filter(([element]) => !element.closest('main')),
    stops: () => window.kinds.parts
      .filter(([element]) => element.matches(`a[href], button, ${box}, summary, [tabindex]`))
      .map(([element, name]) => [element, name && number(name + hooks(element))]),
  }
  for (const which of asked)
    window.kinds = {...window.kinds, [which]: which in among_parts ? among_parts[which]() : list(which)}
  return Object.fromEntries(asked.map(which =>
    [which, [...new Set(window.kinds[which].map(([, name]) => name))]]))
}"""


@dataclass
class Good:
    """Kinds that were found good, while tests run."""

    words: set[int] = field(default_factory=set)
    controls: set[int] = field(default_factory=set)
    parts: set[int] = field(default_factory=set)
    frames: set[int] = field(default_factory=set)
    stops: set[int] = field(default_factory=set)

    def new_on(self, page, *asked):
        """The kinds on this page of which nothing is known, of words, of controls and so on. Frames and stops
        are asked for after parts."""
        found = page.evaluate(FIND, asked)
        return {which: [kind for kind in found[which] if kind not in getattr(self, which)] for which in asked}

    def keep(self, which, kinds):
        """Of no kind is 0: nothing is ever known of that."""
        getattr(self, which).update(set(kinds) - {0})
