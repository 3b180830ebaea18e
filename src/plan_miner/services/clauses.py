"""Where the clauses of a sentence end: a Turkish predicate closes what was said, and another begins."""

from __future__ import annotations

import re

# Where a predicate ends and the next begins: ";", "ancak", "-makta olup", "-makla birlikte", "-mıştır,", …
_JOINT = re.compile(
    r"(?:^|(?=[ ,;])|(?<!\w)(?=ek |yan|ila)|$)(?:"  # where one may begin; the rest is looked at only there
    r";"
    r"|(?:,| |^)(?:ancak|fakat|ama|lakin|oysa|ne var ki|buna (?:karşın|karşılık|rağmen)|bunun yerine|öte yandan) "
    r"|(?<=n[ae]) (?:rağmen|karşın),?|(?<!\w)(?:ek olarak|yanı sıra|ilave olarak|ilaveten),?"
    r"|(?<=m[ae]kl[ae]) (?:birlikte|beraber),?"
    r"|(?<=m[ae]yışı|m[ae]m[ae]sı|m[ae]m[ae]si|m[ae]dığı|m[ae]diği) (?:için|nedeniyle|sebebiyle|yüzünden),?"
    r"|(?<=m[ae]kt[ae]) (?:olup|ve|iken),?|(?<=m[ıiuü]ş) (?:olup|ve|ise de),?|(?<=olmayıp),?|(?<=olup),?"
    r"|(?<=m[ae]kt[ae]),|(?<=m[ıiuü]ş),|(?<=m[ae]ktad[ıi]r),|(?<=[dt][ıiuü]r)(?:,| ve )|(?<=yor),"
    r"|(?<=bulunmayan) (?=belediye)|(?<= yok),|(?<= var),|(?<= değil),|(?<=dığından),?|(?<=diğinden),?"
    r")"
)


def clauses(text: str) -> list[tuple[int, int]]:
    """The spans of the clauses of a folded sentence: cut where a predicate ends and another begins."""
    spans, start = [], 0
    for joint in _JOINT.finditer(text):
        if text[start : joint.start()].strip():
            spans.append((start, joint.start()))
        start = joint.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans or [(0, len(text))]
