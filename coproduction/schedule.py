"""What runs by itself, and when (Europe/London). A schedule in code cannot be switched off by accident."""

from celery.schedules import crontab

BEAT_SCHEDULE = {
    # Write down that the schedule is alive, for /readyz and the staff home.
    "tick": {"task": "beat.tick", "schedule": 60.0, "options": {"expires": 50}},
    # Send what waits in the outbox. A page's wake-up makes it sooner; this makes it certain.
    "drain": {"task": "notices.drain", "schedule": 5.0, "options": {"expires": 5}},
    # Close the checks whose time has come, each in a task of its own.
    "find-due": {"task": "ladder.find_due", "schedule": 60.0, "options": {"expires": 50}},
    # End the talks whose people have had their days to say yes or no.
    "end-talks": {"task": "ladder.end_talks", "schedule": 60.0, "options": {"expires": 50}},
    # Rewrite the tables of sealed answers after a check has closed. The rule says within a day.
    "rewrite": {
        "task": "ladder.rewrite_sealed_tables",
        "schedule": crontab(minute=20),
        "options": {"expires": 3000},
    },
    # Write down every reminder that is due, by day only: nobody hears from us from 8pm to 9am.
    "promise": {
        "task": "notices.promise",
        "schedule": crontab(minute="*/10", hour="9-19"),
        "options": {"expires": 500},
    },
    # Put what waits into one message: on Mondays at 9am, and on the morning after a day with many.
    "weekly": {
        "task": "notices.weekly",
        "schedule": crontab(minute="*/10", hour="9-19"),
        "options": {"expires": 500},
    },
    # Take letters and calls off the lists that nobody needs any more.
    "take-back": {"task": "notices.take_back", "schedule": 600.0, "options": {"expires": 500}},
    # Remove the keys of paper forms 35 days after their check has closed.
    "forget-paper-keys": {
        "task": "ladder.forget_paper_keys",
        "schedule": crontab(minute=50, hour=3),
        "options": {"expires": 3000},
    },
    # Remove which messages went 35 days ago, where what they spoke of is over.
    "forget-messages": {
        "task": "notices.forget_messages",
        "schedule": crontab(minute=55, hour=3),
        "options": {"expires": 3000},
    },
    # Remove the lines of spreadsheets that nobody made drafts of within 7 days.
    "forget-imports": {
        "task": "projects.forget_imports",
        "schedule": crontab(minute=45, hour=3),
        "options": {"expires": 3000},
    },
    # Remove forms that came too late, when their hour is over.
    "forget-late-forms": {
        "task": "accounts.forget_late_forms",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 200},
    },
    # Remove where people were signed in, a day after it ended.
    "forget-sessions": {
        "task": "accounts.forget_sessions",
        "schedule": crontab(minute=35),
        "options": {"expires": 3000},
    },
    # Remove what is written down about jobs after 90 days.
    "forget-runs": {
        "task": "audit.forget_old_runs",
        "schedule": crontab(minute=40, hour=3),
        "options": {"expires": 3000},
    },
    # Remove the record of what was done and read once its year need not be kept any more.
    "forget-events": {
        "task": "audit.forget_old_events",
        "schedule": crontab(minute=35, hour=3, day_of_month=2),
        "options": {"expires": 3000},
    },
}
