"""The one settings file. Everything that differs per place comes from the environment and it fails closed:
with DEBUG off, what is missing is named and the program does not start (contract section 4)."""

import os
import secrets
import warnings
from base64 import urlsafe_b64encode
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import environ
from django.core.exceptions import ImproperlyConfigured

from inspectie.kluis import lees_sleutels

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / "data"

env = environ.Env()
# Tests name another, that is empty: what this machine chose is no choice for them.
env.read_env(os.environ.get("ENV_BESTAND") or BASE_DIR / ".env")


def _ja_of_nee(naam: str, standaard: bool) -> bool:
    """A choice from the environment; empty or absent is the default. Raises ImproperlyConfigured for another word: it
    would be read as no, and a site that was to be closed would be open."""
    waarde = env.str(naam, default="").strip().lower()
    if waarde in ("1", "true", "yes", "y", "on", "ok", "ja", "aan"):
        return True
    if waarde in ("0", "false", "no", "n", "off", "nee", "uit"):
        return False
    if waarde:
        raise ImproperlyConfigured(f"{naam} is “{waarde}”: zet er 1 of 0.")
    return standaard


def _getal(naam: str, standaard: int) -> int:
    """A whole number of 0 or more from the environment; empty or absent is the default. Raises ImproperlyConfigured."""
    try:
        getal = int(env.str(naam, default="").strip() or standaard)
    except ValueError:
        getal = -1
    if getal < 0:
        raise ImproperlyConfigured(f"{naam} is geen getal: zet er een heel getal, 0 of meer.")
    return getal


def _lijst(naam: str, standaard: Sequence[str] = ()) -> list[str]:
    """Words with commas between them, from the environment; absent is the default, empty is none. A space after a comma
    is no part of the word: with it the word would be another, that nothing goes by."""
    woorden = env.str(naam, default=",".join(standaard)).split(",")
    return [woord.strip() for woord in woorden if woord.strip()]


DEBUG = _ja_of_nee("DEBUG", False)


def maak_map(pad: Path) -> None:
    """Where it is not there yet: for who runs this alone, for complaints and keys stand in it."""
    pad.mkdir(mode=0o700, parents=True, exist_ok=True)


def geheim(naam: str, maak: Callable[[], str]) -> str:
    """The secret from the environment; with DEBUG on it is made once and kept in data/, outside git.

    Raises ImproperlyConfigured, naming the variable, when it is missing with DEBUG off.
    """
    waarde: str = env.str(naam, default="")
    if waarde:
        return waarde
    if not DEBUG:
        raise ImproperlyConfigured(
            f"{naam} ontbreekt. Zet {naam} in de omgeving of in .env (zie .env.example),"
            " of zet DEBUG=1 om het hier uit te proberen."
        )
    bestand = DATA_DIR / naam.lower()
    maak_map(DATA_DIR)
    try:
        # O_EXCL: of two processes that start together one makes it, the other reads it.
        with os.fdopen(os.open(bestand, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as uit:
            uit.write(maak())
    except FileExistsError:
        pass
    return bestand.read_text().strip()


def _nieuwe_sleutels() -> str:
    return ",".join(f"{naam}:{urlsafe_b64encode(secrets.token_bytes(32)).decode()}" for naam in ("1", "zoek"))


SECRET_KEY = geheim("SECRET_KEY", lambda: secrets.token_urlsafe(50))
KLUIS_SLEUTELS = geheim("KLUIS_SLEUTELS", _nieuwe_sleutels)
lees_sleutels(KLUIS_SLEUTELS)  # what is wrong with them is said now, not at the first reporter
ALLOWED_HOSTS = _lijst("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = _lijst("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "django_htmx",
    "csp",
    "inspectie",
    "meldingen",
    "interventies",
    "rapportages",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "inspectie.tekens.TekensMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "inspectie.taal.TaalMiddleware",
    "inspectie.opvang.InlogMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "inspectie.opvang.GeenPaginaMiddleware",
]

ROOT_URLCONF = "inspectie.urls"
WSGI_APPLICATION = "inspectie.wsgi.application"
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
                "inspectie.navigatie.navigatie",
            ],
            "builtins": [
                "inspectie.templatetags.formulier",
                "inspectie.templatetags.datum",
                "inspectie.templatetags.nederlands",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    """PostgreSQL with a pool, or SQLite that loses no commit at a power cut and lets writers wait their turn.

    What the address itself says (`?sslmode=verify-full`) stays, and goes before what stands here.
    """
    standaard = f"sqlite:///{quote(str(DATA_DIR / 'inspectie.sqlite3'))}"
    try:
        with warnings.catch_warnings(action="ignore"):  # of an address it does not know; told below
            instelling: dict[str, Any] = env.db_url_config(env.str("DATABASE_URL", default="") or standaard)
    except ValueError:
        instelling = {}
    if instelling.get("ENGINE") not in ("django.db.backends.sqlite3", "django.db.backends.postgresql"):
        raise ImproperlyConfigured(
            "DATABASE_URL is geen adres van een database: het hoort te beginnen met sqlite:/// of postgres://"
            " (zie .env.example)."
        )
    if "sqlite" in instelling["ENGINE"]:
        maak_map(Path(instelling["NAME"]).parent)
        vast: dict[str, Any] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;"
                "PRAGMA foreign_keys=ON; PRAGMA cache_size=-16384;"
            ),
        }
    else:
        # A restart of the database is waited for so many seconds. No connection is looked at before it is handed out:
        # of many that ended with the database the pool then waits longer over each, and nobody gets one in time.
        pool = {"min_size": 1, "max_size": 8, "timeout": 10}
        # The figures are long statements that run once: compiling one takes PostgreSQL longer than running it.
        vast = {"pool": pool, "options": "-c jit=off"}
    instelling["OPTIONS"] = vast | instelling.get("OPTIONS", {})
    return instelling


