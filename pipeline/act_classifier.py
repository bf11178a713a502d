"""The Rasa component that takes a guess at what a message is for: ``quiver.language.act_model``."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from pipeline.message_signs import SIGNS
from pipeline.sentence_encoder import SENTENCE
from quiver.language import act_model, wordings
from quiver.language.act_model import ActModel
from quiver.language.acts import OFF_SUBJECT
from quiver.language.text import read

#: The property of a message that is true when it is to be declined.
DECLINED = "declined"
_FILE = "acts.npz"
#: How many acts a message's ranking has.
_RANKED = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ActClassifier(GraphComponent, IntentClassifier):
    """Gives a message its intent, and the property ``DECLINED``.

    It stands after the featurizers of the signs and of the sentence vectors, and has no settings.
    """

    def __init__(
        self, model_storage: ModelStorage, resource: Resource, model: ActModel | None = None
    ) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ActClassifier:
        """Creates the component for training."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ActClassifier:
        """Loads what training kept in the model."""
        with model_storage.read_from(resource) as folder, np.load(folder / _FILE) as arrays:
            return cls(model_storage, resource, ActModel.of_arrays(arrays))

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str:
        """What a trained component depends on besides this class: how the model is fitted."""
        return inspect.getsource(act_model) + inspect.getsource(wordings)

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the model on the training examples and keeps it.

        Returns:
            Where it is kept.
        """
        examples = [m for m in training_data.intent_examples if m.get(TEXT)]
        model = ActModel.fit(
            [_words(m) for m in examples],
            np.stack([_feature(m, SENTENCE) for m in examples]),
            np.stack([_feature(m, SIGNS) for m in examples]),
            [m.get(INTENT) for m in examples],
            OFF_SUBJECT,
        )
        with self._model_storage.write_to(self._resource) as folder:
            np.savez(folder / _FILE, **model.as_arrays())
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the intent of each message, the likeliest ones, and whether it is declined.

        A message that is not declined has an intent on the subject.

        Returns:
            The same messages.
        """
        assert self._model is not None  # Rasa loads what it has trained
        for message in messages:
            if not message.get(TEXT):
                continue
            guess = self._model.guess(
                _words(message), _feature(message, SENTENCE), _feature(message, SIGNS)
            )
            kept = [one for one in guess.ranking if guess.off_subject or one[0] != OFF_SUBJECT]
            total = sum(likely for _, likely in kept)
            ranking = [
                {INTENT_NAME_KEY: act, PREDICTED_CONFIDENCE_KEY: likely / total}
                for act, likely in kept[:_RANKED]
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(DECLINED, guess.off_subject)
        return messages


def _words(message: Message) -> str:
    """The normal forms of a message's words, joined by spaces."""
    return " ".join(read(message.get(TEXT)).words)


def _feature(message: Message, name: str) -> np.ndarray:
    """The sentence feature of that name that a featurizer gave a message, (d,)."""
    _, sentence = message.get_dense_features(TEXT, [name])
    return np.asarray(sentence.features[0], dtype=np.float32)
