"""The Rasa component that hears findings: ``quiver.language`` as entities of a message.

Every tool of Rasa (``rasa shell nlu``, ``/model/parse``, the tracker) then shows what was heard::

    {"entity": "finding", "value": "face_droop", "role": "absent", "start": 0, "end": 11}
    {"entity": "duration", "value": "P3W", "start": 12, "end": 19}
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from quiver import knowledge
from quiver.language.entities import as_entities
from quiver.language.findings import Listener


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FindingExtractor(GraphComponent, EntityExtractorMixin):
    """Adds what ``quiver.language.findings.Listener`` hears to a message's entities."""

    def __init__(self) -> None:
        """Compiles the lexicon of the knowledge that is installed beside the code."""
        self._listener = Listener(knowledge.load())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FindingExtractor:
        """Creates the component; it has no settings and keeps nothing in the model."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds entities to each message, as described above.

        Returns:
            The same messages.
        """
        for message in messages:
            text = message.get(TEXT)
            if text:
                heard = self._listener.hear(text, dt.date.today())
                entities = self.add_extractor_name(as_entities(heard, text))
                message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages
