"""A drawing of the face that marks where it twitches, for channels that show pictures."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageFont

_SIZE = 480
_FINER = 3  # drawn larger and scaled down, for smooth lines
_LINE, _SKIN, _LIP = "#3d3d3d", "#fbf7f4", "#e9c9c2"
_MARK = (200, 30, 60, 120)

#: Where a place is on the right half of the picture, which is the person's left: x, y, and radii.
_PLACES = {
    "upper_lip": (267, 331, 30, 13),
    "lower_lip": (265, 357, 28, 14),
    "mouth_corner": (300, 343, 17, 17),
    "eyelid_too": (302, 196, 36, 18),
    "spreads_face": (322, 285, 34, 40),
}
_NAMES = {
    "upper_lip": "the upper lip",
    "lower_lip": "the lower lip",
    "mouth_corner": "the corner of the mouth",
    "eyelid_too": "the eyelid",
    "spreads_face": "the cheek",
}
_SIDES = {"side_left": "left", "side_right": "right", "both_sides": "both"}
_WHERE = {"left": " on the person’s left", "right": " on the person’s right", "both": ""}


def draw(evidence: Iterable[dict[str, Any]]) -> tuple[bytes, str] | None:
    """Draws the places that twitch.

    Args:
        evidence: the items of an assessment.

    Returns:
        A PNG and what it shows in words; None when neither a place nor a side is known.
    """
    present = {item["finding"] for item in evidence if item["status"] == "present"}
    places = [place for place in _PLACES if place in present]
    side = next((name for finding, name in _SIDES.items() if finding in present), None)
    if not places and side is None:
        return None
    if not places:
        places = ["mouth_corner"]
        named = "the mouth"
    else:
        named = ", ".join(_NAMES[place] for place in places)
    words = f"A face seen from the front. Marked: {named}{_WHERE[side or 'both']}."
    return _png(places, side or "both"), words


def _png(places: list[str], side: str) -> bytes:
    image = Image.new("RGB", (_SIZE * _FINER, _SIZE * _FINER), "white")
    pen = ImageDraw.Draw(image, "RGBA")
    _face(pen)
    for place in places:
        x, y, width, height = _PLACES[place]
        if side in ("left", "both"):
            _ellipse(pen, x, y, width, height, fill=_MARK)
        if side in ("right", "both"):
            _ellipse(pen, _SIZE - x, y, width, height, fill=_MARK)
    font = ImageFont.load_default(size=17 * _FINER)
    for x, label in ((52, "right"), (_SIZE - 52, "left")):
        pen.text((x * _FINER, 452 * _FINER), label, fill=_LINE, font=font, anchor="mm")
    out = BytesIO()
    small = image.resize((_SIZE, _SIZE), Image.Resampling.LANCZOS)
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


def _face(pen: ImageDraw.ImageDraw) -> None:
    middle = _SIZE // 2
    for ear in (middle - 148, middle + 148):
        _ellipse(pen, ear, 245, 18, 36, fill=_SKIN, outline=_LINE)
    _ellipse(pen, middle, 240, 145, 195, fill=_SKIN, outline=_LINE)
    for x in (middle - 62, middle + 62):
        _ellipse(pen, x, 205, 28, 13, fill="white", outline=_LINE)
        _ellipse(pen, x, 205, 8, 8, fill=_LINE)
        _arc(pen, x, 186, 34, 22, 205, 335)
    _arc(pen, middle, 272, 18, 14, 10, 170)
    _lips(pen, middle)


def _lips(pen: ImageDraw.ImageDraw, middle: int) -> None:
    upper = [(-60, 343), (-14, 325), (0, 331), (14, 325), (60, 343)]
    lower = [(60, 343), (30, 364), (0, 370), (-30, 364), (-60, 343)]
    outline = [((middle + x) * _FINER, y * _FINER) for x, y in upper + lower]
    pen.polygon(outline, fill=_LIP)
    pen.line([*outline, outline[0]], fill=_LINE, width=2 * _FINER, joint="curve")
    pen.line([outline[0], outline[4]], fill=_LINE, width=2 * _FINER)


def _ellipse(
    pen: ImageDraw.ImageDraw, x: int, y: int, width: int, height: int, **look: Any
) -> None:
    box = [(x - width) * _FINER, (y - height) * _FINER, (x + width) * _FINER, (y + height) * _FINER]
    pen.ellipse(box, width=2 * _FINER if "outline" in look else 0, **look)


def _arc(
    pen: ImageDraw.ImageDraw, x: int, y: int, width: int, height: int, start: int, end: int
) -> None:
    box = [(x - width) * _FINER, (y - height) * _FINER, (x + width) * _FINER, (y + height) * _FINER]
    pen.arc(box, start, end, fill=_LINE, width=3 * _FINER)
