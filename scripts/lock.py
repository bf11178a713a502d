"""Write the pinned requirements files from the ``requirements*.in`` files.

Run as ``make lock`` (or ``make lock ARGS=--upgrade`` for newer versions). Every pin gets the
hashes of all its files. No package index's address and no local folder is written, and settings
that would let one in are kept out of the resolver's environment.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parent.parent
MACHINES = (
    ("linux", "x86_64"),
    ("linux", "aarch64"),
    ("darwin", "x86_64"),
    ("darwin", "arm64"),
)
# Each file to write, and whether its own dependencies are to be resolved too.
FILES = (
    ("requirements", True),
    ("requirements-dev", True),
    ("requirements-weights", False),
    ("requirements-uv", False),
)
UNWANTED_SETTINGS = (
    "UV_BUILD_CONSTRAINT",
    "UV_CONSTRAINT",
    "UV_EXCLUDE",
    "UV_FIND_LINKS",
    "UV_OVERRIDE",
    "UV_PRERELEASE",
    "UV_RESOLUTION",
)
PIN = re.compile(r"^(?P<pin>[\w.-]+==\S+) ; (?P<marker>.+?)(?P<end> \\)?$")


def shorten_marker(line: str) -> str:
    """Cut a pin's marker down to the machines that need it; drop it if all of them do."""
    match = PIN.match(line)
    if match is None:
        return line
    marker, end = Marker(match["marker"]), match["end"] or ""
    needing = [
        (system, machine)
        for system, machine in MACHINES
        if marker.evaluate(
            {
                "implementation_name": "cpython",
                "platform_machine": machine,
                "platform_python_implementation": "CPython",
                "platform_system": system.capitalize(),
                "python_full_version": "3.10.13",
                "python_version": "3.10",
                "sys_platform": system,
            }
        )
    ]
    if not needing or len(needing) == len(MACHINES):
        return match["pin"] + end if needing else ""
    wanted = " or ".join(
        f"(sys_platform == '{system}' and platform_machine == '{machine}')"
        for system, machine in needing
    )
    return f"{match['pin']} ; {wanted}{end}"


def without_unneeded(lines: list[str]) -> list[str]:
    """Drop the pins that no supported machine needs, with their hashes."""
    kept: list[str] = []
    dropping = False
    for line in lines:
        if PIN.match(line):
            shorter = shorten_marker(line)
            dropping = not shorter
            if shorter:
                kept.append(shorter)
        elif not (dropping and line.startswith(" ")):
            dropping = False
            kept.append(line)
    return kept


def lock(uv: str, name: str, *, resolve: bool, extra: list[str]) -> None:
    """Write ``<name>.txt`` from ``<name>.in``."""
    target = ROOT / f"{name}.txt"
    command = [uv, "pip", "compile", f"{name}.in", "--output-file", target.name, "--quiet"]
    command += ["--python", sys.executable]
    command += ["--python-version", "3.10", "--universal", "--generate-hashes", "--no-annotate"]
    command += ["--no-emit-index-url", "--no-emit-find-links"]
    command += ["--custom-compile-command", "make lock"]
    if not resolve:
        command.append("--no-deps")
    settings = {key: value for key, value in os.environ.items() if key not in UNWANTED_SETTINGS}
    subprocess.run([*command, *extra], cwd=ROOT, env=settings, check=True)
    lines = without_unneeded(target.read_text(encoding="utf-8").splitlines())
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    pins = sum("==" in line for line in lines)
    print(f"{target.name}: {pins} pins", flush=True)


def main(arguments: list[str]) -> int:
    """Lock every file with the uv named first; further arguments go to it."""
    uv, *extra = arguments
    for name, resolve in FILES:
        lock(uv, name, resolve=resolve, extra=extra)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
