"""Every setting that the environment can give is listed in .env.example."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
READ = re.compile(r'os\.environ(?:\.get\(|\[)"([A-Z_]+)"')
LISTED = re.compile(r"^#?([A-Z_]+)=", re.MULTILINE)


def test_every_setting_is_listed() -> None:
    read = {
        name
        for folder in ("channels", "server", "actions", "pipeline")
        for file in (ROOT / folder).rglob("*.py")
        for name in READ.findall(file.read_text())
    }
    assert {"TELEGRAM_TOKEN", "SLACK_BOT_TOKEN", "QUIVER_DB"} <= read
    listed = set(LISTED.findall((ROOT / ".env.example").read_text()))
    assert read <= listed
