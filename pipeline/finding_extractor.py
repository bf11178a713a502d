"""The Rasa component that hears findings: ``quiver.language`` as entities of a message.

Every tool of Rasa (``rasa shell nlu``, ``/model/parse``, the tracker) then shows what was heard::

    {"entity": "finding", "value": "face_droop", "role": "absent", "start": 0, "end": 11}
    {"entity": "duration", "value": "P3W", "start": 12, "end": 19}
"""

from __future__ import annotations

import datetime as dt
import hashlib
import inspect
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from quiver import knowledge
from quiver.language import clauses, minilm, time_features, time_judge, tuned, wordings
from quiver.language.clauses import ClauseReader
from quiver.language.entities import as_entities
from quiver.language.findings import Listener
from quiver.language.time_judge import TimeJudge


def learnt(folder: Path) -> tuple[ClauseReader, TimeJudge]:
    """What training kept in a folder, for a ``Listener`` to hear with.

    Raises:
        EncoderError: what is in the folder is damaged.
    """
    return ClauseReader.load(folder), TimeJudge.load(folder)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class FindingExtractor(GraphComponent, EntityExtractorMixin):
    """Adds what ``quiver.language.findings.Listener`` hears to a message's entities."""

    def __init__(
        self,
        model_storage: ModelStorage,
        resource: Resource,
        reader: ClauseReader | None = None,
        judge: TimeJudge | None = None,
    ) -> None:
        """Compiles the lexicon of the knowledge that is installed beside the code."""
        self._listener = Listener(knowledge.load(), reader, judge)
        self._model_storage = model_storage
        self._resource = resource

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FindingExtractor:
        """Creates the component for training; it has no settings."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> FindingExtractor:
        """Loads what training kept in the model."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, *learnt(folder))

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str:
        """What a trained component depends on besides this class: what is learnt, and from what."""
        modules = (clauses, wordings, tuned, minilm, time_judge, time_features)
        sources = "".join(inspect.getsource(module) for module in modules)
        adapter = hashlib.sha256(tuned.ADAPTER.read_bytes()).hexdigest()
        return f"{sources}{adapter}{clauses.examples()!r}{time_judge.examples()!r}"

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the clause reader on ``data/clauses``, the judge on ``data/times.jsonl``.

        Returns:
            Where they are kept.
        """
        judge = TimeJudge.fit(time_judge.examples(), self._listener.times)
        with self._model_storage.write_to(self._resource) as folder:
            ClauseReader.fit(clauses.examples()).keep(folder)
            judge.keep(folder)
        return self._resource

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
