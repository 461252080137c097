"""Signing in. The names are allauth's own; its pages for passwords, signing up and addresses are left out."""

from django.urls import path

from accounts import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="account_request_login_code"),
    # allauth sends people to a sign-in page by this name too.
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/code/", views.type_code, name="account_confirm_login_code"),
    path("sign-in/closed/", views.account_inactive, name="account_inactive"),
    path("sign-out/", views.sign_out, name="account_logout"),
]
