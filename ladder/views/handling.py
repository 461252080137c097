"""What every page has in common on which the involvement team handles one check's forms and calls."""

from functools import wraps

from ladder.views.papers import check_to_handle


def handling(view):
    """Marks a page for whoever may handle a check, and hands it over: never for a project of one's own."""

    @wraps(view)
    def page(request, pk, **kwargs):
        check = check_to_handle(request, pk)
        return view(request, check, **kwargs)

    return page
