"""The Rasa component that settles what a message is for.

It stands after the finding extractor, the featurizers, the classifier and the fallback; see
``quiver.language.acts`` and, for what is off the subject, ``quiver.language.subject``.
"""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from pipeline.message_signs import SIGNS
from pipeline.sentence_encoder import SENTENCE
from quiver import knowledge
from quiver.language import subject
from quiver.language.acts import OFF_SUBJECT, resolve
from quiver.language.entities import hearing_of
from quiver.language.subject import SubjectGate
from quiver.language.text import read

_FILE = "subject_gate.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ActResolver(GraphComponent):
    """Corrects the intent of a message by what was heard in it and by what it is about."""

    def __init__(
        self,
        model_storage: ModelStorage,
        resource: Resource,
        gate: SubjectGate | None = None,
    ) -> None:
        """Reads the knowledge that is installed beside the code."""
        self._knowledge = knowledge.load()
        self._model_storage = model_storage
        self._resource = resource
        self._gate = gate

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ActResolver:
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
    ) -> ActResolver:
        """Loads what training kept in the model."""
        with model_storage.read_from(resource) as folder, np.load(folder / _FILE) as arrays:
            return cls(model_storage, resource, SubjectGate(**arrays))

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str:
        """What a trained component depends on besides this class: how the gate is fitted."""
        return inspect.getsource(subject)

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the gate on the training examples and keeps it in the model.

        Returns:
            Where it is kept.
        """
        examples = [m for m in training_data.intent_examples if m.get(TEXT)]
        self._gate = SubjectGate.fit(
            np.stack([_vector(m) for m in examples]),
            [m.get(INTENT) == OFF_SUBJECT for m in examples],
            np.stack([_feature(m, SIGNS) for m in examples]),
        )
        with self._model_storage.write_to(self._resource) as folder:
            np.savez(folder / _FILE, **self._gate.as_arrays())
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the intent of each message.

        Returns:
            The same messages; a changed intent keeps the classifier's confidence.
        """
        for message in messages:
            raw = message.get(TEXT)
            if not raw:
                continue
            assert self._gate is not None  # trained or loaded before it is asked
            intent = dict(message.get(INTENT) or {})
            intent[INTENT_NAME_KEY] = resolve(
                intent.get(INTENT_NAME_KEY) or "",
                hearing_of(message.get(ENTITIES, []), raw),
                read(raw),
                self._knowledge,
                off_subject=self._gate.off(_vector(message), _feature(message, SIGNS)),
            )
            message.set(INTENT, intent, add_to_output=True)
        return messages


def _vector(message: Message) -> np.ndarray:
    """The sentence vector that the encoder gave a message, of the length 1, (384,)."""
    scaled = _feature(message, SENTENCE)
    return scaled / max(float(np.linalg.norm(scaled)), 1e-9)


def _feature(message: Message, name: str) -> np.ndarray:
    """The sentence feature of that name that a featurizer gave a message, (d,)."""
    _, sentence = message.get_dense_features(TEXT, [name])
    return np.asarray(sentence.features[0], dtype=np.float32)
