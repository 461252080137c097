"""Addresses of the ladder and of checks."""

from django.conf import settings
from django.urls import path, register_converter

from ladder.views import (
    coming_in,
    comments,
    films,
    finishing,
    forms_that_came,
    helped,
    invited,
    keying,
    opening,
    papers,
    phone,
    questions,
    reading,
    results,
    rounds,
    sitting,
    teams_side,
    this_screen,
    ways,
    what_is,
    worries,
)
from words.addresses import Day

register_converter(Day, "day")
app_name = "ladder"
PEOPLE = "staff/checks/<int:pk>/people"
PERSON = f"{PEOPLE}/<int:invitation>"
urlpatterns = [
    path("what-is-co-production/", what_is.what_is, name="what_is"),
    path("c/<str:key>/", coming_in.open_link, name="open_link"),
    path("check/", coming_in.enter_code, name="enter_code"),
    path("check/leave/", coming_in.leave, name="leave"),
    path("check/start/", sitting.start, name="start"),
    path("check/carry-on/", sitting.carry_on, name="carry_on"),
    path("check/show-answers/", sitting.show_answers, name="show_answers"),
    path("check/start-again/", sitting.start_again, name="start_again"),
    path("check/saved/", sitting.saved, name="saved"),
    path("check/how/", reading.how, name="how"),
    path("check/practice/", questions.practice, name="practice"),
    path("check/<int:number>/", questions.question, name="question"),
    path("check/ladder/", questions.ladder, name="ladder"),
    path("check/better/", questions.better, name="better"),
    path("check/helped/", helped.helped, name="helped"),
    path("check/answers/", finishing.answers, name="answers"),
    path("check/another-way/", ways.another_way, name="another_way"),
    path("check/another-way/asked/", ways.way_asked, name="way_asked"),
    path("check/no-thank-you/", ways.no_thank_you, name="no_thank_you"),
    path("check/no-thank-you/said/", ways.said_no, name="said_no"),
    path("check/send/", finishing.send, name="send"),
    path("check/thank-you/", sitting.thank_you, name="thank_you"),
    path("projects/<slug:slug>/checks/<day:closed_on>/", results.results, name="results"),
    path("projects/<slug:slug>/checks.csv", results.checks_csv, name="checks_csv"),
    path("staff/this-screen/", this_screen.this_screen, name="this_screen"),
    path("staff/checks/", rounds.rounds, name="rounds"),
    path("staff/checks/<int:pk>/", rounds.show, name="round"),
    path("staff/checks/<int:pk>/close/", rounds.close_early, name="close_early"),
    path("staff/checks/<int:pk>/letters/<int:notice>/", rounds.letter, name="letter"),
    path(f"{PEOPLE}/", invited.invited, name="invited"),
    path(f"{PERSON}/", invited.invited_person, name="invited_person"),
    path(f"{PERSON}/code/", invited.new_code, name="new_code"),
    path(f"{PERSON}/end-codes/", invited.end_keys, name="end_keys"),
    path(f"{PERSON}/seen-to/", invited.way_arranged, name="way_arranged"),
    path(f"{PERSON}/paper/", papers.paper_form, name="paper_form"),
    path("staff/checks/<int:pk>/paper/", papers.paper_run, name="paper_run"),
    path("staff/checks/<int:pk>/paper/blank/", papers.paper_blank, name="paper_blank"),
    path("staff/comments/", comments.comments, name="comments"),
    path("staff/comments/<int:pk>/", comments.comment, name="comment"),
    path("staff/comments/checks/<int:pk>/", comments.comments_of_check, name="comments_of_check"),
    path("staff/worries/", worries.worries, name="worries"),
    path("staff/worries/<int:pk>/dealt-with/", worries.deal_with, name="deal_with"),
    path("staff/checks/<int:pk>/forms/", forms_that_came.forms, name="forms"),
    path("staff/checks/<int:pk>/forms/<int:form>/end/", forms_that_came.end_form, name="end_form"),
    path("staff/checks/<int:pk>/forms/<int:form>/type/", keying.type_in, name="type_in"),
    path("staff/checks/<int:pk>/forms/<int:form>/look/", keying.look_again, name="look_again"),
    path("staff/checks/<int:pk>/forms/<int:form>/compare/", keying.compare, name="compare"),
    path("staff/checks/<int:pk>/phone/", phone.ring, name="ring"),
    path("staff/checks/<int:pk>/phone/<int:invitation>/", phone.phone, name="phone"),
    path("staff/checks/<int:pk>/phone/<int:invitation>/read-back/", phone.read_back, name="read_back"),
    path("staff/checks/<int:pk>/people/<int:invitation>/throw-away/", keying.throw_away, name="throw_away"),
    path("staff/projects/<slug:reference>/checks/open/", opening.open_round, name="open_round"),
    path("staff/projects/<slug:reference>/checks/team/", teams_side.teams_side, name="teams_side"),
    path("staff/projects/<slug:reference>/checks/team/print/", teams_side.team_sheet, name="team_sheet"),
    path("staff/films/", films.films, name="films"),
    path("staff/films/<int:version>/<slug:slot>/", films.film, name="film"),
    path("staff/films/<int:version>/<slug:slot>/take-away/", films.take_film_away, name="take_film_away"),
]
if settings.DEVELOPMENT:
    # In production the proxy serves this address, so the page is not even loaded.
    from ladder.views import film_files

    urlpatterns.append(path("media/films/<str:name>", film_files.film_file, name="film_file"))
