"""Settings from the environment; docs/operations/environment.md names every variable.

Three modes: `production` (the default: refuses to start without its secrets), `demo` (loopback
only, started by `wangge demo`) and `test`.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import django_stubs_ext
import environ
from django.core.exceptions import ImproperlyConfigured

from config.channels import from_environment, public_url
from config.launch.postgres import embedded_urls
from config.logs import logging_at
from config.policy import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY
from config.rooms import ROOMS
from config.storage import storages

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

MODE = env.str("WANGGE_MODE", default="production")
if MODE not in {"production", "demo", "test"}:
    raise ImproperlyConfigured(f"WANGGE_MODE 应为 production、demo 或 test，现在是 {MODE!r}。")
PRODUCTION = MODE == "production"

DEBUG = env.bool("DEBUG", default=False)
if DEBUG and PRODUCTION:
    raise ImproperlyConfigured("生产模式不允许 DEBUG；请去掉环境变量 DEBUG。")

SECRET_KEY = env.str("SECRET_KEY", default="")
if len(SECRET_KEY) < 32:
    if PRODUCTION:
        raise ImproperlyConfigured("缺少 SECRET_KEY：请在环境变量中给出至少 32 个随机字符。")
    SECRET_KEY = SECRET_KEY or "demo-or-test-only-key-never-used-in-production-mode-00"

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# -- rooms -----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "axes",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "django_vite",
    "procrastinate.contrib.django",
    *ROOMS,
    "config",
    "democity",
]
SUBSCRIPTIONS = "config.subscriptions.SUBSCRIPTIONS"
OCCUPANTS = "config.occupants.OCCUPANTS"
EXPORTS = "config.exports.EXPORTS"
MESSAGE_SAMPLES = "config.samples.SAMPLES"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 24 * 60 * 60}  # a missed night is made up for
CITY_CODE = env.str("CITY_CODE", default="4311")
ARCHIVE_AFTER_DAYS = env.int("ARCHIVE_AFTER_DAYS", default=30)  # after a case ended

MIDDLEWARE = [
    "config.middleware.LogRequests",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wangge.staff.middleware.ActorMiddleware",
    "config.middleware.AnswerRefusals",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "config.context.shell",
            ],
        },
    }
]

# -- one database, two roles -------------------------------------------------------------------

_embedded = embedded_urls() if not PRODUCTION or "DATABASE_URL" not in env.ENVIRON else ("", "")
if PRODUCTION and "DATABASE_URL" not in env.ENVIRON:
    raise ImproperlyConfigured("缺少 DATABASE_URL：请给出应用角色的 PostgreSQL 连接地址。")
APPLICATION_URL = env.str("DATABASE_URL", default=_embedded[0])
OWNER_URL = env.str("OWNER_DATABASE_URL", default=_embedded[1] or APPLICATION_URL)


def _database(url: str) -> dict[str, object]:
    parts = dict(env.db_url_config(url))
    return parts | {
        "HOST": unquote(str(parts["HOST"])),  # a socket folder arrives percent-encoded
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }


POOL = env.int("DATABASE_POOL", default=12)  # 0: one connection per thread, no pool
DATABASES = {
    "default": _database(APPLICATION_URL)
    | {"OPTIONS": {"pool": {"min_size": 1, "max_size": POOL}} if POOL else {}},
    "owner": _database(OWNER_URL) | {"TEST": {"MIRROR": "default"}},
}
APPLICATION_ROLE = DATABASES["default"]["USER"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- who signs in, and for how long -------------------------------------------------------------

AUTH_USER_MODEL = "staff.Account"
LISTENS_ON_LOOPBACK = env.str("WANGGE_BIND", default="") in {"127.0.0.1", "localhost", "::1"}
DEMO_PASSWORD_ALLOWED = MODE == "test" or (MODE == "demo" and LISTENS_ON_LOOPBACK)
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{VALIDATION}.NumericPasswordValidator"},
    {"NAME": f"{VALIDATION}.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "staff:sign_in"
LOGIN_REDIRECT_URL = "/"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "wangge.staff.views.locked_out"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the time the page shows is true
AXES_DISABLE_ACCESS_LOG = True  # staff.SignIn is our own
EVENT_WORDS = "config.words.EVENTS"
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
AXES_CLIENT_IP_CALLABLE = "config.address.client_address"
SESSION_IDLE_SECONDS = 30 * 60
SESSION_ABSOLUTE_SECONDS = 12 * 60 * 60
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.pages.csrf_failure"

# -- transport ---------------------------------------------------------------------------------

if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=False)
    # A city's other sites under the same domain are not ours to bind.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_HANDLERS = [
    "wangge.files.intake.Ceiling",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# -- language, time, files -----------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STORAGES = storages(env)
DJANGO_VITE = {
    "default": {
        "dev_mode": False,
        "manifest_path": BASE_DIR / "wangge/ui/static/ui/dist/.vite/manifest.json",
        "static_url_prefix": "ui/dist",
    }
}
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "ui/table.html"

# -- what the shell shows ------------------------------------------------------------------------

FILING_NUMBER = env.str("FILING_NUMBER", default="")
MAP_APPROVAL = env.str("MAP_APPROVAL", default="")
COMPLAINTS_PHONE = env.str("COMPLAINTS_PHONE", default="")
COMPLAINTS_EMAIL = env.str("COMPLAINTS_EMAIL", default="")

# -- the public side ------------------------------------------------------------------------------

# Its own key, so that SECRET_KEY may change while residents still hold their follow codes.
FOLLOW_KEY = env.str("FOLLOW_KEY", default=SECRET_KEY)
PORTAL_WORK_BITS = env.int("PORTAL_WORK_BITS", default=14)  # per search, four of them
PORTAL_LIMITS = env.str("PORTAL_LIMITS", default="")
RETENTION_YEARS = env.int("RETENTION_YEARS", default=3)
RETENTION = env.str("RETENTION", default=f"办结归档后 {RETENTION_YEARS} 年")

# -- messages out of the house: off until the environment names them -------------------------------

MESSAGES = from_environment(env.ENVIRON, MODE)
QUIET_HOURS = env.str("WANGGE_QUIET_HOURS", default="21:30-08:00")
PUBLIC_URL = public_url(env.str("WANGGE_PUBLIC_URL", default=""))

# -- logs: JSON lines, no personal data -----------------------------------------------------------

LOGGING = logging_at(env.str("LOG_LEVEL", default="INFO"))
