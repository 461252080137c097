"""Addresses of the people who help an expert, and of how one without an e-mail address signs in."""

from django.urls import path

from experts import views
from experts.views import by_post, contact, find

MINE, OF_A_PERSON = "me/supporters", "staff/people/<int:person>/supporters"
MY_CONTACT, THEIR_CONTACT = "me/contact", "staff/people/<int:person>/contact"
PARTS = ("safe", "best", "when", "often", "format")

app_name = "experts"
urlpatterns = [
    path(f"{MINE}/", views.my_list, name="list"),
    path(f"{MINE}/add/", views.my_add, name="add"),
    path(f"{MINE}/<int:pk>/", views.my_change, name="change"),
    path(f"{MINE}/<int:pk>/end/", views.my_end, name="end"),
    path(f"{OF_A_PERSON}/", views.list_for, name="list_for"),
    path(f"{OF_A_PERSON}/add/", views.add_for, name="add_for"),
    path(f"{OF_A_PERSON}/<int:pk>/", views.change_for, name="change_for"),
    path(f"{OF_A_PERSON}/<int:pk>/end/", views.end_for, name="end_for"),
    path(f"{MY_CONTACT}/", contact.mine, name="contact"),
    *(
        path(f"{MY_CONTACT}/{part}/", contact.change_mine, {"part": part}, name=f"contact_{part}")
        for part in (*PARTS, "where")
    ),
    path(f"{MY_CONTACT}/pause/", contact.pause_mine, name="contact_pause"),
    path(f"{MY_CONTACT}/start-again/", contact.start_mine_again, name="contact_start_again"),
    path("staff/people/", find.find, name="find"),
    path(f"{THEIR_CONTACT}/", contact.of_somebody, name="contact_for"),
    *(
        path(f"{THEIR_CONTACT}/{part}/", contact.change_for, {"part": part}, name=f"contact_{part}_for")
        for part in PARTS
    ),
    path(f"{THEIR_CONTACT}/where/", contact.where_for, name="contact_where_for"),
    path(f"{THEIR_CONTACT}/email/", contact.email_for, name="contact_email_for"),
    path(f"{THEIR_CONTACT}/new-email/", contact.new_email_for, name="contact_new_email_for"),
    path(f"{THEIR_CONTACT}/pause/", contact.pause_for, name="contact_pause_for"),
    path(f"{THEIR_CONTACT}/start-again/", contact.start_again_for, name="contact_start_again_for"),
    path("staff/people/<int:person>/sign-in/", by_post.sign_in_of, name="sign_in_of"),
    path("staff/people/<int:person>/sign-in/end/", by_post.end_code_of, name="end_code_of"),
]
