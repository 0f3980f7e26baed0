"""The built wheel is whole, and runs from an environment that knows nothing of the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
import textual

from tests.house.tree import PACKAGE, ROOT, files


def _run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as a release would be."""
    target = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", target, cwd=ROOT)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an empty environment with the wheel, and the libraries but not the checkout.

    The libraries are lent by a path file; unlike a site folder it does not bring along their own
    path files, so that the checkout installed for development stays unseen.
    """
    home = tmp_path_factory.mktemp("bare") / "env"
    venv.create(home, with_pip=False)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    site = _run(
        scripts / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home
    ).strip()
    lent = Path(textual.__file__).parents[1]
    (Path(site) / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")
    _run(
        *(sys.executable, "-m", "pip", "--python", scripts / "python", "install", "--no-deps"),
        *("--no-index", "--quiet", "--disable-pip-version-check", "--ignore-installed", wheel),
        cwd=home,
    )
    return scripts


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {
        f"crmtui/{path.relative_to(PACKAGE).as_posix()}"
        for path in files(PACKAGE)
        if path.suffix != ".pyc"
    }
    migrations = {
        f"crmtui/_migrations/{path.relative_to(ROOT / 'migrations').as_posix()}"
        for path in files(ROOT / "migrations")
    }
    assert package | migrations <= names
    others = {name for name in names - package - migrations if ".dist-info/" not in name}
    assert not others


def test_the_wheel_holds_the_compiled_catalogue_and_the_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "crmtui/locale/zh_CN/LC_MESSAGES/crmtui.mo" in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_the_installed_wheel_creates_a_database_and_finds_what_was_added(
    installed: Path, tmp_path: Path
) -> None:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    env |= {"CRMTUI_DB": str(tmp_path / "crm.db"), "CRMTUI_LANG": "zh_CN", "PYTHONUTF8": "1"}
    where = "import crmtui; print(crmtui.__file__)"
    place = _run(installed / "python", "-c", where, cwd=tmp_path, env=env)
    assert str(ROOT) not in place

    crmtui = installed / "crmtui"
    assert _run(crmtui, "--version", cwd=tmp_path, env=env).startswith("crmtui ")
    _run(crmtui, "add", "测试物流", cwd=tmp_path, env=env)
    assert "测试物流" in _run(crmtui, "find", "测试", cwd=tmp_path, env=env)
    assert "测试物流" in _run(crmtui, "find", "cswl", cwd=tmp_path, env=env)
