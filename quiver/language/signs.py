"""What the form and the content of a message say of its act, as numbers for the classifier.

Words and sentence vectors tell how a message sounds. Whether it tells anything, and whether it
asks, the lexicon knows better: a message that tells of findings and asks nothing is most often a
report, whatever it sounds like; one that asks and tells nothing is most often a question.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from quiver.language.hearing import Hearing
from quiver.language.scope import scope
from quiver.language.text import Text

#: Words of the complaint, of the place where it is, and of what people bring up with it.
COMPLAINT = frozenset(
    "twitch twitches twitching twitched twitchy twitchin spasm spasms tremor tremors tic tics "
    "quiver quivers quivering quivered quivery flutter flutters fluttering fluttered flicker "
    "flickers flickering flickered tremble trembles trembling trembled fasciculation "
    "fasciculations".split()
)
_PLACE = frozenset("lip lips mouth face facial eyelid cheek chin".split())
_BESIDES = frozenset(
    "shake shaking shakes nerve nerves muscle muscles doctor gp symptom symptoms".split()
)
#: Other parts of the body, and other bodies: what is told of them is not about the lip.
ELSEWHERE = frozenset(
    "knee knees back ear ears stomach tummy belly tooth teeth foot feet toe toes ankle elbow "
    "shoulder hip skin rash bladder bum cat cats dog dogs rabbit hamster plant car boiler "
    "laptop phone printer".split()
)
#: Words of a request to be told something, wherever they stand. Those that ask at the head of a
#: clause alone ("when should i", but "worse when i eat") are left to ``scope``.
_REQUESTS = frozenset(
    "tell explain describe define what whats why how wonder wondering difference diff know info "
    "information advice tips meaning mean means".split()
)
#: Words by which a reply begins.
REPLIES = frozenset(
    "no nope nah naw none never nothing nowt yes yeah yep yup ya aye maybe dunno".split()
)
#: Of how many findings and words no more is said than that they are many.
_MANY_FINDINGS, _MANY_WORDS, _FEW_WORDS = 3, 20, 3


def asks(text: Text) -> bool:
    """Whether a message has the form of a question or of a request to be told something."""
    return "?" in text.raw or bool(_REQUESTS & set(text.words)) or any(scope(text).asked)


def signs(hearing: Hearing, text: Text) -> NDArray[np.float32]:
    """The signs of a message, each from 0 to 1, in a fixed order; always as many, (15,).

    Args:
        hearing: what was heard in it.
        text: the message, read.
    """
    own = [heard.status for heard in hearing.findings if not heard.other_person]
    present, absent = own.count("present"), own.count("absent")
    words = text.words
    return np.array(
        [
            min(present, _MANY_FINDINGS) / _MANY_FINDINGS,
            present > 0,
            min(absent, _MANY_FINDINGS) / _MANY_FINDINGS,
            absent > 0,
            bool(hearing.duration),
            bool(hearing.topics),
            asks(text),
            "?" in text.raw,
            min(len(words), _MANY_WORDS) / _MANY_WORDS,
            len(words) <= _FEW_WORDS,
            bool(COMPLAINT & set(words)),
            bool(_PLACE & set(words)),
            bool(_BESIDES & set(words)),
            bool(ELSEWHERE & set(words)),
            bool(REPLIES & set(words[:1])),
        ],
        dtype=np.float32,
    )