TIME_ZONE = "Europe/Amsterdam"
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Without Redis the work is done in the process itself, after commit.
REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL and not REDIS_URL.startswith(("redis://", "rediss://")):
    raise ImproperlyConfigured(
        "REDIS_URL is geen adres van Redis: het hoort te beginnen met redis:// (zie .env.example)."
    )
CELERY_BROKER_URL = REDIS_URL or "memory://localhost"
# Two installations can share a Redis when each has a queue of its own.
CELERY_TASK_DEFAULT_QUEUE = env.str("WACHTRIJ", default="coronameldingen")
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL
CELERY_TIMEZONE = TIME_ZONE  # "at three in the morning" is local
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A message that was not acknowledged in this time is given to another worker: longer than the longest task.
# And for a broker that does not answer nobody waits longer than this, or tries again: the row is the queue, and the
# sweep finds it.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_timeout": 3,
    "socket_connect_timeout": 1,
    "max_retries": 0,  # of connecting: by itself Celery tries for six seconds more
}
CELERY_TASK_PUBLISH_RETRY = False
# From so many meldingen on the figures are counted ahead (rapportages/opnemen.py), by the clock.
OPNAME_VANAF = _getal("OPNAME_VANAF", 20_000)
# And from so many on what is not counted ahead takes too long for a page, and is counted in the background.
TELVERZOEK_VANAF = _getal("TELVERZOEK_VANAF", 200_000)
# What is tried without an account, and failed logins, are counted here: over all processes with Redis, else in each by
# itself.
try:
    CACHES = {"default": env.cache_url("CACHE_URL", default=REDIS_URL or "locmemcache://?max_entries=20000")}
except ImproperlyConfigured:
    raise ImproperlyConfigured("CACHE_URL is geen adres van een cache.") from None
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
    CACHES["default"]["BACKEND"] = "inspectie.cache.Redis"
    # One that does not answer would hold up every step of the public form for as long as the client waits by itself.
    wachten = {"socket_timeout": 1, "socket_connect_timeout": 1}
    CACHES["default"]["OPTIONS"] = wachten | CACHES["default"].get("OPTIONS", {})
