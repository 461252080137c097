"""Tags for small drawings: {% icon "tick" 22 %} and {% mark "yes" %}.

Each is one file of templates/components/icons or marks, hidden from screen readers: the words beside it
say the same. A page has ten, and each is the same for everyone, so it is drawn once.
"""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

MARKS = frozenset({"yes", "partly", "no", "not-sure", "skip"})
"""The marks of the five answers."""


@register.simple_tag
@cache
def icon(name: str, size: int = 24) -> SafeString:
    """An icon, `size` pixels wide and tall. Raises TemplateDoesNotExist for a name that nobody has drawn."""
    return render_to_string(f"components/icons/{name}.html", {"size": size})


@register.simple_tag
@cache
def mark(name: str, size: int = 48) -> SafeString:
    """The mark of an answer, or else the icon of that name at 40 pixels."""
    return (
        render_to_string(f"components/marks/{name}.html", {"size": size}) if name in MARKS else icon(name, 40)
    )
