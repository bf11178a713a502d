"""Misspelt words are heard; real words, names and medicines are never changed."""

from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path

import pytest

from quiver.language import spelling
from quiver.language.findings import Listener
from quiver.language.text import MAX_CHARACTERS, normal, read

BLIND = Path(__file__).parent.parent / "understanding/blind_messages.jsonl"
#: What is changed in the blind messages, and rightly.
TYPOS = {"suprise": "surprise"}


def hear(listener: Listener, text: str) -> set[str]:
    return {h.finding for h in listener.hear(text, dt.date(2026, 11, 23)).findings}


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        ("my lip is twiching on the left sdie", "my lip is twitching on the left side"),
        ("i had a seizuer", "i had a seizure"),
        ("my speech is slured", "my speech is slurred"),
        ("my arm is paralised", "my arm is paralysed"),
        ("loads of caffiene", "loads of caffeine"),
        ("trouble brething", "trouble breathing"),
        ("one side of my face is drooopng", "one side of my face is drooping"),
        ("one side of my cheak droops", "one side of my cheek droops"),
        ("my speach is slurred", "my speech is slurred"),
        ("very low calicum", "very low calcium"),
        ("weakniss in my arm", "weakness in my arm"),
        ("got epilespy", "got epilepsy"),
        ("too much alchohol", "too much alcohol"),
        ("both my lips drooop on one sdie", "both my lips droop on one side"),
    ],
)
def test_typos_are_heard(listener: Listener, misspelt: str, meant: str) -> None:
    assert hear(listener, misspelt) == hear(listener, meant) != set()


def test_a_misspelt_denial_still_denies(listener: Listener) -> None:
    heard = listener.hear("wihtout any drooopng", dt.date(2026, 11, 23)).findings
    assert {h.status for h in heard} == {"absent"}


def test_real_words_are_not_changed() -> None:
    words = [word for word in spelling.english() if len(word) >= spelling.SHORTEST]
    for word in [*random.Random(7).sample(words, 300), *words[:3000]]:
        assert spelling.correct(word) == word


def test_words_of_the_blind_messages_are_not_changed() -> None:
    changed = {}
    for line in BLIND.read_text().splitlines():
        text = read(json.loads(line)["text"])
        for token in text.tokens:
            written = normal(text.raw[token.start : token.end])
            if written.isalpha() and written != token.word:
                changed[written] = token.word
    assert changed == TYPOS


# Words that no list of English words has: people, places, brands, medicines, dialect.
UNLISTED = """
Aisling Bronagh Cerys Dafydd Eilidh Fionnuala Gethin Hamish Iestyn Jasmin Kieran Lorcan Mairead
Nkechi Oisin Padraig Rhiannon Saoirse Tamsin Ursula Vikram Wojciech Xiomara Yusuf Zainab Khadija
Okonkwo Nguyen Fernandez Kowalski Rossi Schmidt Papadopoulos Ibrahim Choudhury Tanaka Svensson
Aberystwyth Basingstoke Croydon Dundee Exeter Fermanagh Gateshead Huddersfield Ilford Kettering
Loughborough Middlesbrough Northallerton Oswestry Peterhead Rotherham Swindon Truro Walsall Wrexham
tesco asda aldi lidl morrisons greggs lucozade ribena nurofen calpol panadol gaviscon rennie imodium
berocca pepto nytol sudafed benylin strepsils voltarol canesten fitbit garmin iphone samsung netflix
tiktok snapchat whatsapp reddit spotify uber deliveroo vinted bitcoin crypto chatgpt covid pfizer
moderna astrazeneca ozempic wegovy mounjaro botox juvederm invisalign zoloft lexapro prozac xanax
valium ativan klonopin lamictal topamax keppra depakote seroquel abilify risperdal effexor cymbalta
wellbutrin strattera buspar lyrica neurontin lipitor synthroid zyrtec claritin benadryl flonase
bisoprolol candesartan losartan doxazosin furosemide rosuvastatin clopidogrel rivaroxaban edoxaban
gliclazide empagliflozin semaglutide liraglutide pantoprazole esomeprazole ranitidine cyclizine
prochlorperazine ondansetron buscopan mebeverine loperamide senna lactulose macrogol cefalexin
clarithromycin erythromycin flucloxacillin trimethoprim nitrofurantoin aciclovir fluconazole
montelukast beclometasone fluticasone salmeterol tiotropium alendronate denosumab baclofen
tizanidine riluzole ropinirole pramipexole rasagiline levodopa carbidopa tetrabenazine primidone
gizzit bobbins mardy scran bairns wassock numpty eejit banjaxed craic bevvied hoaching
scunnered dreich peely crabbit glaikit hinny canna divvent whey youse yinz finna bussin
""".split()


def test_names_brands_medicines_and_dialect_are_not_changed() -> None:
    changed = {w: c for w in UNLISTED if (c := spelling.correct(w.lower())) != w.lower()}
    assert not changed


def test_a_name_in_a_sentence_is_not_changed() -> None:
    assert "brething" in read("my GP is dr Brething").words
    assert read("Brething is hard").words[0] == "breathing"


def test_offsets_stay_those_of_the_text() -> None:
    raw = "oh “weakniss”, loads"
    token = read(raw).tokens[1]
    assert (token.word, raw[token.start : token.end]) == ("weakness", "weakniss")


def test_only_so_many_words_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(spelling, "correct", lambda word: asked.append(word) or word)
    read(("wqxzj " * MAX_CHARACTERS)[:MAX_CHARACTERS])
    assert len(asked) == spelling.MOST
