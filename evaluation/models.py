"""The two models that are measured, and what they understand of a message.

Both learn from the same ``data/nlu``. The stock pipeline is trained into ``models/stock`` under a
name that carries a hash of that data and of its configuration: it is trained again only when one of
them changes. It has a folder of its own because ``rasa run`` serves the newest model in ``models``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import tarfile
import tempfile
import time
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

from evaluation.sets import Answer, Message
from pipeline.finding_extractor import FindingExtractor, learnt
from quiver import knowledge
from quiver.answers import Utterance
from quiver.language.entities import hearing_of
from quiver.language.findings import Listener
from server.training import MODELS, ROOT

STOCK = Path(__file__).parent / "stock.yml"
STOCK_MODELS = MODELS / "stock"


def stock_model_path(root: Path = ROOT) -> Path:
    """Where the stock pipeline's model of the present data is, or would be."""
    digest = hashlib.sha256(STOCK.read_bytes())
    for file in sorted((root / "data" / "nlu").glob("**/*.yml")):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        digest.update(f"{file.relative_to(root).as_posix()} {content}\n".encode())
    return STOCK_MODELS / f"stock-{digest.hexdigest()[:16]}.tar.gz"


def ensure_stock_model() -> Path:
    """The stock pipeline trained on the present data, trained now if it is not there yet.

    Raises:
        RuntimeError: when training fails.
    """
    path = stock_model_path()
    if path.exists():
        return path
    STOCK_MODELS.mkdir(exist_ok=True)
    print("Training Rasa's stock pipeline on the same data (10 to 20 minutes) ...", flush=True)
    started = time.monotonic()
    from rasa.model_training import train_nlu  # heavy: only when there is something to train
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
    warnings.simplefilter("ignore")  # third parties' deprecations
    train_nlu(
        config=str(STOCK),
        nlu_data=str(ROOT / "data" / "nlu"),
        output=str(STOCK_MODELS),
        fixed_model_name=path.name.removesuffix(".tar.gz"),
    )
    if not path.exists():
        raise RuntimeError("Training the stock pipeline failed; the messages above say why.")
    for old in STOCK_MODELS.glob("stock-*.tar.gz"):
        if old != path:
            old.unlink()
    print(f"Trained in {time.monotonic() - started:.0f} s: {path.relative_to(ROOT)}", flush=True)
    return path


def load(model: Path) -> Any:
    """The Rasa agent of a model, for parsing only."""
    from rasa.core.agent import Agent

    from server.bot import quieten

    quieten()
    return Agent.load(str(model))


def listener(model: Path) -> Listener:
    """A listener with what training kept in a model of the product."""
    with tarfile.open(model) as archive, tempfile.TemporaryDirectory() as folder:
        for file in archive.getmembers():
            if FindingExtractor.__name__ in file.name and file.isfile():
                file.name = Path(file.name).name
                archive.extract(file, folder)
        return Listener(knowledge.load(), *learnt(Path(folder)))


@contextmanager
def on_day(day: dt.date) -> Iterator[None]:
    """Within it, the product's model reads messages as if they were written on that day."""
    calendar = SimpleNamespace(date=SimpleNamespace(today=lambda: day))
    with mock.patch("pipeline.finding_extractor.dt", calendar):
        yield


async def understand(agent: Any, given: Iterable[Message | Answer]) -> list[Utterance]:
    """What an agent understands of messages or answers: the act, and what is heard."""
    understood = []
    for one in given:
        with on_day(one.day):
            parsed = await agent.parse_message(one.text)
        intent = (parsed.get("intent") or {}).get("name") or ""
        hearing = hearing_of(parsed["entities"], one.text)
        understood.append(Utterance(one.text, intent, hearing, day=one.day))
    return understood
