"""What waits for those who read what people write in checks: comment reviewers and the safeguarding team."""

from django.db.models import Count
from django.urls import reverse

from accounts.models import User
from accounts.rules import is_comment_reviewer, is_safeguarding
from coproduction.work.tasks import Task
from coproduction.work.words import number
from ladder.models import Comment


def reading_tasks(user: User) -> list[Task]:
    """Comments that wait for a reviewer, and worries that wait for safeguarding. A query for each part."""
    tasks = []
    if is_safeguarding(user) and (worries := _worries_waiting(user)):
        tasks.append(
            Task(
                text=f"Look at {number(worries, 'worry', 'worries')}",
                hint="A comment reviewer passed this on. Someone may be in danger",
                status="Today",
                kind="soon",
                url=reverse("ladder:worries"),
            )
        )
    if is_comment_reviewer(user):
        waiting = Comment.objects.visible_to(user).waiting()
        found = waiting.aggregate(comments=Count("pk"), checks=Count("round", distinct=True))
        if found["comments"]:
            tasks.append(
                Task(
                    text=f"Read {number(found['comments'], 'comment', 'comments')}",
                    hint=f"From {number(found['checks'], 'check', 'checks')}. "
                    "Nobody else reads them before you",
                    status="To do",
                    url=reverse("ladder:comments"),
                )
            )
    return tasks


def _worries_waiting(user: User) -> int:
    return Comment.objects.passed_on_to(user).filter(dealt_with_at=None).count()
