"""./dev manage: Django's commands with the engines running, as the role that fits the command."""

import subprocess
import sys

from devtools.database import APP, OWNER
from devtools.engines import EngineTrouble
from devtools.session import HERE, Session

# These make or change tables; everything else runs with the rights that the portal itself has.
OWNERS_COMMANDS = {
    "migrate",
    "makemigrations",
    "sqlmigrate",
    "showmigrations",
    "dbshell",
    "flush",
    "pgtrigger",
}


def main(arguments: list[str]) -> int:
    session = Session()
    try:
        session.start_database()
        session.start_broker()
        role = OWNER if arguments and arguments[0] in OWNERS_COMMANDS else APP
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, env=session.acting_as(role), cwd=HERE).returncode
    except EngineTrouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    finally:
        session.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
