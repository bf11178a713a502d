"""The Rasa component that settles what a message is for.

It stands after the finding extractor, the classifier and the fallback; see
``quiver.language.acts``.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from pipeline.act_classifier import DECLINED
from quiver import knowledge
from quiver.language.acts import resolve
from quiver.language.entities import hearing_of
from quiver.language.text import read


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ActResolver(GraphComponent):
    """Corrects the intent of a message by what was heard in it and by what it is about."""

    def __init__(self) -> None:
        """Reads the knowledge that is installed beside the code."""
        self._knowledge = knowledge.load()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ActResolver:
        """Creates the component; it has no settings and keeps nothing in the model."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the intent of each message.

        Returns:
            The same messages; a changed intent keeps the classifier's confidence.
        """
        for message in messages:
            raw = message.get(TEXT)
            if not raw:
                continue
            intent = dict(message.get(INTENT) or {})
            intent[INTENT_NAME_KEY] = resolve(
                intent.get(INTENT_NAME_KEY) or "",
                hearing_of(message.get(ENTITIES, []), raw),
                read(raw),
                self._knowledge,
                off_subject=bool(message.get(DECLINED)),
            )
            message.set(INTENT, intent, add_to_output=True)
        return messages