# So many seconds a reporter's own page stays open after the receipt code, or after the last thing done there.
VOLGEN_DUUR = 60 * _getal("VOLGEN_MINUTEN", 30)
# How often one place may try something without an account, in so many seconds (inspectie/remmen.py).
REMMEN = {
    naam: (_getal(f"REM_{naam.upper()}", hoogstens), seconden)
    for naam, hoogstens, seconden in (
        ("melden", 20, 60),  # a report sent
        ("meldconcept", 40, 60),  # a report begun
        ("meldzoek", 60, 60),  # an employer looked up
        ("meldstap", 200, 60),  # an answer of it
        ("meldbestand", 60, 60),  # a file put with it
        ("volgen", 60, 60),  # a wrong code, whatever the number
        ("volgen_nummer", 10, 60),  # a wrong code with one number
    )
}
# How often a partner's key may be used, per minute.
API_PER_MINUUT = _getal("API_PER_MINUUT", 120)
# Whom its builders ask: a name, a page and an e-mail address, in the description of the api. Empty: not there.
API_CONTACT_NAAM = env.str("API_CONTACT_NAAM", default="Inspectie SZW")
API_CONTACT_URL = env.str("API_CONTACT_URL", default="")
API_CONTACT_EMAIL = env.str("API_CONTACT_EMAIL", default="")

AUTH_USER_MODEL = "inspectie.Gebruiker"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"inspectie.wachtwoorden.{naam}"} for naam in ("LangGenoeg", "NietVeelgebruikt", "NietOverUzelf")
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
# What waits for somebody, in the order of the page; each app tells its own (inspectie/werk.py).
WERK = (
    "meldingen.werk.WERK",
    "meldingen.regelwerk.WERK",
    "interventies.werk.WERK",
    "interventies.afrondwerk.WERK",
    "interventies.overdrachtwerk.WERK",
    "rapportages.werk.WERK",
)
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "inspectie.aanmelden.Adapter"
ACCOUNT_FORMS = {
    "login": "inspectie.forms.Inloggen",
    "change_password": "inspectie.forms.WachtwoordWijzigen",
    "reauthenticate": "inspectie.forms.WachtwoordBevestigen",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
# Gone with the browser: a year of it would tell who shares a device that somebody was here.
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "inspectie.opvang.csrf_mislukt"
MFA_ADAPTER = "inspectie.aanmelden.TweedeFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Coronameldingen"
# A clock that is half a minute off must not keep anybody out.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "inspectie.forms.TweedeStap",
    "reauthenticate": "inspectie.forms.CodeBevestigen",
    "activate_totp": "inspectie.forms.TweedeFactorAan",
}
# Who has one of these roles works only with a second factor; the others may have one.
TWEEDE_FACTOR_ROLLEN = _lijst("TWEEDE_FACTOR_ROLLEN")
ACCOUNT_SESSION_REMEMBER = False

