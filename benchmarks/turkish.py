"""How well and how fast words of the field are found in any form: ``python benchmarks/turkish.py [--ud DIR]``.

`DIR` holds the Turkish treebanks of Universal Dependencies (folders with .conllu files: Atis, BOUN, FrameNet, GB, IMST,
Kenet, Penn, PUD, Tourism), which are fetched by whoever runs this and are no part of the project. Without `--ud` only
the speeds are shown, on the sample inside the package. `turkish_judged.csv` says of each form on which our grammar and
the treebanks' lemma part, what it is and why.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from plan_miner.turkish import Inflections, fold, sentences

FIELD = """
    kadın çocuk yaşlı engelli eşitlik cinsiyet şiddet aile merkez ev bakım danışma destek hizmet hak istihdam gençlik
    eğitim kurs sağlık belediye plan bütçe meclis grup hedef amaç birim göçmen mülteci genç kız erkek toplum toplumsal
    kurum proje program anne bebek kreş yurt şehir kent güvenlik kooperatif ihtiyaç kültür strateji rapor faaliyet üye
    ayrımcılık yoksulluk ilçe sığınma
"""
NOUNS = FIELD.split()
OURS, TOKENIZER = "plan_miner.turkish", "spaCy's tokenizer"
STOP = re.compile(r"[.!?…][)\]\"'”’»\s]*$")
TOGETHER = 50  # sentences that make one running text
Way = Callable[[str], str | None]  # the noun that a printed word is a form of
Token = tuple[str, frozenset[str]]  # a word as printed, the folded lemmas of its parts


@dataclass
class Score:
    """Right finds, false finds and misses, with the forms that they were."""

    right: int = 0
    false: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.false.total())

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed.total())

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.false.total() + self.missed.total())


# --- the treebanks ---


def tokens(path: Path) -> Iterator[Token]:
    """The tokens of a .conllu file; what is written as one word counts as one."""
    waiting, printed, lemmas = 0, "", set[str]()
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) < 10 or "." in columns[0]:
            continue
        if "-" in columns[0]:
            first, last = map(int, columns[0].split("-"))
            waiting, printed, lemmas = last - first + 1, columns[1], set()
            continue
        lemmas.add(fold(columns[2]))
        if waiting > 1:
            waiting -= 1
            continue
        yield (printed if waiting else columns[1]), frozenset(lemmas)
        waiting, lemmas = 0, set()


def texts(path: Path) -> Iterator[tuple[str, set[int]]]:
    """Consecutive sentences put together again, with the places where one ends and the next begins.

    A sentence without a stop (a heading, a verse) is left out: in print it stands on a line of its own.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    whole = [line[8:].strip() for line in lines if line.startswith("# text =") and STOP.search(line)]
    for at in range(0, len(whole), TOGETHER):
        text, ends = "", set()
        for sentence in whole[at : at + TOGETHER]:
            text += sentence
            ends.add(len(text))
            text += " "
        yield text.rstrip(), ends - {len(text.rstrip())}


