"""All settings. What differs between councils and machines comes from the environment."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from redis.backoff import NoBackoff
from redis.retry import Retry

from coproduction import logs
from coproduction.environment import Environment
from coproduction.policy import places_of_forms
from coproduction.schedule import BEAT_SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = BASE_DIR / ".local"  # what a developer's machine keeps; nothing is written here in production

environment = Environment()
PORTAL_MODE = environment.mode
DEVELOPMENT = environment.development
DEBUG = environment.flag("DEBUG", default=False)
# Invented people and a banner on every page. checks.py refuses it in production.
DEMONSTRATION = environment.flag("DEMONSTRATION", default=DEVELOPMENT)

# Keys
SECRET_KEY = environment.text("SECRET_KEY", development="for-development-only-" + "0" * 40)
# Newest first. Seals and the fingerprints of personal links derive from these: never kept in the database.
DEVELOPMENT_KEY = "Zm9yLWRldmVsb3BtZW50LW9ubHktMzItYnl0ZXMtISE="
APPLICATION_KEYS = environment.keys("APPLICATION_KEYS", development=DEVELOPMENT_KEY)

# Where people reach the portal
PORTAL_ADDRESS = environment.text("PORTAL_ADDRESS", development="http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", development="localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [PORTAL_ADDRESS]

AUTH_USER_MODEL = "accounts.User"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "crispy_forms",
    "csp",
    "pgtrigger",
    "govuk",
    "privacy",
    "audit",
    "council",
    "notices",
    "accounts",
    "experts",
    "projects",
    "ladder",
    "governance",
    "coproduction",
]
MIDDLEWARE = [
    # Outermost, so that it measures everything else.
    "accounts.at_one_time.answer_at_one_time",
    "coproduction.middleware.every_answer_says",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Pages a quarter of their size, for people who pay by the megabyte. It pads at random against guessing.
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "coproduction.middleware.pages_are_never_kept",
    "coproduction.middleware.nothing_is_echoed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "coproduction.middleware.TimeSignedIn",
    "coproduction.views.sign_in_first.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "coproduction.middleware.buttons_have_no_page",
]
ROOT_URLCONF = "coproduction.urls"
WSGI_APPLICATION = "coproduction.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "coproduction.context_processors.page",
            ],
        },
    }
]

# The database. The owner role migrates, the app role runs: each migration that grants reads these names.
DATABASE_OWNER_ROLE = environment.text("DATABASE_OWNER_ROLE", default="coproduction_owner")
DATABASE_APP_ROLE = environment.text("DATABASE_APP_ROLE", default="coproduction_app")
DATABASE_URL = environment.text("DATABASE_URL")
DATABASES = {"default": dict(environ.Env.db_url_config(DATABASE_URL)) if DATABASE_URL else {}}
# Each web thread keeps its own connection, so there are never more connections than threads.
DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
# A role to act as after logging in, where one login serves both roles (development and tests).
DATABASE_ROLE = environment.text("DATABASE_ROLE", default="")
if DATABASE_ROLE:
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = f"-c role={DATABASE_ROLE}"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Valkey: number 0 is the broker, number 1 the cache. Neither holds what must not be lost.
REDIS_URL = environment.text("REDIS_URL")
_valkey = urlsplit(REDIS_URL)
_on_a_socket = _valkey.scheme in ("unix", "redis+socket")
_broker = f"redis+socket://{_valkey.path}" if _on_a_socket else _valkey._replace(path="/0").geturl()
_cache = f"unix://{_valkey.path}?db=1" if _on_a_socket else _valkey._replace(path="/1").geturl()
CACHES = {
    "default": {
        "BACKEND": "coproduction.cache.QuietCache",
        "LOCATION": _cache,
        # A silent cache is a cache that is away: pages hardly wait for it, and work without it.
        "OPTIONS": {
            "socket_timeout": 0.2,
            "socket_connect_timeout": 0.2,
            "retry": Retry(NoBackoff(), 0),
        },
        # Test processes share one Valkey, so each puts its own name before its keys.
        "KEY_PREFIX": environment.text("PYTEST_XDIST_WORKER", default="portal"),
    }
}

# Jobs
CELERY_BROKER_URL = _broker
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for Valkey as long as it takes
# A worker that is killed gives its task back after seconds, not after an hour.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 15,
    "unacked_restore_throttle": 1,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
# Messages have a queue beside this one, "portal-messages", so that slow work never holds one up.
CELERY_TASK_DEFAULT_QUEUE = environment.text("CELERY_QUEUE", default="portal")
CELERY_TASK_ROUTES = ("coproduction.celery.route",)
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Without this, Celery logs in to PostgreSQL again before every task.
CELERY_DB_REUSE_MAX = 1000
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE
CELERY_BEAT_SCHEDULE_FILENAME = environment.text("BEAT_FILE", default=str(LOCAL_DIR / "beat-schedule"))
# The bell that wakes the worker after a page has saved a message: it may be lost, and may never wait.
BELL_BROKER_URL = CELERY_BROKER_URL
BELL_BROKER_CONNECTION_TIMEOUT = 0.2
BELL_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 0.2,
    "socket_connect_timeout": 0.2,
    "max_retries": 0,
    "retry_on_timeout": False,
}

# Sign-in: a code by e-mail, for people who were invited. No passwords.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_signed_out"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEVELOPMENT else "https"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = int(timedelta(minutes=15).total_seconds())
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_PREVENT_ENUMERATION = True
# Codes and passkeys are limited by accounts.limits. allauth would count in the cache, which may be emptied.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
# Pages of signing in all take this long, so that the time tells nothing about who is known.
SIGN_IN_ANSWERS_AFTER = environment.number("SIGN_IN_ANSWERS_AFTER_MS", default=1000) / 1000
# The council's own places, where many people sign in through one network address.
SIGN_IN_OWN_ADDRESSES = environment.networks("SIGN_IN_OWN_ADDRESSES")
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# The web server has already put the person's own address in place of the proxy's.
ALLAUTH_TRUSTED_PROXY_COUNT = 0

# How long people stay signed in: doing nothing, and at most. Enforced by what the database holds.
SESSION_ENGINE = "accounts.sessions"
SESSION_LIMITS = {
    "staff": (
        timedelta(minutes=environment.number("STAFF_IDLE_MINUTES", default=60)),
        timedelta(hours=environment.number("STAFF_LONGEST_HOURS", default=12)),
    ),
    "expert": (
        timedelta(days=environment.number("EXPERT_IDLE_DAYS", default=14)),
        timedelta(days=environment.number("EXPERT_LONGEST_DAYS", default=90)),
    ),
}
# For whoever has asked for a code and not typed it yet.
BEFORE_SIGN_IN = timedelta(hours=1)

# The second step: staff must have one in production. Nobody else is ever asked for one.
STAFF_SECOND_FACTOR_REQUIRED = environment.flag("STAFF_SECOND_FACTOR_REQUIRED", default=not DEVELOPMENT)
MFA_ADAPTER = "accounts.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# The code before and the code after count too: clocks differ, and some people type slowly.
MFA_TOTP_TOLERANCE = 1

# How people who work for the council sign in: with their work account (OpenID Connect, as Entra ID has it),
# with a code and a second step, or as each likes. Nobody else is ever asked for a work account.
STAFF_SIGN_IN = environment.choice("STAFF_SIGN_IN", "code-and-second-factor", "work-account", "both")
WORK_ACCOUNT_ADDRESS = environment.text("WORK_ACCOUNT_ADDRESS", default="").rstrip("/")
WORK_ACCOUNT_CLIENT_ID = environment.text("WORK_ACCOUNT_CLIENT_ID", default="")
WORK_ACCOUNT_SECRET = environment.text("WORK_ACCOUNT_SECRET", default="")
WORK_ACCOUNT_TENANT = environment.text("WORK_ACCOUNT_TENANT", default="")
SOCIALACCOUNT_ADAPTER = "accounts.adapters.WorkAccountAdapter"
# How long a page waits for the provider, in seconds, however many questions it has.
WORK_ACCOUNT_TIMEOUT = 5
# Whoever comes with a work account is known by its id. No address is asked for, and no token is kept.
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False

# Cookies
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEVELOPMENT
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "coproduction.views.errors.form_is_too_old"
if not DEVELOPMENT:
    # Browsers take these names only over TLS, from this very host.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# What browsers are told
SECURE_SSL_REDIRECT = not DEVELOPMENT
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^healthz/jobs$", r"^readyz$"]  # asked from inside, without TLS
SECURE_HSTS_SECONDS = 0 if DEVELOPMENT else int(timedelta(days=365).total_seconds())
SECURE_HSTS_INCLUDE_SUBDOMAINS = False  # a council's other sites under the same name are not ours to decide
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# What no page of ours ever asks a device for.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"),
        *("microphone", "midi", "payment", "usb"),
    )
)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": places_of_forms(STAFF_SIGN_IN, WORK_ACCOUNT_ADDRESS),
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Forms of our own are small; a page that sends more is not one of ours.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
# A film and its captions. All other pages take one file, read in memory, and refuse one over 2 MB with a
# sentence; the page for films has a handler of its own, and does so over 60 MB.
DATA_UPLOAD_MAX_NUMBER_FILES = 2
FILE_UPLOAD_HANDLERS = ["coproduction.uploads.InMemoryOnly"]
# What the web server takes at all: a film that is half as large again still gets that sentence.
LARGEST_REQUEST = 100_000_000
# Where large requests wait while they arrive. In a container the usual place is memory.
FILE_UPLOAD_TEMP_DIR = environment.text("UPLOAD_FOLDER", default="") or None
# Signed films and their captions. In production the proxy serves this folder as /media/.
MEDIA_ROOT = environment.text("MEDIA_ROOT", development=str(LOCAL_DIR / "media"))
MEDIA_URL = "/media/"

# Behind TLS: how many proxies stand before the web server, and from which address they come.
TRUSTED_PROXY = environment.text("TRUSTED_PROXY", default="")
TRUSTED_PROXY_COUNT = environment.number("TRUSTED_PROXY_COUNT", default=0)
WEB_PORT = environment.number("PORT", default=8000)
WEB_THREADS = environment.number("WEB_THREADS", default=8)

# Messages
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", development="co-production@penwarren.example.org")
# For people who must not be seen to get messages from here: a name and address that tell nothing.
NEUTRAL_FROM_EMAIL = environment.text(
    "NEUTRAL_FROM_EMAIL", development="Messages <messages@penwarren.example.org>"
)
# Whoever runs the portal: told when a scheduled job is late.
OPERATORS = environment.words("OPERATORS", development="operators@penwarren.example.org")
EMAIL_TIMEOUT = 5
if DEVELOPMENT:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = environment.text("EMAIL_FILE_PATH", default=str(LOCAL_DIR / "mail"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = environment.text("EMAIL_HOST")
    EMAIL_PORT = environment.number("EMAIL_PORT", default=587)
    EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER", default="")
    EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD", default="")
    EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS", default=True)
# GOV.UK Notify, where a council has it. Without it e-mail goes through EMAIL_HOST, and nothing goes by text.
NOTIFY_API_KEY = environment.text("NOTIFY_API_KEY", default="")
NOTIFY_ADDRESS = environment.text("NOTIFY_ADDRESS", default="https://api.notifications.service.gov.uk")
NOTIFY_EMAIL_TEMPLATE = environment.text("NOTIFY_EMAIL_TEMPLATE", default="")
NOTIFY_TEXT_TEMPLATE = environment.text("NOTIFY_TEXT_TEMPLATE", default="")
# What Notify shows when it tells us what became of a message.
NOTIFY_CALLBACK_TOKEN = environment.text("NOTIFY_CALLBACK_TOKEN", default="")
NOTIFY_A_MINUTE = environment.number("NOTIFY_A_MINUTE", default=3000)
# How long one question to it may take, in seconds.
NOTIFY_TIMEOUT = 5

# Words and dates
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

# Pages
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["govuk"]
CRISPY_TEMPLATE_PACK = "govuk"
STATIC_URL = "static/"
STATIC_ROOT = environment.text("STATIC_ROOT", default=str(LOCAL_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEVELOPMENT
            else "coproduction.storage.StaticFilesStorage"
        )
    },
}
# A developer sees changed files at once; production serves what was collected.
WHITENOISE_USE_FINDERS = DEVELOPMENT
WHITENOISE_AUTOREFRESH = DEVELOPMENT

LOGGING = logs.configuration(development=DEVELOPMENT, level=environment.text("LOG_LEVEL", default="INFO"))

environment.refuse_if_incomplete()
