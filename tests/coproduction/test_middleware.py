"""Pages differ from person to person, so no cache may keep one."""

from django.http import HttpResponse, JsonResponse

from coproduction.middleware import pages_are_never_kept


def test_a_page_is_never_kept_and_varies_by_cookie(rf):
    answer = pages_are_never_kept(lambda request: HttpResponse("<p>Hello</p>"))(rf.get("/"))
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert answer["Vary"] == "Cookie"


def test_what_is_not_a_page_is_left_as_it_is(rf):
    answer = pages_are_never_kept(lambda request: JsonResponse({}))(rf.get("/"))
    assert "Cache-Control" not in answer


def test_a_style_sheet_that_never_changes_is_one_for_everyone(rf):
    kept = {"Content-Type": "text/css", "Cache-Control": "public, immutable", "Vary": "Cookie"}
    answer = pages_are_never_kept(lambda request: HttpResponse(":root{}", headers=kept))(rf.get("/"))
    assert "Vary" not in answer
    assert answer["Cache-Control"] == "public, immutable"