@dataclass(frozen=True)
class Judged:
    """What people say of forms that the lemmas leave open.

    `forms`: (noun, form, lemma) -> positive | negative | neither; `derived`: how words made of a noun begin, which are
    neither a find nor a miss whatever their lemma.
    """

    forms: dict[tuple[str, str, str], str] = field(default_factory=dict)
    derived: dict[str, re.Pattern[str]] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Judged:
        """The judgements that stand beside this file."""
        judged = cls()
        with Path(__file__).with_name("turkish_judged.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["lemma"] == "*":
                    begins = "|".join(re.escape(form).replace(r"\*", ".*") for form in row["forms"].split())
                    judged.derived[row["noun"]] = re.compile(begins)
                    continue
                each = ((row["noun"], form, lemma) for form in row["forms"].split() for lemma in row["lemma"].split())
                judged.forms.update(dict.fromkeys(each, row["verdict"]))
        return judged

    def verdict(self, noun: str, form: str, lemmas: frozenset[str]) -> str:
        """positive | negative | neither, of a folded form as a form of the noun."""
        said = next((self.forms[noun, form, x] for x in sorted(lemmas) if (noun, form, x) in self.forms), None)
        if said or noun in lemmas:
            return said or "positive"
        return "neither" if noun in self.derived and self.derived[noun].fullmatch(form) else "negative"

    def nouns(self, form: str, lemmas: frozenset[str]) -> list[str]:
        """The nouns that a form is judged to be, or not to be."""
        return [noun for noun in NOUNS if any((noun, form, lemma) in self.forms for lemma in lemmas)]


# --- finding nouns ---


def ways() -> dict[str, Way]:
    """The ways of finding a noun in any form; the last two only where their packages are installed."""
    found: dict[str, Way] = {
        OURS: Inflections(NOUNS).base_of,
        "prefix of str.lower()": lambda word: _longest(word.lower()),
        "prefix of fold()": lambda word: _longest(fold(word)),
    }
    if find_spec("simplemma"):
        import simplemma

        found["simplemma"] = _same_stem(lambda word: str(simplemma.lemmatize(word, lang="tr")))
    if find_spec("snowballstemmer"):
        import snowballstemmer

        found["Snowball"] = _same_stem(snowballstemmer.stemmer("turkish").stemWord)
    return found


def _longest(word: str) -> str | None:
    return max((noun for noun in NOUNS if word.startswith(noun)), key=len, default=None)


def _same_stem(stem: Callable[[str], str]) -> Way:
    """A word is a form of the noun to which it is cut back; of one that itself is cut, where no other is cut so.

    Both get the word folded the Turkish way.
    """
    stems = {noun: fold(stem(noun)) for noun in NOUNS}
    alone = {cut: noun for noun, cut in stems.items() if cut == noun or Counter(stems.values())[cut] == 1}
    nouns = {cut: noun for cut, noun in alone.items() if cut == noun or not noun.startswith(cut)}
    exact = {noun: noun for noun in NOUNS}

    def way(word: str) -> str | None:
        folded = fold(word)
        return exact.get(folded) or nouns.get(fold(stem(folded)))

    return way


def scores(counted: Counter[Token], way: Way, judged: Judged) -> dict[str, Score]:
    """One way's score of each noun."""
    found: dict[str, Score] = defaultdict(Score)
    for (word, lemmas), times in counted.items():
        hit, form = way(word), fold(word)
        for noun in {*lemmas.intersection(NOUNS), *([hit] if hit else []), *judged.nouns(form, lemmas)}:
            verdict = judged.verdict(noun, form, lemmas)
            if verdict == "positive" and hit == noun:
                found[noun].right += times
            elif verdict == "positive":
                found[noun].missed[word] += times
            elif verdict == "negative" and hit == noun:
                found[noun].false[word] += times
    return found


def in_capitals(counted: Counter[Token]) -> Counter[Token]:
    """The same tokens as a heading prints them."""
    printed: Counter[Token] = Counter()
    for (word, lemmas), times in counted.items():
        printed[word.replace("i", "İ").replace("ı", "I").upper(), lemmas] += times
    return printed


def noun_tables(treebanks: list[Path], *, by_noun: bool) -> str:
    """The scores of all ways: with the judged forms, against bare lemmas, and in capitals."""
    counted = Counter(token for path in treebanks for token in tokens(path))
    lines = [f"{len(NOUNS)} nouns in {counted.total()} tokens"]
    judged, capitals = Judged.read(), in_capitals(counted)
    lines.append(f"{'':24}{'precision':>10}{'recall':>8}{'F1':>8}{'bare lemma F1':>15}{'F1 in capitals':>16}")
    for name, way in ways().items():
        one = scores(counted, way, judged)
        total = sum(one.values(), Score())
        bare, large = (
            sum(scores(*what).values(), Score()) for what in ((counted, way, Judged()), (capitals, way, judged))
        )
        lines.append(
            f"{name:24}{total.precision:10.4f}{total.recall:8.4f}{total.f1:8.4f}{bare.f1:15.4f}{large.f1:16.4f}"
        )
        if name == OURS and by_noun:
            table = [_noun_line(noun, one[noun]) for noun in NOUNS]
    return "\n".join([*lines, *(["", *table] if by_noun else [])])


def _noun_line(noun: str, score: Score) -> str:
    false, missed = (" ".join(f"{form}×{n}" for form, n in some.most_common()) for some in (score.false, score.missed))
    wrong = f"{'  false: ' + false if false else ''}{'  missed: ' + missed if missed else ''}"
    return f"{noun:14}{score.right:6} right{wrong}"


# --- sentence ends ---


def sentence_table(treebanks: list[Path]) -> str:
    """How many sentence ends of running text are found, by treebank and in all."""
    found: dict[str, Score] = defaultdict(Score)
    for path in treebanks:
        for text, ends in texts(path):
            got = {end for _, end in sentences(text)} - {len(text)}
            score = Score(len(ends & got), _around(text, got - ends), _around(text, ends - got))
            found[path.parent.name] += score
    found["all"] = sum(found.values(), Score())
    rows = (
        f"{name:24}{s.precision:10.4f}{s.recall:8.4f}{s.f1:8.4f}{s.right:9}" for name, s in found.items() if s.right
    )
    return "\n".join([f"{'sentence ends':24}{'precision':>10}{'recall':>8}{'F1':>8}{'right':>9}", *rows])


def _around(text: str, ends: Iterable[int]) -> Counter[str]:
    return Counter(text[max(0, end - 20) : end + 10] for end in ends)


# --- speed ---


def speed_table(text: list[str]) -> str:
    """The look that chooses texts, the search, and spaCy's own tokenizer, in megabytes a CPU second.

    Each begins with empty caches, as for a document that nobody has read.
    """
    import spacy

    from plan_miner import lexicon
    from plan_miner.tag.pipeline import Terms

    entries = lexicon.load().entries
    every: dict[str, Callable[[], Callable[[str], object]]] = {
        TOKENIZER: lambda: spacy.blank("tr").tokenizer,
        "the look": lambda: Terms(entries).choice.look,
        "look and search": lambda: Terms(entries).find,
        "search in everything": lambda: Terms(entries).find_everywhere,
    }
    megabytes = sum(len(one.encode()) for one in text) / 1e6
    seconds = {name: min(_seconds(make, text) for _ in range(5)) for name, make in every.items()}
    rows = (f"{name:24}{megabytes / s:10.2f}{seconds[TOKENIZER] / s:12.1f} x" for name, s in seconds.items())
    return "\n".join([f"{'speed':24}{'MB/CPU s':>10}{'tokenizer':>14}", *rows])


def _seconds(make: Callable[[], Callable[[str], object]], text: list[str]) -> float:
    what = make()
    what("Kadın")  # what is made at the first call
    fold.cache_clear()
    began = time.process_time()
    for one in text:
        what(one)
    return time.process_time() - began


def sample_texts() -> list[str]:
    """The passages of the documents inside the package."""
    from plan_miner.structure import structured
    from plan_miner.text import read

    found = []
    for path in sorted((Path(str(files("plan_miner"))) / "sample").glob("*.pdf")):
        kind = "activity_report" if "-fr-" in path.name else "strategic_plan"
        found += [passage.text for passage in structured(read(path), kind).passages]
    return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--ud", type=Path, help="folder with the treebanks' .conllu files")
    arguments.add_argument("--nouns", action="store_true", help="what was found, false and missed of each noun")
    given = arguments.parse_args()
    shown = [speed_table(sample_texts())]
    if given.ud:
        treebanks = sorted(given.ud.rglob("*.conllu"))
        if not treebanks:
            sys.exit(f"{given.ud}: no .conllu files in it; fetch the Turkish treebanks of Universal Dependencies")
        shown += [noun_tables(treebanks, by_noun=given.nouns), sentence_table(treebanks)]
    sys.stdout.write("\n\n".join(shown) + "\n")


if __name__ == "__main__":
    main()
