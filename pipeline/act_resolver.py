"""The Rasa component that settles what a message is for; see ``quiver.language.acts``.

It stands after the classifier, the finding extractor and the fallback.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from quiver import knowledge
from quiver.language.acts import resolve
from quiver.language.entities import hearing_of
from quiver.language.text import read


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ActResolver(GraphComponent):
    """Corrects the intent of a message by what was heard in it."""

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
            text = message.get(TEXT)
            if text:
                intent = dict(message.get(INTENT) or {})
                heard = hearing_of(message.get(ENTITIES, []), text)
                intent[INTENT_NAME_KEY] = resolve(
                    intent.get(INTENT_NAME_KEY) or "", heard, read(text), self._knowledge
                )
                message.set(INTENT, intent, add_to_output=True)
        return messages
