"""Components that GOV.UK has too: the same HTML as its examples. Components that are ours: what they say."""

import re

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from govuk.forms import ErrorLink
from tests.govuk.markup import fixtures, part, read, same


def example(component, name):
    return next(each for each in fixtures(component) if each["name"] == name)


def drawn(source, **context):
    tags = "{% load charts components govuk icons %}"
    return Template(tags + source).render(Context(context))


def text_of(html):
    """What is read aloud: no drawings, no tags."""
    html = re.sub(r"<svg.*?</svg>", "", html, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("given", fixtures("error-summary"), ids=lambda each: each["name"])
def test_the_error_summary_has_govuks_markup(given):
    links = [
        ErrorLink(item.get("href", "").removeprefix("#"), item["text"])
        for item in given["options"]["errorList"]
    ]
    description = given["options"].get("descriptionText", "")
    html = render_to_string("govuk/error_summary.html", {"links": links, "description": description})
    assert same(read(html)) == same(read(given["html"]))


@pytest.mark.parametrize("given", fixtures("details"), ids=lambda each: each["name"])
def test_details_have_govuks_markup(given):
    options = given["options"]
    html = render_to_string(
        "components/details.html",
        {"summary": options["summaryText"], "text": options["text"], "open": options.get("open", False)},
    )
    assert same(read(html)) == same(read(given["html"]))


@pytest.mark.parametrize("given", fixtures("notification-banner"), ids=lambda each: each["name"])
def test_banners_have_govuks_markup(given):
    options = given["options"]
    html = render_to_string(
        "components/notification_banner.html", {"text": options["text"], "success": options.get("type", "")}
    )
    assert same(read(html)) == same(read(given["html"]))


def test_the_panel_has_govuks_markup():
    given = example("panel", "default")
    html = render_to_string(
        "components/panel.html",
        {"title": given["options"]["titleHtml"], "body": SafeString(given["options"]["html"])},
    )
    assert same(read(html)) == same(read(given["html"]))


def test_inset_text_and_link_buttons_have_govuks_markup():
    inset = example("inset-text", "default")
    html = render_to_string("components/inset.html", {"text": inset["options"]["text"]})
    assert same(read(html)) == same(read(inset["html"]))
    button = example("button", "link")
    html = render_to_string("components/link_button.html", {"text": "Link button", "url": "/"})
    assert same(read(html)) == same(read(button["html"]))


def test_the_main_button_has_govuks_markup():
    given = example("button", "prevent double click")
    html = render_to_string("govuk/actions.html", {"label": "Submit", "later": "", "big": False})
    assert same(part(html, "govuk-button")) == same(read(given["html"]))


def test_the_way_back_has_govuks_markup():
    given = example("breadcrumbs", "default")
    pairs = [each for item in given["options"]["items"] for each in (item["href"], item["text"])]
    crumbs = drawn("{% breadcrumbs a b c d e f g h %}", **dict(zip("abcdefgh", pairs, strict=True)))
    assert same(part(crumbs, "govuk-breadcrumbs")) == same(read(given["html"]))
    back = render_to_string("components/back_link.html", {"url": "#"})
    assert same(part(back, "govuk-back-link")) == same(read(example("back-link", "default")["html"]))


def test_the_menu_has_govuks_markup():
    given = example("service-navigation", "with navigation with a current item")
    items = [
        {"url": item["href"], "text": item["text"], "current": item.get("current", False)}
        for item in given["options"]["navigation"]
    ]
    html = render_to_string("components/navigation.html", {"items": items})
    assert same(read(html)) == same(read(given["html"]))


def test_a_row_of_answers_has_govuks_markup():
    rows = example("summary-list", "default")["options"]["rows"]
    html = '<dl class="govuk-summary-list">'
    for row in rows:
        value = row["value"].get("text") or SafeString(row["value"]["html"])
        html += render_to_string("components/summary_row.html", {"key": row["key"]["text"], "value": value})
    html += "</dl>"
    assert same(read(html)) == same(read(example("summary-list", "default")["html"]))


def test_change_says_what_it_changes():
    given = example("summary-list", "with actions")
    second = given["html"].split('<div class="govuk-summary-list__row">')[2]
    html = render_to_string(
        "components/summary_row.html",
        {"key": "Date of birth", "value": "13/08/1980", "change_url": "#", "change": "date of birth"},
    )
    expected = part(f'<div class="govuk-summary-list__row">{second}', "govuk-summary-list__row")
    assert same(read(html)) == same(expected)


def test_a_task_has_govuks_markup():
    given = example("task-list", "with hint text and additional states")
    html = '<ul class="govuk-task-list">'
    for number, item in enumerate(given["options"]["items"], start=1):
        status = item["status"]
        cannot = "cannot-start-yet" in status.get("classes", "")
        html += render_to_string(
            "components/task_row.html",
            {
                "id": f"task-list-{number}",
                "text": item["title"]["text"],
                "hint": item.get("hint", {}).get("text", ""),
                "url": item.get("href", ""),
                "status": status.get("text") or status["tag"]["text"],
                "kind": "cannot" if cannot else "done" if "text" in status else "",
            },
        )
    html += "</ul>"
    expected = re.sub(r" govuk-tag--\w+", "", given["html"])
    assert same(read(html)) == same(read(expected))


@pytest.mark.parametrize("given", fixtures("pagination"), ids=lambda each: each["name"])
def test_pages_of_a_list_have_govuks_markup(given):
    options = given["options"]
    items = [
        {} if item.get("ellipsis") else {"url": item["href"], **item} for item in options.get("items", [])
    ]
    html = render_to_string(
        "components/pagination.html",
        {
            "previous_url": options["previous"]["href"],
            "next_url": options["next"]["href"],
            "items": items,
        },
    )
    expected = given["html"].replace(" govuk-pagination--block", "")
    if items:
        assert same(read(html)) == same(read(expected))


def test_links_to_other_pages_keep_what_was_searched_for():
    html = drawn("{% pagination page 'q=bus&open=1' %}", page=Paginator(range(100), 10).page(2))
    assert 'href="?q=bus&amp;open=1&amp;page=1" rel="prev"' in html
    assert 'href="?q=bus&amp;open=1&amp;page=3" rel="next"' in html
    assert drawn("{% pagination page %}", page=Paginator(range(5), 10).page(1)).strip() == ""


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("match", "Match"),
        ("talk", "Needs a conversation"),
        ("higher", "Experience is higher"),
        ("few", "Not enough answers to show yet"),
        ("none", "No check yet"),
    ],
)
def test_a_badge_says_the_same_words_everywhere(key, words):
    assert text_of(drawn("{% badge key %}", key=key)) == words


