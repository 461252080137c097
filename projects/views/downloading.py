"""Lists of projects as files: what anyone may see, what a person may change, and the empty template."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from audit.choices import Purpose, Seen
from audit.reading import note_reads
from govuk.files import as_file
from govuk.pages import public, require
from ladder.choices import Badge
from notices.models import Contact
from projects import rules
from projects.exports import on_the_list_since, own_projects, rows_of
from projects.spreadsheets.columns import ADDRESS, COLUMNS, SINCE, TOGETHER
from projects.spreadsheets.writing import CSV_TYPE, XLSX_TYPE, csv_lines, workbook
from projects.views.finding import found
from words.working_days import london_date

FOR_ANYONE = (*(column for column in COLUMNS if not column.for_staff), TOGETHER, ADDRESS, SINCE)


@public
@require_safe
def download(request, kind):
    """The projects that the list shows for the same address, with what their pages tell anyone."""
    return _file(kind, "projects", FOR_ANYONE, _public_rows(request))


def _public_rows(request):
    for project, values in rows_of(found(request), for_staff=False):
        address = request.build_absolute_uri(reverse("projects:show", args=[project.slug]))
        yield values | {
            TOGETHER.key: str(Badge(project.public_badge).label),
            ADDRESS.key: address,
            SINCE.key: on_the_list_since(project),
        }


@require_safe
def download_own(request, kind):
    """The projects that a person may change, with the columns that an import reads."""
    require(rules.can_import, request.user)
    rows = [values for _, values in rows_of(own_projects(request.user), for_staff=True)]
    leads = Contact.objects.filter(user__email__in={row["lead"] for row in rows})
    note_reads(request, leads.values_list("pk", flat=True), fields=[Seen.EMAIL], purpose=Purpose.REGISTER)
    return _file(kind, "our-projects", COLUMNS, rows)


@require_safe
def template(request, kind):
    """A file with the headings and no project. The workbook explains each column on a second sheet."""
    require(rules.can_import, request.user)
    return _file(kind, "projects-template", COLUMNS, (), explained=True)


def _file(kind, name, columns, rows, *, explained=False):
    """A file to keep on one's own computer, and nowhere on the way."""
    cells = ([row.get(column.key) for column in columns] for row in rows)
    if kind == "csv":
        response = StreamingHttpResponse(
            csv_lines((column.heading for column in columns), cells), content_type=CSV_TYPE
        )
    elif kind == "xlsx":
        help_rows = [(column.heading, column.help) for column in columns] if explained else ()
        response = HttpResponse(workbook(columns, cells, help_rows=help_rows), content_type=XLSX_TYPE)
    else:
        raise Http404
    today = london_date(timezone.now())
    return as_file(response, f"{name}-{today.isoformat()}.{kind}")
