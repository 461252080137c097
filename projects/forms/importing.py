"""Choosing a spreadsheet to bring in, and the drafts of one to publish."""

from django import forms

from govuk.forms import GovukForm
from govuk.widgets import Checkboxes, FileBox

CHOOSE = "Choose the file with your projects"


class UploadForm(GovukForm, forms.Form):
    """One file. What is in it is read by the page, so that it can say what is wrong line by line."""

    submit_label = "Check this file"

    file = forms.FileField(
        label="Your file",
        help_text="An Excel workbook (.xlsx) or CSV, with up to 2,000 projects and 2 MB.",
        widget=FileBox(accept=".csv,.xlsx"),
        error_messages={
            "required": CHOOSE,
            "invalid": CHOOSE,
            "missing": CHOOSE,
            "empty": "The file is empty. Choose the file with your projects",
        },
    )


class PublishDraftsForm(GovukForm, forms.Form):
    """The drafts of an import that are ready, to tick."""

    submit_label = "Publish the ticked projects"

    projects = forms.MultipleChoiceField(
        label="Projects to publish",
        widget=Checkboxes,
        error_messages={
            "required": "Tick one project or more",
            "invalid_choice": "One of these cannot be published now. Look at the list again",
        },
    )

    def __init__(self, data=None, *, ready, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["projects"].choices = [(each.reference, each.name) for each in ready]
