"""Turkish: case folding with a way back, inflection, sentence ends, numbers in words."""

from plan_miner.turkish.folding import Folded, fold, fold_once, fold_with_offsets, letters
from plan_miner.turkish.numbers import Figure, figures, number_in_words, read_number
from plan_miner.turkish.sentences import sentences
from plan_miner.turkish.suffixes import Inflections, is_acronym, matches, stems

__all__ = [
    "Figure",
    "Folded",
    "Inflections",
    "figures",
    "fold",
    "fold_once",
    "fold_with_offsets",
    "is_acronym",
    "letters",
    "matches",
    "number_in_words",
    "read_number",
    "sentences",
    "stems",
]
