"""The words by which people deny, doubt, fear, recall: phrases, in the phrase language.

``scope.py`` and ``denial.py`` say how far each reaches.
"""

from __future__ import annotations

from quiver.knowledge.phrases import Phrase, compile_phrase
from quiver.language.matching import Lexicon

#: Words that only look like a negation, or say no to something else.
_PSEUDO = (
    "not|nt only|just|merely|simply", "neither|nor just|only|merely",
    "isnt|wasnt|arent|dont|doesnt|didnt|hasnt|havent|cant only|just|merely|simply", "no doubt",
    "no wonder", "no idea", "not to mention",
    "cant help", "cant stop", "cant control", "wont stop", "wont go", "doesnt stop", "didnt stop",
    "dont stop", "doesnt go away", "not going away", "not gone",
    "hasnt gone & !hasnt gone up|to|into|down|past|beyond|anywhere|near", "hasnt stopped",
    "not stopping|stopped & "
    "!stopping|stopped taking|drinking|using|smoking|my|the|any|a|his|her",
    "not getting better", "no change", "no better", "no matter",
    "no more than usual", "not surprising", "not surprisingly", "no pain", "not painful",
    "doesnt hurt", "not sure", "dont know", "didnt know", "cant tell", "not certain", "no clue",
    "why not", "whether or not", "or not", "if not", "dont think its stopped", "not without",
    "never not", "never stops", "never goes", "not to", "dont want", "didnt want", "not like",
    "not used", "not long", "not half", "no joke", "no reason", "not being funny", "no help",
    "nothing helps", "nothing works", "nothing stops", "dont get me wrong", "not the same",
    "cant|couldnt|wont|wouldnt|doesnt|didnt|dont|never|hasnt|isnt|not quit|quits|quitting|cease|"
    "ceases|ceasing|ease|eases|easing|relent|relents|settle|settles|settling|subside|subsides|"
    "budge|shift|leave|leaves|switch|rest|rests|die|let|lets|letting|give|gives|pack|packs|calm|"
    "calms & !off|up|in|down|with when|while|once|after|at|if|during & !smoking|drinking & "
    "!quit|quits|quitting|give|leave|pack|rest "
    "the|my|his|her|any|a|booze|alcohol|coffee|taking|using",
    "not bothered", "doesnt|didnt bother & !when|while|if|during", "cant remember", "dont remember",
    "couldnt|cant|could|can not|hardly? be|get|feel any? more|less|worse", "no stranger to",
    "dont|doesnt|didnt|havent|hasnt have|got? any|much|enough strength|power|grip|feeling|"
    "sensation|control|movement|energy",
    "no one & understand|understands|believes|listens|knows|can|tell|get|follow",
    "not convinced", "dont believe", "not the first", "no good", "without _ doubt", "not there yet",
)  # fmt: skip
#: Two negations that make an affirmation.
_DOUBLE = (
    "not|never|isnt|hasnt|havent|hasn|no|aint|nor|cant|dont|doesnt _ without & "
    "!without a|any problem|problems|trouble|issue|issues|doubt",
    "hasnt|isnt|not|never|no|havent|wasnt _ day|night|hour|week|morning|evening|minute|mealtime "
    "_ doesnt|dont|didnt|hasnt|havent|isnt|wasnt",
    "wouldnt|couldnt|cant|dare say|claim|pretend i|im|he|hes|she|shes|its|it|theres|ive "
    "not|dont|doesnt|isnt|havent|hasnt|never|no", "not not",
    "cant say _ not|isnt|arent|wasnt|hasnt|havent|doesnt|dont",
    "cant say im not", "wouldnt say im not",
    "wouldnt say _ not", "cant deny", "not that _ dont", "never not",
    "not free of", "not entirely free", "wouldnt say _ no",
    "not un* & !not under|underneath|understand*|until|unless|unit*",
)  # fmt: skip
#: Words that deny what follows them without a "no" or a "not".
_DENIERS = (
    "nobody|nobodys|noone ever? said|mentioned|told|noticed|diagnosed|seen|complained",
    "no one has? ever? said|mentioned|told|noticed|diagnosed|seen|complained",
    "yet to", "far from", "hardly|barely|scarcely a|any|ever", "free of|from", "rid of",
    "avoid|avoids|avoided|avoiding", "stay|stays|keep|keeps|steer off|away|clear",
    "wouldnt go|touch", "cant stand", "rather than", "anything but", "gave up", "rule|ruled out",
    "so much as a", "no way|chance", "all clear for|on|of", "turned|turn|turning it|them|that down",
    "chose|decided|opted|preferred not to", "instead of",
)  # fmt: skip
#: What denies what stands before it: "the left corner isnt in it".
_BEHIND = (
    "isnt|arent|wasnt|not|never|aint in it|on|this", "isnt|arent|wasnt|not|aint involved|affected",
    "isnt|arent|wasnt|not|aint part of it",
    "free & !feel|feels|feeling|of|from|time|sugar|gluten|caffeine|alcohol|range|school|meals",
    "not|isnt|arent|never included|touched",
    "excluded", "ruled out", "all clear", "came|come back negative|clear|normal|fine",
    "is|are|s out & !out of", "cant stand", "wouldnt go|touch", "stays|keeps|stay|keep out",
    "hate|hates the stuff",
)  # fmt: skip
#: What makes no difference, and so is named without being there.
_IDLE = (
    "none|neither|nothing of it|them|that|those|these? matters|matter|makes|make|does",
    "doesnt|dont|didnt|never seem|appear? to? change|affect|matter|alter",
    "makes|make|made|making no|any|zero difference|odds", "no effect", "not affected by",
    "nothing to do with", "regardless of", "no matter", "whether or not", "no link with|to",
    "isnt|not related|linked to", "hasnt|havent touched",
    "doesnt|dont|didnt|never|not bring|set|trigger|start|cause|worsen|provoke it|this|them",
    "naught|nothing|nowt to do", "behaves|behave|does|is the same",
)  # fmt: skip
_DOUBTS = (
    "not sure", "unsure", "dont know", "dunno", "no idea", "cant tell", "couldnt tell",
    "not certain", "hard to say", "hard to tell", "might be", "might have", "may be", "may have",
    "maybe & !maybe about? once|twice|every|one|two|three|four|five|ten|twenty|few|2*|3*|4*|5*|1*",
    "possibly", "perhaps", "could be & !could be better|worse|because|why|cos", "no clue",
    "cant say if", "wonder|wondering|wondered if|whether",
    "not convinced", "cant remember if", "dont remember if", "could maybe",
    "doubt & !no|without|beyond a|any? doubt",
)  # fmt: skip
_FEARS = (
    "scared", "worried", "worry", "worrying", "afraid", "terrified", "frightened", "paranoid",
    "fear", "fearing", "panicking", "freaking", "freaked", "petrified", "convinced", "dread",
    "in case", "what if", "worst case", "google|googled|googling|dr _ says|said",
    "thinking|thought its|it|was|i", "think its|it|i|im", "reckon its|it", "might be a|the|my",
    "could be a|the|my", "could it", "sign of", "signs of", "symptom of", "symptoms of",
    "sounds like", "similar to",
    "like a|an mini? stroke|seizure|fit|tia|tic|palsy|bells|allergic|heart|brain|tumour",
    "as if", "as though", "rule out",
    "screened|scanned|investigated|swabbed|assessed for",
    "ask|asks|asked|asking if|am|whether|about",
    "told|saying|says|said|say|reckon|reckons its? it? is? just? anxiety|stress|nerves",
    "ruled out", "test|tested|testing for|my|his|her", "check|checked|checking for|if|whether",
    "check|checked|checking _ for|if|whether", "looked for", "look|looking for|out",
    "watch|watching for|out", "dreamt|dreamed|dream|nightmare",
    "leaflet|label|packaging|insert|poster|website & says|said|lists|warns|mentions|listed|of",
    "heard of", "heard that", "read about", "read that", "reading about", "going to have",
    "about to have",
    "will i", "will it",
    "wish it|this|that|he|she|they", "if only", "would have|be|get a|an", "keep|keeps imagining",
    "ignore|disregard _ about", "documentary", "article|page says|said|about",
    "warn|warns|warned|warning of|about", "mention|mentions|mentioned a|an|the|any",
    "had it|this|that been", "were it|this|that", "if it|this|that was|were",
    "work|job as|with|is", "turn into", "lead to", "lead on to", "become", "risk of", "end up",
)  # fmt: skip
_PAST = (
    "years|year|decades ago|back",
    "aged|age 1|2|3|4|5|6|7|8|9|10|one|two|three|four|five|six|seven|eight|nine|ten",
    "used to & !not|get|getting|got|cant used", "in the past",
    "previously", "as a kid", "as a child", "as a teenager",
    "when i|he|she was _ kid|child|baby|young|younger|little|small|school|born",
    "when|since i was 1|2|3|4|5|6|7|8|9|10|11|12|one|two|three|four|five|six|seven|eight|nine|ten",
    "always have|has & !twitch*", "have|has done for _ years", "as a toddler|teen|youngster",
    "for 10|15|20|25|30|40|twenty|thirty|forty years & !twitch*",
    "back in 19*|20*",
    "in primary|secondary|high school", "ages ago", "long ago", "back then", "in my teens",
    "in|since my|his|her twenties|thirties|20s|30s", "student|uni|school days",
    "in the 60s|70s|80s|90s|sixties|seventies|eighties|nineties|noughties & did|had|was|were|took "
    "& !sats|heart|pulse|oxygen", "in my childhood", "last year i|he|she|we|they had",
)  # fmt: skip
#: What is over, perhaps not for long: no reason for calm about a danger sign.
_OVER = (
    "cleared up", "got over", "recovered from", "had a history", "months ago|back had",
    "last time", "once before",
    "has|have|is|are|had gone|vanished|disappeared|passed|resolved|cleared|healed & "
    "!not|never|hasnt|isnt|up|down|funny|numb|wrong|weird|off|dead|limp|out|when|then",
    "went|gone away & !not|never|wont|doesnt|didnt|hasnt|when|then|comes|came",
    "the first time & !its|is|was the first",
)  # fmt: skip


def _lexicon(label: str, phrases: tuple[str, ...]) -> list[tuple[str, Phrase]]:
    return [(label, compile_phrase(phrase, {})) for phrase in phrases]


#: All of them by kind: ``pseudo``, ``double``, ``deny``, ``behind``, ``idle``, ``doubt``, ``fear``,
#: ``past``, ``over``.
CUES = Lexicon(
    [
        *_lexicon("pseudo", _PSEUDO),
        *_lexicon("double", _DOUBLE),
        *_lexicon("doubt", _DOUBTS),
        *_lexicon("fear", _FEARS),
        *_lexicon("past", _PAST),
        *_lexicon("over", _OVER),
        *_lexicon("behind", _BEHIND),
        *_lexicon("idle", _IDLE),
        *_lexicon("deny", _DENIERS),
    ]
)
