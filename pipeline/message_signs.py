"""The featurizer that gives each message the signs of ``quiver.language.signs``."""

from __future__ import annotations

import datetime as dt
import inspect
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import ENTITIES, FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from quiver import knowledge
from quiver.language import signs as signs_module
from quiver.language.entities import hearing_of
from quiver.language.findings import Listener
from quiver.language.signs import signs
from quiver.language.text import read

#: The name of this feature among those of a message.
SIGNS = "signs"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class MessageSigns(DenseFeaturizer, GraphComponent):
    """Gives each message one dense sentence feature: its signs.

    A message has been heard by ``FindingExtractor`` before it; training examples have not, and are
    heard here.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings and what they are when not set."""
        return {FEATURIZER_CLASS_ALIAS: SIGNS}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """There is nothing that could be wrong."""

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str:
        """What the signs depend on besides this class."""
        return inspect.getsource(signs_module)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageSigns:
        """Creates the component; it keeps nothing in the model."""
        return cls(execution_context.node_name, config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the feature to every training example that has a text."""
        listener = Listener(knowledge.load())
        for example in training_data.training_examples:
            if text := example.get(TEXT):
                heard = listener.hear(text, dt.date.today())
                self._add(example, signs(heard, read(text)))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the feature to every message that has a text, the empty text included."""
        for message in messages:
            text = message.get(TEXT)
            if text is not None:
                heard = hearing_of(message.get(ENTITIES, []), text)
                self._add(message, signs(heard, read(text)))
        return messages

    def _add(self, message: Message, values: np.ndarray) -> None:
        row = values[np.newaxis]
        message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
