"""Every fact has one source, article and elsewhere never mix, and the article is not copied."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest

from quiver.knowledge import Knowledge, KnowledgeError, load_folder
from quiver.knowledge.loading import _read

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "quiver" / "knowledge"
SHINGLES = set((Path(__file__).parent / "article_shingles.txt").read_text().split())


def runs_of_eight(text: str) -> dict[str, str]:
    words = re.findall(r"[a-z0-9']+", text.lower())
    runs = (" ".join(words[i : i + 8]) for i in range(len(words) - 7))
    return {hashlib.sha256(run.encode()).hexdigest()[:10]: run for run in runs}


def test_facts_of_the_article_point_to_a_section_and_sentence(know: Knowledge) -> None:
    for fact in know.facts.values():
        if fact.from_article:
            assert 1 <= fact.sentence <= know.sections[fact.section].sentences, fact.id
            assert fact.source is None


def test_every_section_of_the_article_has_facts(know: Knowledge) -> None:
    covered = {fact.section for fact in know.facts.values() if fact.from_article}
    assert covered == set(know.sections)


def test_every_sentence_of_the_article_is_restated(know: Knowledge) -> None:
    stated = {(f.section, f.sentence) for f in know.facts.values() if f.from_article}
    all_of_them = {
        (s.heading, n) for s in know.sections.values() for n in range(1, s.sentences + 1)
    }
    unstated = all_of_them - stated
    assert len(unstated) <= 0.1 * len(all_of_them), sorted(unstated)


def test_facts_from_elsewhere_name_source_address_and_review(know: Knowledge) -> None:
    for fact in know.facts.values():
        if not fact.from_article:
            source = know.sources[fact.source]
            assert source.name
            assert source.address.startswith(("https://", "http://")), source.id
            assert source.reviewed, source.id


def test_the_two_sources_never_share_a_file() -> None:
    for file in FOLDER.glob("article/*.yml"):
        if file.stem != "outline":
            assert all(entry.get("from_article", True) for entry in _read(file)), file.name
    for file in FOLDER.glob("clinical/*.yml"):
        if file.stem != "sources":
            assert all(entry["from_article"] is False for entry in _read(file)), file.name


def test_nothing_unconfirmed_is_spoken(know: Knowledge) -> None:
    spoken = {f for topic in know.topics.values() for f in topic.tell + topic.can_cause}
    spoken |= {rule.fact for rule in know.triage.values()}
    spoken |= {advice.fact for advice in know.advice.values()}
    spoken |= {q.why_fact for q in know.questions.values() if q.why_fact}
    for cause in know.causes.values():
        spoken |= set(cause.about)
        spoken |= {b.fact for b in cause.speaks_for + cause.speaks_against}
    assert not [f for f in spoken if not know.facts[f].confirmed]


def test_facts_are_short(know: Knowledge) -> None:
    for fact in know.facts.values():
        for sentence in re.split(r"(?<=[.!?]) ", fact.text):
            assert len(sentence.split()) <= 20, f"{fact.id}: {sentence}"


def project_files() -> list[Path]:
    kinds = ("*.py", "*.yml", "*.md", "*.json", "*.toml", "*.html", "*.js", "*.css", "*.jsonl")
    skipped = {".venv", ".venv-uv", ".git", "var", "models", "results"}
    return [
        file
        for kind in kinds
        for file in ROOT.rglob(kind)
        if not skipped & set(file.relative_to(ROOT).parts)
    ]


def test_no_run_of_eight_words_of_the_article_is_in_the_project() -> None:
    for file in project_files():
        runs = runs_of_eight(file.read_text(encoding="utf-8"))
        copied = [run for digest, run in runs.items() if digest in SHINGLES]
        assert not copied, f"{file.relative_to(ROOT)}: {copied[:3]}"


def test_a_copied_sentence_would_be_found() -> None:
    sample = "one two three four five six seven eight"
    assert set(runs_of_eight(sample)) == {hashlib.sha256(sample.encode()).hexdigest()[:10]}
    assert len(SHINGLES) > 500


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("clinical/stroke.yml", "source: ", "source: nowhere_", "no source"),
        ("article/tremors.yml", "sentence: 1\n", "sentence: 99\n", "sentences, not 99"),
        ("causes/persistent.yml", "fact: ", "fact: not_", "there is no fact"),
        ("questions/danger.yml", "    - face_droop\n", "", "asked by none"),
        ("triage/danger.yml", "urgency: emergency", "urgency: soon", "urgency"),
        ("findings/danger.yml", "  name:", "  nam:", "nam"),
    ],
)
def test_loading_names_file_id_and_reason(
    tmp_path: Path, file: str, old: str, new: str, reason: str
) -> None:
    shutil.copytree(FOLDER, tmp_path / "knowledge", ignore=shutil.ignore_patterns("*.py"))
    broken = tmp_path / "knowledge" / file
    text = broken.read_text()
    assert old in text
    broken.write_text(text.replace(old, new, 1))
    with pytest.raises(KnowledgeError, match=reason) as caught:
        load_folder(tmp_path / "knowledge")
    assert caught.value.args[0].count(": ") >= 2  # file: id: reason
