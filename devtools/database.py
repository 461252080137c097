"""The two database roles and the database, made where they are missing.

The owner makes tables, the app uses them, on a developer's machine too: what the app may not do in
production it may not do here either.
"""

from urllib.parse import quote

import environ
import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from devtools.engines import EngineTrouble

OWNER = "coproduction_owner"
APP = "coproduction_app"
DATABASE = "coproduction"


def url_for_socket(folder: object, *, user: str, name: str) -> str:
    """An address in the form the settings read, for a server on a Unix socket."""
    return f"postgresql://{quote(user)}@/{folder}/{name}"


def parts_of(url: str) -> dict[str, str]:
    """What psycopg needs to log in at this address."""
    read = environ.Env.db_url_config(url)
    wanted = {
        "host": read.get("HOST"),
        "port": read.get("PORT"),
        "user": read.get("USER"),
        "password": read.get("PASSWORD"),
        "dbname": read.get("NAME"),
    }
    return {key: str(value) for key, value in wanted.items() if value}


def url_of(settings: dict[str, object]) -> str:
    """The address of a database that Django's settings describe. The opposite of what settings read."""
    user, password = (
        quote(str(settings["USER"]), safe=""),
        quote(str(settings.get("PASSWORD") or ""), safe=""),
    )
    login = f"{user}:{password}" if password else user
    host = str(settings.get("HOST") or "")
    if host.startswith("/"):
        return f"postgresql://{login}@/{host}/{settings['NAME']}"
    port = f":{settings['PORT']}" if settings.get("PORT") else ""
    return f"postgresql://{login}@{host}{port}/{settings['NAME']}"


def make_roles(login: dict[str, str]) -> None:
    """Make the owner and the app role where they are missing, and let this login act as both."""
    with _connect(_on_maintenance_database(login)) as connection:
        for role in (OWNER, APP):
            known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
            if not known:
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        may = connection.execute("SELECT rolcreatedb FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone()
        if may != (True,):  # the owner itself, starting tests from a test, may not give what it has already
            connection.execute(sql.SQL("ALTER ROLE {} CREATEDB").format(sql.Identifier(OWNER)))
        _let_act_as(connection, OWNER, APP)
        if login.get("user") not in (OWNER, APP, None):
            for role in (OWNER, APP):
                _let_act_as(connection, login["user"], role)


def make_database(login: dict[str, str]) -> None:
    """Make the database where it is missing, and let the owner role build in it."""
    name = login["dbname"]
    try:
        with _connect(_on_maintenance_database(login)) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER))
                )
        with _connect(login) as connection:
            owner = sql.Identifier(OWNER)
            connection.execute(
                sql.SQL("GRANT CREATE ON DATABASE {} TO {}").format(sql.Identifier(name), owner)
            )
            connection.execute(sql.SQL("GRANT CREATE ON SCHEMA public TO {}").format(owner))
    except psycopg.Error as error:
        raise EngineTrouble(f"The database {name} could not be made ready: {_first_line(error)}") from error


def prepare(url: str) -> None:
    """Roles and database ready for `migrate`. One plain sentence when the server refuses."""
    login = parts_of(url)
    try:
        make_roles(login)
    except psycopg.OperationalError as error:
        raise EngineTrouble(f"The PostgreSQL of DATABASE_URL cannot be used: {_first_line(error)}") from error
    except psycopg.Error as error:
        raise EngineTrouble(f"The two database roles could not be made: {_first_line(error)}") from error
    make_database(login)


def _connect(login: dict[str, str]) -> psycopg.Connection:
    return psycopg.connect(make_conninfo("", **login), autocommit=True)


def _on_maintenance_database(login: dict[str, str]) -> dict[str, str]:
    return {**login, "dbname": "postgres"}


def _let_act_as(connection: psycopg.Connection, who: str, role: str) -> None:
    # From PostgreSQL 16 on, whoever makes a role is a member of it but may not yet act as it.
    right = "SET" if connection.info.server_version >= 160000 else "MEMBER"
    if connection.execute("SELECT pg_has_role(%s, %s, %s)", [who, role, right]).fetchone() != (True,):
        connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), sql.Identifier(who)))


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
