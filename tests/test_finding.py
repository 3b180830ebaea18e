"""The cheap look, and the words of terms: what spaCy finds in everything it finds in the chosen texts."""

from __future__ import annotations

from pathlib import Path

import pytest

import plan_miner
from plan_miner import lexicon
from plan_miner.services.terms import names_services, read_sentences
from plan_miner.structure import structured
from plan_miner.tag.finding import terms
from plan_miner.text import read

SAMPLE = sorted((Path(plan_miner.__file__).parent / "sample").glob("*.pdf"))
# Traps for a look at folded letters: other forms of letters, words broken, glued or bracketed.
ODD = [
    "KADIN DANIŞMA MERKEZLERİMİZDEN",
    "kadın\u00addanışma mer-\nkezlerinde",
    "(kadın-erkek eşitliği)/engelli",
    "SIG\u0306INMAEVI\u0307NDE",
    "sığın-\nmaevlerimizde",
    "•Kreş;gündüz bakım evleri",
    "LGBTİ+'ların ve YEEP’in",
    "65+ yaş, 3. yaş üniversitesi",
    "hâlâ mülteci_göçmen",
    "Evinde tıraş olan yaşlılar",
]


@pytest.fixture(scope="module")
def passages():
    kinds = [(path, "activity_report" if "-fr-" in path.name else "strategic_plan") for path in SAMPLE]
    return [passage.text for path, kind in kinds for passage in structured(read(path), kind).passages]


def test_the_look_passes_over_no_text_in_which_a_term_stands(passages):
    assert len(passages) > 1000
    lost = [text for text in [*passages, *ODD] if terms().find(text) != terms().find_everywhere(text)]
    assert lost == []
    assert sum(bool(terms().find(text)) for text in passages) > 300


def test_the_look_for_services_passes_over_no_sentence_that_names_one(passages):
    rules = {entry.rule for entry in lexicon.load().entries if entry.kind == "service"}
    for text in [*passages, *ODD]:
        named = any(match.rule in rules for match, _ in terms().find_everywhere(text))
        told = any(term.service for sentence in read_sentences(text) for term in sentence.terms)
        assert names_services(text) or not (named or told), text


def test_a_look_that_chooses_everything_would_be_no_look(passages):
    assert sum(names_services(text) for text in passages) < len(passages) / 10


@pytest.mark.parametrize("text", ODD)
def test_the_tokens_of_a_text_add_up_to_it(text):
    assert terms().doc(text).text == text


def test_as_a_component_of_spacy_the_terms_are_spans_with_their_rules():
    doc = terms().nlp("Kadınların danışma merkezlerinde ve KREŞLERDE")
    assert [(span.text, span.label_) for span in doc.spans["terms"]] == [
        ("Kadınların danışma merkezlerinde", "service.women_counselling_centre.direct"),
        ("KREŞLERDE", "service.childcare.direct"),
    ]
    assert [token.norm_ for token in doc] == ["kadın", "danışma", "merkez", "ve", "kreş"]
