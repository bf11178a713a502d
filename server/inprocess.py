"""Runs the actions in the bot's own process instead of behind a second server.

Rasa calls actions through an ``EndpointConfig``; this one hands the call to the SDK's
``ActionExecutor`` directly. ``rasa run`` with ``rasa run actions`` needs nothing of it.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from quiver import wording

logger = logging.getLogger(__name__)


class InProcessActions(EndpointConfig):
    """An action endpoint that is no server: it runs the actions of a package right here."""

    def __init__(self, package: str = "actions") -> None:
        """Loads every action of the package."""
        super().__init__(url="in-process")
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any | None:
        """Runs the action that Rasa asks for.

        Returns:
            What the action server would answer: ``{"events": [...], "responses": [...]}``.

        Raises:
            ClientResponseError: with status 400 when the action rejects, as the server would.
        """
        call = kwargs["json"]
        try:
            return await self._executor.run(call)
        except ActionExecutionRejection as rejection:
            body = {"action_name": rejection.action_name, "error": str(rejection)}
            raise ClientResponseError(400, "rejected", json.dumps(body)) from rejection
        except Exception:
            # The call holds the whole conversation: only the action's name is logged.
            logger.exception("The action %s failed", call.get("next_action"))
            return {"events": [], "responses": [{"text": wording.FAILED}]}