def test_the_ladder_says_both_sides_without_its_drawing():
    html = drawn("{% ladder 7 4 3 5 %}")
    assert text_of(html) == (
        "Council says: Co-production Co-designing Engaging most people say a step in this part "
        "Consulting People say this step Informing most people say a step in this part Educating Coercing"
    )


def test_the_ladder_brackets_only_the_middle_step_where_most_people_may_not_be_shown():
    html = drawn("{% ladder 4 6 %}")
    assert html.count("is-in") == 1
    assert '<li class="is-in is-one is-mid">' in html
    assert "most people" not in html


def test_the_ladder_shows_the_council_alone_where_nothing_may_be_shown():
    html = drawn("{% ladder 5 %}")
    assert "is-in" not in html
    assert "People" not in html


def test_a_project_in_a_list_says_all_three_steps_in_words():
    assert text_of(drawn("{% both_sides 'talk' 7 4 3 5 '' 3 'Informing' %}")) == (
        "Needs a conversation Council says Co-production People say Consulting The record shows Informing"
    )


def test_the_record_is_a_gold_square_on_its_step_and_none_where_nothing_is_recorded():
    shown = drawn("{% both_sides 'talk' 7 4 3 5 '' 4 'Consulting' %}").partition("<dl")[0]
    assert f'<svg x="50%" y="31" width="1" height="1" overflow="visible">{SQUARE}' in shown
    nothing = drawn("{% both_sides 'talk' 7 4 3 5 '' None 'Nothing recorded yet' %}")
    assert "app-c-record" not in nothing.partition("<dl")[0]
    assert text_of(nothing).endswith("The record shows Nothing recorded yet")


SQUARE = '<rect class="app-c-record" x="-8" y="-8" width="16" height="16" rx="1.5"/>'


def test_a_small_group_says_so_in_the_place_of_a_step():
    html = drawn("{% both_sides 'talk' 7 note='A small group' %}")
    assert "People say A small group" in text_of(html)
    assert "app-c-people-line" not in html


def test_a_project_nobody_was_asked_about_says_not_asked_yet():
    assert text_of(drawn("{% both_sides 'none' 4 %}")).endswith("People say Not asked yet The record shows")
    assert "People say Not enough answers to show yet" in text_of(drawn("{% both_sides 'few' 4 %}"))


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"word": 0, "hidden": False}, "No"),
        ({"word": 3, "hidden": False}, "Mostly yes"),
        ({"word": None, "hidden": True}, "Not enough answers to show yet"),
        ({"word": None, "hidden": False}, "Not asked yet"),
    ],
)
def test_a_statement_has_its_word_beside_its_bar(how, words):
    html = drawn("{% fifth word=word hidden=hidden %}", **how)
    assert text_of(html) == words
    assert 'aria-hidden="true"' in html


def test_hidden_looks_different_from_not_asked():
    hidden = drawn("{% fifth_bar hidden=True %}")
    not_asked = drawn("{% fifth_bar %}")
    assert "url(#p-hidden)" in hidden
    assert "url(#p-hidden)" not in not_asked
    assert "stroke-dasharray" in not_asked


def test_a_hidden_score_has_no_place_on_the_line():
    given = {"word": "", "words": "Not enough answers to show yet", "line": "", "sentence": ""}
    given |= {"range_sentence": "", "value": None, "low": None, "high": None, "band": None}
    html = render_to_string("components/score.html", given)
    assert "<circle" not in html
    assert text_of(html).startswith("Not enough answers to show yet")


def test_progress_is_said_in_words():
    html = drawn("{% progress 3 8 %}")
    assert text_of(html) == "Question 3 of 8"
    assert html.count("is-done") == 2
    assert html.count("is-now") == 1


def test_drawings_are_as_big_as_asked_and_silent():
    html = drawn("{% icon 'tick' 22 %}{% mark 'partly' 32 %}{% mark 'people' %}")
    assert [f'width="{size}"' in html for size in (22, 32, 40)] == [True, True, True]
    assert html.count('aria-hidden="true" focusable="false"') == 3
    assert text_of(html) == ""


def test_a_drawing_that_nobody_has_made_is_an_error():
    with pytest.raises(TemplateDoesNotExist):
        drawn("{% icon 'crown' %}")
