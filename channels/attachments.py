"""What goes with a message besides its text: a drawing of the face, the summary as a PDF.

Neither goes with a result in an emergency: then nothing is to stand between a person and the call.
"""

from __future__ import annotations

from typing import Any

from channels import face, summary_pdf


def picture(custom: dict[str, Any]) -> tuple[bytes, str] | None:
    """The face with the places that twitch, as PNG, and the same in words.

    Args:
        custom: the structured form of any message.

    Returns:
        None when it is no result, or no place is known.
    """
    return face.draw(custom["evidence"]) if _is_calm_result(custom) else None


def summary(custom: dict[str, Any]) -> bytes | None:
    """The summary to take to a doctor, as PDF; None when the message has none."""
    if custom.get("type") == "summary":
        return summary_pdf.render({"summary": custom})
    if not _is_calm_result(custom) or "summary" not in custom:
        return None
    return summary_pdf.render(custom)


def _is_calm_result(custom: dict[str, Any]) -> bool:
    return custom.get("type") == "assessment" and custom["urgency"] != "emergency"
