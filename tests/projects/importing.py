"""A spreadsheet on its way into a real register."""

from accounts.choices import Role
from council.models import Area
from projects.actions.importing import keep_lines, make_drafts, undo_import
from projects.actions.registering import describe
from projects.models import ImportBatch
from projects.spreadsheets.reading import read
from tests.factories import MONDAY, make_directorate, make_user
from tests.projects.spreadsheets.files import csv_file, project


def make_importer():
    """Robin Shah of Housing, who leads every project of the files, in a county with two areas."""
    for name in ("Northtown", "South Sands"):
        Area.objects.get_or_create(name=name)
    return make_user("Robin Shah", Role.STAFF, directorate=make_directorate("Housing"))


def check_file(*rows, by, now=MONDAY, data=None):
    """A file that was checked and has no mistake."""
    sheet = read(data or csv_file(rows or [project("Homes"), project("Repairs")]))
    return keep_lines(sheet=sheet, file_name="register.csv", by=by, now=now)


def imports_in_every_state(directorate, *, by, now):
    """Files that somebody of this directorate brought in, by how far each has come."""

    def ready(name):
        some = {"directorate": directorate, "lead": None, "areas": None, "step": "7", "plan_step": None}
        return project(name, **some, why_resources=None, again_resources=None)

    checked = check_file(*[ready(f"New {number}") for number in range(60)], by=by, now=now)
    stale = check_file(ready("Taken since"), by=by, now=now)
    import_file(ready("Taken since"), by=by, now=now)
    unfinished = {"name": "Unfinished", "directorate": directorate}
    made = import_file(ready("Made"), unfinished, by=by, now=now)
    touched = import_file(ready("Touched"), by=by, now=now)
    describe(project=touched.projects.get(), by=by, now=now, summary="Other words")
    undone = import_file(ready("Undone"), by=by, now=now)
    undo_import(batch=undone, by=by, now=now)
    undone.refresh_from_db()
    return {"checked": checked, "stale": stale, "made": made, "touched": touched, "undone": undone}


def import_file(*rows, by, now=MONDAY, data=None):
    """A file whose drafts are made."""
    batch = check_file(*rows, by=by, now=now, data=data)
    make_drafts(batch=batch, by=by, now=now)
    return ImportBatch.objects.get(pk=batch.pk)
