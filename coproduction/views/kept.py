"""What somebody sent when their time signed in was over: kept for an hour, and shown to them alone."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actions.kept_forms import AN_HOUR, Late, keep_form, opened, whose_time_is_over
from accounts.models import KeptForm
from coproduction.typed import SENT_AGAIN, Typed, typed_into


def ask_to_sign_in_and_keep(request):
    """The way to sign in and back to what was typed. None where nobody can say whose it is."""
    user = whose_time_is_over(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    fields = typed_into(request)
    if user is None or fields is None:
        return None
    typed = tuple((field.name, field.value) for field in fields)
    late = Late(request.get_full_path(), typed, bool(request.FILES))
    kept = keep_form(user, late, now=timezone.now())
    messages.info(request, "Your time was over. We kept what you typed for 1 hour. Sign in, then send it.")
    return redirect_to_login(reverse("coproduction:kept_form", args=[kept.pk]), settings.LOGIN_URL)


@require_safe
def kept_form(request, pk):
    """What this person typed, with one button that sends it. Nobody else finds it, nor they after an hour."""
    mine = KeptForm.objects.filter(user=request.user, made_at__gt=timezone.now() - AN_HOUR)
    late = opened(get_object_or_404(mine, pk=pk))
    fields = [Typed(name, value) for name, value in late.fields]
    context = {
        "address": late.address,
        "fields": fields,
        "shown": [field for field in fields if field.is_read],
        "has_files": late.had_files,
        "sent_again": SENT_AGAIN,
    }
    return render(request, "coproduction/kept_form.html", context)
