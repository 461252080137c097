"""Fetches GOV.UK Frontend from npm, compiles it with our fonts and colours, and puts it under static/vendor/.

For maintainers, with Node and npm: python3 devtools/vendor_govuk_frontend.py [VERSION]. Neither is needed to
run or test the portal. The fixtures that our components are compared with come from the same package, so
that the look and its proof never come from two versions.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
VENDOR = ROOT / "static" / "vendor" / "govuk-frontend"
FIXTURES = ROOT / "tests" / "govuk" / "fixtures"
SASS = "sass@1.108.2"

# Marks the page as able to run the components, before anything is drawn. A file, because our security policy
# allows no script inside a page.
SUPPORTED = (
    "document.body.className += ' js-enabled'"
    " + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');\n"
)


def fetch(version: str, folder: Path) -> Path:
    """Installs the package and the compiler in `folder` and returns the package's folder."""
    packages = [f"govuk-frontend@{version}", SASS]
    subprocess.run(["npm", "install", "--prefix", folder, "--no-audit", "--no-fund", *packages], check=True)
    return folder / "node_modules" / "govuk-frontend"


def compile_css(folder: Path) -> str:
    """The style sheet, without the one rule that points at a crest we may not use and do not ship."""
    subprocess.run(
        [
            folder / "node_modules" / ".bin" / "sass",
            f"--load-path={folder / 'node_modules'}",
            "--style=compressed",
            "--no-source-map",
            HERE / "govuk-frontend.scss",
            folder / "out.css",
        ],
        check=True,
    )
    css = (folder / "out.css").read_text(encoding="utf-8")
    return re.sub(r"[^{}]*\{[^{}]*govuk-crest[^{}]*\}", "", css)


def script(package: Path) -> str:
    """The components' script, without the pointer to a source map that we do not ship."""
    source = (package / "dist" / "govuk" / "govuk-frontend.min.js").read_text(encoding="utf-8")
    return re.sub(r"//# sourceMappingURL=\S+\s*$", "", source).rstrip() + "\n"


def refresh_fixtures(package: Path) -> None:
    """Renews the examples that our tests already keep: the same names, the new version's HTML."""
    for kept in sorted(FIXTURES.glob("*.json")):
        names = [fixture["name"] for fixture in json.loads(kept.read_text(encoding="utf-8"))]
        source = package / "dist" / "govuk" / "components" / kept.stem / "fixtures.json"
        fixtures = {f["name"]: f for f in json.loads(source.read_text(encoding="utf-8"))["fixtures"]}
        chosen = [{key: fixtures[name][key] for key in ("name", "options", "html")} for name in names]
        kept.write_text(json.dumps(chosen, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main(version: str) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        package = fetch(version, folder)
        (VENDOR / "govuk-frontend.css").write_text(compile_css(folder), encoding="utf-8")
        (VENDOR / "govuk-frontend.min.js").write_text(script(package), encoding="utf-8")
        (VENDOR / "supported.js").write_text(SUPPORTED, encoding="utf-8")
        (VENDOR / "VERSION").write_text(f"{version}\n", encoding="utf-8")
        refresh_fixtures(package)


if __name__ == "__main__":
    if shutil.which("npm") is None:
        sys.exit("This needs npm. Install Node.js first.")
    main(sys.argv[1] if len(sys.argv) > 1 else (VENDOR / "VERSION").read_text(encoding="utf-8").strip())
