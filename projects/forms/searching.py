"""What the register's list can be asked."""

from django import forms

from govuk.fields import PlainTextField
from govuk.forms import GovukForm


class SearchForm(GovukForm, forms.Form):
    """A few words to look for in the register."""

    q = PlainTextField(label="Search by word", required=False, max_length=100)
