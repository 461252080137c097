"""Addresses of messages."""

from django.urls import path

from notices.views.notify_receipts import notify_receipts

app_name = "notices"
urlpatterns = [
    path("notify/receipts", notify_receipts, name="notify_receipts"),
]
