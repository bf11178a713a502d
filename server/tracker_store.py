"""Where conversations are kept: Rasa's SQL store, which here can also forget."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

#: The slot that marks a conversation for deletion; see ``actions/leaving.py``.
FORGET = "forget"


class ConversationStore(SQLTrackerStore):
    """Rasa's SQL tracker store with one rule more: what is marked to be forgotten is deleted.

    Nothing of it stays in the database, from no session of that conversation.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        dialect: str = "sqlite",
        db: str = "rasa.db",
        **kwargs: Any,
    ) -> None:
        """Takes Rasa's settings; the folder of an SQLite file is made when it is missing.

        The environment variable ``QUIVER_DB`` names another file than ``endpoints.yml``.
        """
        db = os.environ.get("QUIVER_DB", db)
        if dialect == "sqlite" and db:
            Path(db).parent.mkdir(parents=True, exist_ok=True)
        super().__init__(domain=domain, event_broker=event_broker, dialect=dialect, db=db, **kwargs)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves what is new, or deletes everything when the conversation is to be forgotten."""
        if tracker.get_slot(FORGET):
            self.forget(tracker.sender_id)
        else:
            await super().save(tracker)

    def forget(self, sender_id: str) -> None:
        """Deletes every event of a conversation."""
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).delete()
            session.commit()
