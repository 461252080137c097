"""What stands under the fields of a form that {% crispy form %} draws."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class Actions:
    """The main button and, where `later` has words, a second one that saves and stops."""

    def __init__(self, label: str, *, later: str = "") -> None:
        self.label = label
        self.later = later

    def render(self, form: Any, context: Any, template_pack: Any = None, **kwargs: Any) -> SafeString:
        return render_to_string(
            "govuk/actions.html", {"label": self.label, "later": self.later, "big": False}
        )
