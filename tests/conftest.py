"""What all tests share: the knowledge, the listener, and an agent with the trained model."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from quiver import knowledge
from quiver.knowledge import Knowledge
from quiver.language.findings import Listener
from quiver.language.time_judge import TimeJudge, examples

os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
# How long an example takes depends on what else the machine does: that is for benchmarks/.
settings.register_profile("quiver", deadline=None)
settings.load_profile("quiver")

#: Folders whose tests share servers that take long to start: one process runs all of each. They
#: come first, so that the others fill up what time is left.
TOGETHER = ("web", "channels", "server", "setup")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keeps together what shares servers when tests run in several processes."""
    here = Path(__file__).parent

    def folder(item: pytest.Item) -> str:
        return item.path.relative_to(here).parts[0]

    for item in items:
        if folder(item) in TOGETHER:
            item.add_marker(pytest.mark.xdist_group(folder(item)))
    items.sort(key=lambda item: (*TOGETHER, folder(item)).index(folder(item)))


@pytest.fixture(scope="session")
def know() -> Knowledge:
    return knowledge.load()


@pytest.fixture(scope="session")
def listener(know: Knowledge) -> Listener:
    return Listener(know)


@pytest.fixture(scope="session")
def judged(know: Knowledge, listener: Listener) -> Listener:
    """A listener whose judge of times has learnt from all its examples."""
    return Listener(know, judge=TimeJudge.fit(examples(), listener.times))


@pytest.fixture(scope="session")
def agent():  # type: ignore[no-untyped-def]
    """The bot as it is served, with conversations kept in memory."""
    from rasa.core.agent import Agent
    from rasa.core.tracker_store import InMemoryTrackerStore

    from server.bot import quieten
    from server.inprocess import InProcessActions
    from server.training import model_path

    path = model_path()
    if not path.exists():
        pytest.fail(f"There is no model of the present inputs ({path.name}): run `make train`.")
    quieten()
    agent = Agent.load(str(path), action_endpoint=InProcessActions())
    agent.tracker_store = InMemoryTrackerStore(agent.domain)
    agent.processor.tracker_store = agent.tracker_store
    return agent


@pytest.fixture
def talk(agent):  # type: ignore[no-untyped-def]
    from tests.talking import Talk

    return Talk(agent)
