"""Where the set-up looks for Python 3.10, with made-up machines."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What the scripts call; nothing else is on the made-up machine's PATH.
COMMANDS = ("sh", "cat", "cmp", "cp", "cut", "dirname", "grep", "mkdir", "rm", "tail")


@dataclass
class Machine:
    """A folder with its own PATH, home and pyenv, and a copy of the scripts."""

    folder: Path

    @property
    def bin(self) -> Path:
        return self.folder / "bin"

    @property
    def scripts(self) -> Path:
        return self.folder / "a checkout" / "scripts"

    def program(self, path: Path, body: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!{shutil.which('sh')}\n{body}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    def python(self, path: Path, version: str) -> Path:
        """A Python that says which version it is and can install nothing."""
        return self.program(path, f'if [ "$1" = -c ]; then echo {version}; else exit 1; fi')

    def broken_shim(self, name: str) -> Path:
        return self.program(
            self.bin / name, f"echo 'pyenv: {name}: command not found' >&2\nexit 127"
        )

    def pyenv_python(self, version: str, says: str) -> Path:
        return self.python(self.folder / "pyenv/versions" / version / "bin/python", says)

    def find(self, *more_path: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
        environment = {
            "PATH": os.pathsep.join(map(str, (self.bin, *more_path))),
            "HOME": str(self.folder / "home"),
            "PYENV_ROOT": str(self.folder / "pyenv"),
            **settings,
        }
        return subprocess.run(
            [self.bin / "sh", self.scripts / "find_python.sh"],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def found(self, *more_path: Path, **settings: str) -> str:
        result = self.find(*more_path, **settings)
        assert result.returncode == 0, result.stderr
        return result.stdout.removesuffix("\n")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    made.bin.mkdir()
    for command in COMMANDS:
        real = shutil.which(command)
        assert real is not None, command
        (made.bin / command).symlink_to(real)
    shutil.copytree(ROOT / "scripts", made.scripts, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "requirements-uv.txt", made.scripts.parent)
    return made


@pytest.mark.parametrize("name", ["python3.10", "python3", "python"])
def test_a_python_310_on_path_is_taken_under_each_of_its_names(machine: Machine, name: str) -> None:
    python = machine.python(machine.bin / name, "3.10")
    machine.pyenv_python("3.10.13", "3.10")
    assert machine.found() == str(python)


def test_a_shim_that_does_not_run_does_not_count(machine: Machine) -> None:
    machine.broken_shim("python3.10")
    python = machine.pyenv_python("3.10.13", "3.10")
    assert machine.found() == str(python)


def test_a_shim_does_not_hide_a_good_python_behind_it_on_path(machine: Machine) -> None:
    machine.broken_shim("python3.10")
    behind = machine.python(machine.folder / "be hind" / "python3.10", "3.10")
    assert machine.found(behind.parent) == str(behind)


def test_another_version_does_not_count_whatever_its_name(machine: Machine) -> None:
    machine.python(machine.bin / "python3.10", "3.11")
    machine.python(machine.bin / "python3", "3.11")
    machine.pyenv_python("3.10.1", "3.9")
    python = machine.pyenv_python("3.10.9", "3.10")
    assert machine.found() == str(python)


def test_pyenv_is_looked_for_in_the_home_folder_too(machine: Machine) -> None:
    python = machine.python(machine.folder / "home/.pyenv/versions/3.10.2/bin/python", "3.10")
    assert machine.found(PYENV_ROOT="") == str(python)


def test_uv_fetches_one_where_there_is_none(machine: Machine) -> None:
    fetched = machine.python(machine.folder / "fetched" / "python3.10", "3.10")
    log = machine.folder / "log"
    machine.program(
        machine.bin / "uv",
        f"""echo "$*" >>'{log}'
case "$*" in
--version) echo 'uv 0.9.1 (abc)' ;;
'python find'*) echo '{fetched}' ;;
esac""",
    )
    assert machine.found() == str(fetched)
    assert "python install 3.10" in log.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    "uv", [None, "exit 127", "echo 'uv 0.4.30'", "[ $1 = --version ] && echo 'uv 0.9.1'"]
)
@pytest.mark.parametrize("other_python", [None, "3.11"])
def test_with_nothing_at_all_one_error_names_the_three_ways(
    machine: Machine, uv: str | None, other_python: str | None
) -> None:
    machine.broken_shim("python3.10")
    if other_python:
        machine.python(machine.bin / "python3", other_python)
    if uv:
        machine.program(machine.bin / "uv", uv)
    result = machine.find()
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.count("error: Quiver") == 1
    before, _, error = result.stderr.partition("error: Quiver needs Python 3.10")
    assert "error" not in before
    for way in ("python3.10 that runs on PATH", "pyenv install 3.10", "uv python install 3.10"):
        assert way in error