LANGUAGE_CODE = "nl"
# Each by its own name: who looks for a language reads that one.
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
# The public pages speak more; who works here does not.
MELDPUNT_TALEN = {
    "nl": "Nederlands",
    "en": "English",
    "pl": "Polski",
    "ro": "Română",
    "bg": "Български",
}
# Where who must leave a public page at once goes: a page that anybody may be looking at.
MELDPUNT_UITGANG = env.str("MELDPUNT_UITGANG", default="https://www.buienradar.nl/")
# Whom to call: where there is danger now, and to tell it to somebody instead of writing it.
MELDPUNT_ALARM = env.str("MELDPUNT_ALARM", default="112")
MELDPUNT_TELEFOON = env.str("MELDPUNT_TELEFOON", default="0800 5151")
# With +31, for who has a number of another country: a free number does not always work from there. Empty: not shown.
MELDPUNT_TELEFOON_BUITENLAND = env.str("MELDPUNT_TELEFOON_BUITENLAND", default="")
# How long a report that is being written stays after the last answer (hours), and its receipt in that browser after it
# was sent (minutes); in how many days we answer; how fast nobody fills in the form (seconds); how much the files of one
# report may be together, and those of all that is being written (bytes).
MELDPUNT_CONCEPT_UREN = _getal("MELDPUNT_CONCEPT_UREN", 24)
MELDPUNT_BEWIJS_MINUTEN = _getal("MELDPUNT_BEWIJS_MINUTEN", 15)
MELDPUNT_ANTWOORD_DAGEN = _getal("MELDPUNT_ANTWOORD_DAGEN", 7)
MELDPUNT_SNELST_SECONDEN = _getal("MELDPUNT_SNELST_SECONDEN", 5)
MELDPUNT_BESTANDEN_SAMEN = _getal("MELDPUNT_BESTANDEN_SAMEN", 25_000_000)
MELDPUNT_CONCEPTEN_SAMEN = _getal("MELDPUNT_CONCEPTEN_SAMEN", 5_000_000_000)
# Of what comes by these channels somebody here tells the reporter that it was received. The form on the website and the
# API say so themselves, and so does who answers the phone: to name those here does nothing.
ONTVANGST_BEVESTIGEN = _lijst(
    "ONTVANGST_BEVESTIGEN", ["BRIEF", "EMAIL", "PARTNER_DOORZENDING", "VAKBOND_MELDPUNT"]
)
# A file that is sent stays in memory: on disk it would lie in the clear. More than this in one request is not taken.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 60_000_000
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["inspectie.formaten"]
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Served from where they stand: there is no build step, so nothing to collect.
WHITENOISE_USE_FINDERS = True

# What the page of a melding shows from an app above it: functions of (request, melding) that give HTML (or a
# Paneel, with what goes into its timeline), in this order.
MELDINGPANELEN = (
    "interventies.panelen.vervolg",
    "interventies.panelen.overdracht",
    "interventies.panelen.zaken_van_melding",
    "interventies.panelen.werkgever_in_zaken",
)

# What stands beside the fields of a form, by the name of the address it is sent to (`inspectie.bewaard`).
FORMULIEREN = (
    "meldingen.formulieren.FORMULIEREN",
    "interventies.formulieren.FORMULIEREN",
    "rapportages.formulieren.FORMULIEREN",
)

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# A mail server that does not answer keeps a worker no longer than this.
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("EMAIL_AFZENDER", default="niet-beantwoorden@localhost")

# Where reports come in by e-mail; empty: nowhere. And the address of it, so that what we sent ourselves is told apart.
POSTBUS_URL = env.str("POSTBUS_URL", default="")
POSTBUS_ADRES = env.str("POSTBUS_ADRES", default="")

# Of what is published outside: counts below the threshold are left out, and under which licence the rest goes.
OPENDATA_DREMPEL = max(2, _getal("OPENDATA_DREMPEL", 5))
OPENDATA_LICENTIE = env.str(
    "OPENDATA_LICENTIE", default="https://creativecommons.org/publicdomain/zero/1.0/deed.nl"
)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# Served over TLS unless this is somebody's own machine.
SECURE_COOKIES = _ja_of_nee("SECURE_COOKIES", not DEBUG)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SECURE_COOKIES
# The number of proxies in front, each of which adds to X-Forwarded-For. Without it every visitor would have the
# address of the proxy, and one who guesses passwords would lock out everybody.
ALLAUTH_TRUSTED_PROXY_COUNT = _getal("ACHTER_PROXY", 0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
# Probes come from this side of the proxy.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0
# Which other names share this domain, and whether it may be preloaded, is for its owner to say, not for us.
# SQLite leaves out what an index holds besides its key, and needs nothing else.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021", "models.W040"]
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "inspectie.sessie"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 9 * 3600
X_FRAME_OPTIONS = "DENY"

# Django knows KEY and SECRET, not their Dutch names.
DEFAULT_EXCEPTION_REPORTER_FILTER = "inspectie.foutrapport.Filter"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {
        "console": {"class": "logging.StreamHandler"},
        "pool": {"()": "inspectie.poollog.poollog"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "inspectie": {"level": "INFO"},
        "psycopg.pool": {"handlers": ["pool"], "propagate": False},
    },
}
