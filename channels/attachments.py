"""What goes with a message besides its text: a drawing of the face, the summary as a PDF."""

from __future__ import annotations

from typing import Any

from channels import face, summary_pdf


def picture(custom: dict[str, Any]) -> tuple[bytes, str] | None:
    """The face with the places that twitch, as PNG, and the same in words.

    Args:
        custom: the structured form of any message.

    Returns:
        None when it is no result, or no place is known, or in an emergency: then nothing is to
        stand between a person and the call.
    """
    if custom.get("type") != "assessment" or custom["urgency"] == "emergency":
        return None
    return face.draw(custom["evidence"])


def summary(custom: dict[str, Any]) -> bytes | None:
    """The summary to take to a doctor, as PDF; None when the message is none."""
    return summary_pdf.render({"summary": custom}) if custom.get("type") == "summary" else None
