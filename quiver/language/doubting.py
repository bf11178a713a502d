"""Whether somebody asks if it is this cause: "isn't it just stress?", "could it be the coffee?".

That is no question about the subject, which would be answered alike for everybody, but one about
the person's own twitch: it is answered by what speaks for that cause and against it.
"""

from __future__ import annotations

import re

from quiver.language.text import Text

#: A longer message tells something besides, and is heard for that first.
_LONGEST = 14
_IT = r"(?:it|this|that|these|all this|all that|all of this|(?:my|the) (?:lip|twitch|twitching))"
_DOUBTS = re.compile(
    # "isn't it just stress", "is this from the coffee"; not "is it safe to ...", "is it like ..."
    # nor "..., what is that", "or is it ...", "sounds made up, is it"
    rf"\b(?<!what )(?<!or )(?:is|isnt|aint|was|wasnt|are|arent|not) (?:not )?{_IT}\b"
    r"(?!$| (?:safe|ok|okay|bad|true|normal|common|serious|dangerous|worth|worse|better|possible|"
    r"curable|like|called|good|going|getting|caused by what|always|a real|real|one of)\b)"
    # "could it be the coffee", "might that just be my nerves"
    rf"|\b(?:can|cant|could|couldnt|might|mightnt|may|would|wouldnt|will|must) (?:not )?{_IT} "
    r"(?:\w+ )?(?:be|come|have been|have come)\b"
    # "you think it's the energy drinks", "are you sure it isn't a tic"
    rf"|\b(?:think|reckon|believe|sure|saying|say|bet) (?:that )?(?:its|{_IT})\b"
    # "surely it's only tiredness?", "it's just stress, isn't it?"
    r"|\b(?:surely|maybe|probably|perhaps) (?:its|it is|this is|just|only)\b"
    r"|\b(?:its|it is|this is) (?:surely|probably|just|only|bound|all)\b"
)


def doubts_a_cause(text: Text) -> bool:
    """Whether a message that names a cause asks if it is that one."""
    return len(text.tokens) <= _LONGEST and bool(_DOUBTS.search(" ".join(text.words)))
