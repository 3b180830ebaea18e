"""Plans put together by lot from what plans print: numbering, labels, containers; with what a reader should find.

The same number gives the same plan on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from reportlab.platypus import Flowable
from small_plans import NEW_PAGE, Cell, borderless, gap, heading, pdf, ruled, words

ROMAN = ("", "I", "II", "III", "IV")
YEARS = range(2020, 2025)
CONTAINERS = ("prose", "card", "card_of_codes", "card_under_title", "table_of_goals", "table_of_codes")
WITHOUT_CODES = CONTAINERS[:-1]  # in which goals and objectives may stand behind labels alone
GOALS = (
    "Ulaşımda güvenli ve erişilebilir bir kent oluşturmak",
    "Toplumsal hayatı güçlendiren, kimseyi geride bırakmayan hizmetler sunmak",
    "Kurumsal kapasiteyi ve mali yapıyı güçlendirmek",
)
OBJECTIVES = (
    "Yol ve kaldırım ağını yenilemek",
    "Toplu taşımanın payını artırmak ve trafiği rahatlatmak",
    "Kadınların ekonomik ve sosyal yaşama katılımını güçlendirmek",
    "Engelli ve yaşlı bireylere yönelik hizmetleri mahalle ölçeğinde yaygınlaştırarak yaşam kalitesini yükseltmek",
    "Çalışanların mesleki yeterliliğini geliştirmek",
    "Yeşil alan miktarını artırmak",
    "Afetlere hazırlıklı olmak",
)
ACTIVITIES = (
    "Asfalt yenileme çalışmalarının yapılması",
    "Kadın danışma merkezinin açılması",
    "Mahalle toplantılarının düzenlenmesi ve sonuçlarının kamuoyuyla paylaşılması",
    "Evde bakım hizmetinin tüm mahallelere yaygınlaştırılması",
    "Hizmet içi eğitimlerin verilmesi",
    "Akıllı kavşak sistemlerinin kurulması",
    "Park ve bahçelerin bakım ve onarımı",
)
INDICATORS = ("Yenilenen yol uzunluğu", "Eğitim verilen kişi sayısı", "Açılan kurs sayısı", "Memnuniyet oranı")
UNITS = ("Fen İşleri Müdürlüğü", "Kadın ve Aile Hizmetleri Müdürlüğü", "Mali Hizmetler Müdürlüğü")

# Each form of a code: of a goal by its number; of an objective by goal, own number, number through the plan.
GOAL_CODES: dict[str, Callable[[int], str]] = {
    "AMAÇ 1": lambda g: f"AMAÇ {g}",
    "Stratejik Amaç 1": lambda g: f"Stratejik Amaç {g}",
    "A1": lambda g: f"A{g}",
    "SA-1": lambda g: f"SA-{g}",
    "S.A.1": lambda g: f"S.A.{g}",
    "AMAÇ I": lambda g: f"AMAÇ {ROMAN[g]}",
    "1. AMAÇ": lambda g: f"{g}. AMAÇ",
    "AMAÇ (A1)": lambda g: f"AMAÇ (A{g})",
    "Amaç 01": lambda g: f"Amaç {g:02}",
    "I.": lambda g: f"{ROMAN[g]}.",
    "1.": lambda g: f"{g}.",
}
OBJECTIVE_CODES: dict[str, Callable[[int, int, int], str]] = {
    "Hedef 1.1": lambda g, o, _: f"Hedef {g}.{o}",
    "H1.1": lambda g, o, _: f"H{g}.{o}",
    "S.H.1.1": lambda g, o, _: f"S.H.{g}.{o}",
    "Stratejik Hedef 1.1": lambda g, o, _: f"Stratejik Hedef {g}.{o}",
    "Hedef 1, again": lambda _, o, __: f"Hedef {o}",
    "Hedef-9, running": lambda _, __, r: f"Hedef-{r}",
    "1.1. HEDEF": lambda g, o, _: f"{g}.{o}. HEDEF",
    "HEDEF (H1.1)": lambda g, o, _: f"HEDEF (H{g}.{o})",
    "H1-1": lambda g, o, _: f"H{g}-{o}",
    "A1.H1": lambda g, o, _: f"A{g}.H{o}",
    "HEDEF I.1": lambda g, o, _: f"HEDEF {ROMAN[g]}.{o}",
    "H 1/1": lambda g, o, _: f"H {g}/{o}",
    "[H1.1]": lambda g, o, _: f"[H{g}.{o}]",
}
ACTIVITY_CODES: dict[str, Callable[[int, int, int], str]] = {
    "bullet": lambda *_: "•",
    "F1.1.1": lambda g, o, n: f"F{g}.{o}.{n}",
    "1.1.1": lambda g, o, n: f"{g}.{o}.{n}",
    "1.": lambda _, __, n: f"{n}.",
    "a)": lambda _, __, n: f"{'abcdefg'[n - 1]})",
    "Faaliyet 1.1.1:": lambda g, o, n: f"Faaliyet {g}.{o}.{n}:",
    "1.1.F1": lambda g, o, n: f"{g}.{o}.F{n}",
}
INDICATOR_CODES: dict[str, Callable[[int, int, int], str]] = {
    "none": lambda *_: "",
    "PG1.1.1": lambda g, o, n: f"PG{g}.{o}.{n} ",
    "P.G.1.1.1": lambda g, o, n: f"P.G.{g}.{o}.{n} ",
    "Gösterge 1.1.1": lambda g, o, n: f"Gösterge {g}.{o}.{n} ",
    "PG1": lambda _, __, n: f"PG{n} ",
}
LABELS = {
    "activities": ("Faaliyetler", "Faaliyet ve Projeler", "Öncelikli Projeler", "Hedefe Yönelik Faaliyetler"),
    "responsible": ("Sorumlu Birim", "Hedef Sorumlusu", "Koordinatör Birim", "Uygulamadan Sorumlu Birim"),
    "cost": ("Maliyet Tahmini", "Hedefin Tahmini Maliyeti", "Öngörülen Maliyet", "Tahmini Bütçe"),
    "indicators": ("Performans Göstergeleri", "Ölçüt", "Başarı Göstergesi", "Hedefe İlişkin Performans Göstergeleri"),
    "baseline": ("2019", "Mevcut Durum", "Başlangıç Değeri (2019)", "Baz Yıl (2019)"),
}
OUR_LABELS = {  # of plans that speak as "we", or ask
    "goal": ("Amacımız", "STRATEJİK AMACIMIZ", "Stratejik Amaç", "AMAÇ"),
    "objective": ("Hedefimiz", "HEDEF", "Stratejik Hedefimiz", "Hedef"),
    "activities": ("Yapacaklarımız", "Neler Yapacağız?", "Faaliyetlerimiz", "Atacağımız Adımlar"),
    "responsible": ("Sorumlu Müdürlüğümüz", "Kim yapacak?", "Sorumlu Müdürlük", "Sorumlumuz"),
    "cost": ("Kaynak İhtiyacımız", "Bütçemiz", "Ne kadar kaynak ayıracağız?", "Kaynak İhtiyacı"),
    "indicators": ("Nasıl Ölçeceğiz?", "Göstergelerimiz", "Neyi ölçeceğiz?", "Performans Göstergelerimiz"),
    "baseline": ("2019", "Bugün (2019)", "Mevcut Durumumuz", "Mevcut 2019"),
}
YEAR_LABELS: tuple[Callable[[int], str], ...] = (
    str,
    lambda year: f"{year - 2019}. Yıl",
    lambda year: f"{year} Hedefi",
    lambda year: f"Yıl {year - 2019}",
)
BETWEEN = (": ", " ", " - ", " – ", "<br/>")


@dataclass(frozen=True)
class Wanted:
    """An objective as a reader finds it; `indicators` are names with the baseline and the yearly targets."""

    code: str
    printed: str
    text: str
    unit: str
    cost: int
    activities: tuple[str, ...]
    indicators: tuple[tuple[str, tuple[int, ...]], ...]
    numbers: tuple[int, int]  # for the codes below it


@dataclass(frozen=True)
class WantedGoal:
    code: str
    printed: str
    text: str
    objectives: tuple[Wanted, ...]


class Style:
    """How one plan prints what it says, drawn by lot; `chance` gives the lots. Its tables may have no rules."""

    def __init__(self, chance: Random, *, with_rules: bool, coded: bool) -> None:
        self.table = ruled if with_rules else _with_nothing_drawn
        self.coded = coded
        self.goal = chance.choice(list(GOAL_CODES.values()))
        self.objective_form, self.objective = chance.choice(list(OBJECTIVE_CODES.items()))
        self.activity = chance.choice(list(ACTIVITY_CODES.values()))
        self.indicator = chance.choice(list(INDICATOR_CODES.values()))
        self.label = {field: chance.choice(names) for field, names in LABELS.items()}
        self.year = chance.choice(YEAR_LABELS)
        self.after_goal, self.after_objective = chance.choice(BETWEEN), chance.choice(BETWEEN)
        if self.goal(1).endswith("."):  # nobody prints "1.: …"
            self.after_goal = chance.choice((" ", "<br/>"))
        self.capitals = chance.random() < 0.4
        if not coded:
            self._speak_as_we(chance)

    def _speak_as_we(self, chance: Random) -> None:
        self.label = {field: chance.choice(names) for field, names in OUR_LABELS.items()}
        self.goal, self.objective_form = (lambda _: self.label["goal"]), ""
        self.objective = lambda *_: self.label["objective"]
        self.after_goal, self.after_objective = (chance.choice((": ", "<br/>")) for _ in range(2))
        self.activity = chance.choice([ACTIVITY_CODES[name] for name in ("bullet", "1.", "a)")])
        self.indicator = INDICATOR_CODES["none"]


def drawn(path: Path, container: str, lot: int, *, with_rules: bool = True, coded: bool = True) -> list[WantedGoal]:
    """A plan in `container` written to `path`, and its goals; the same whether tables have rules or nothing drawn.

    Unless `coded`, labels alone name goals and objectives.
    """
    chance = Random(f"{container} {lot}")
    style = Style(chance, with_rules=with_rules, coded=coded)
    goals = _goals(style, chance, with_indicators=not container.startswith("table"))
    blocks: list[Flowable | list[Flowable]] = [
        heading("ÖRNEK BELEDİYESİ 2020-2024 STRATEJİK PLANI", 22),
        NEW_PAGE,
        heading("DURUM ANALİZİ", 14),
        words("Belediyemiz mevcut durumunu paydaşlarıyla birlikte incelemiş, sonuçları raporlamıştır. " * 4),
        heading("AMAÇ VE HEDEFLER", 15),
    ]
    for goal in goals:
        blocks += DRAWN[container](goal, style)
    pdf(path, *blocks, heading("İZLEME VE DEĞERLENDİRME", 14), words("Plan altı ayda bir izlenecektir."))
    return goals


def _goals(style: Style, chance: Random, *, with_indicators: bool) -> list[WantedGoal]:
    made, running = [], 0
    for number, text in enumerate(GOALS, 1):
        objectives = []
        for own in range(1, chance.choice((2, 3)) + 1):
            running += 1
            below = running if "running" in style.objective_form else own
            objectives.append(_objective(style, chance, (number, own, running, below), with_indicators=with_indicators))
        shown = text.replace("i", "İ").replace("ı", "I").upper() if style.capitals else text
        made.append(WantedGoal(str(number), style.goal(number), shown, tuple(objectives)))
    return made


def _objective(style: Style, chance: Random, numbers: tuple[int, int, int, int], *, with_indicators: bool) -> Wanted:
    goal, own, running, below = numbers
    figures = [tuple(sorted(chance.randrange(5, 9000) for _ in range(6))) for _ in range(chance.choice((1, 2)))]
    return Wanted(
        f"{goal}.{below}",
        style.objective(goal, own, running),
        OBJECTIVES[running % len(OBJECTIVES)],
        chance.choice(UNITS),
        chance.randrange(100, 9000) * 1000,
        tuple(chance.sample(ACTIVITIES, chance.choice((2, 3)))),
        tuple(zip(chance.sample(INDICATORS, len(figures)), figures, strict=True)) if with_indicators else (),
        (goal, below),
    )


def _printed(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _title(goal: WantedGoal, style: Style, *, headed: bool = False) -> str:
    return goal.text if headed and not style.coded else f"{goal.printed}{style.after_goal}{goal.text}"


def _name(objective: Wanted, style: Style, *, headed: bool = False) -> str:
    return (
        objective.text if headed and not style.coded else f"{objective.printed}{style.after_objective}{objective.text}"
    )


def _listed(objective: Wanted, style: Style) -> str:
    lines = (f"{style.activity(*objective.numbers, n)} {text}" for n, text in enumerate(objective.activities, 1))
    return "\n".join(lines)


def _with_nothing_drawn(*rows: Sequence[Cell], widths: Sequence[float] = (), down: Sequence[str] = ()) -> Flowable:
    return borderless(*rows, widths=widths or [1.0] * max(map(len, rows)))


def _indicators(objective: Wanted, style: Style) -> Flowable:
    head = [style.label["indicators"], style.label["baseline"], *map(style.year, YEARS)]
    rows = [
        [f"{style.indicator(*objective.numbers, n)}{name}", *map(_printed, figures)]
        for n, (name, figures) in enumerate(objective.indicators, 1)
    ]
    return style.table(head, *rows, widths=(3, 1.4, 1, 1, 1, 1, 1))


def _fields(objective: Wanted, style: Style) -> list[tuple[str, str]]:
    return [
        (style.label["responsible"], objective.unit),
        (style.label["activities"], _listed(objective, style)),
        (style.label["cost"], f"{_printed(objective.cost)} TL"),
    ]


def _prose(goal: WantedGoal, style: Style) -> list[Flowable | list[Flowable]]:
    blocks: list[Flowable | list[Flowable]] = [heading(_title(goal, style), 13)]
    for objective in goal.objectives:
        blocks += [heading(_name(objective, style), 11), words(f"{style.label['responsible']}: {objective.unit}")]
        blocks += [heading(style.label["activities"], 9.5), words(*_listed(objective, style).split("\n"))]
        blocks += [_indicators(objective, style), words(f"{style.label['cost']}: {_printed(objective.cost)} TL"), gap()]
    return blocks


def _card(goal: WantedGoal, style: Style) -> list[Flowable | list[Flowable]]:
    blocks: list[Flowable | list[Flowable]] = []
    for objective in goal.objectives:
        names = ((goal.printed, goal.text), (objective.printed, objective.text))
        if style.coded:
            names = (("Amaç", " ".join(names[0])), ("Hedef", " ".join(names[1])))
        blocks += [style.table(*names, widths=(1, 4)), _indicators(objective, style)]
        blocks += [style.table(*_fields(objective, style), widths=(1.3, 4)), gap()]
    return blocks


def _card_of_codes(goal: WantedGoal, style: Style) -> list[Flowable | list[Flowable]]:
    blocks: list[Flowable | list[Flowable]] = [heading(_title(goal, style), 13)]
    for objective in goal.objectives:
        blocks += [style.table((objective.printed, objective.text), widths=(1, 4)), _indicators(objective, style)]
        blocks += [style.table(*_fields(objective, style), widths=(1.3, 4)), gap()]
    return blocks


def _card_under_title(goal: WantedGoal, style: Style) -> list[Flowable | list[Flowable]]:
    blocks: list[Flowable | list[Flowable]] = [heading(_title(goal, style), 13)]
    for objective in goal.objectives:
        unit, (label, listed), cost = _fields(objective, style)
        rows: Sequence[Sequence[Cell]] = ((label,), (listed,), (": ".join(unit),), (": ".join(cost),))
        blocks += [style.table((_name(objective, style),)), _indicators(objective, style), style.table(*rows), gap()]
    return blocks


def _table_of_goals(goal: WantedGoal, style: Style) -> list[Flowable | list[Flowable]]:
    names = ("Stratejik Amaç", "Stratejik Hedef") if style.coded else (style.label["goal"], style.label["objective"])
    title = _title(goal, style, headed=True)
    head = (*names, *(style.label[name] for name in ("activities", "responsible", "cost")))
    rows = [
        (title if n == 0 else "", _name(o, style, headed=True), _listed(o, style), o.unit, _printed(o.cost))
        for n, o in enumerate(goal.objectives)
    ]
    return [style.table(head, *rows, widths=(1.6, 1.8, 3, 1.4, 1.1), down=(f"0:1-{len(rows)}",)), gap()]


def _table_of_codes(goal: WantedGoal, style: Style) -> list[Flowable | list[Flowable]]:
    head = ("Hedef Kodu", "Hedef", *(style.label[name] for name in ("activities", "responsible", "cost")))
    rows = [(o.printed, o.text, _listed(o, style), o.unit, _printed(o.cost)) for o in goal.objectives]
    return [heading(_title(goal, style), 13), style.table(head, *rows, widths=(1.2, 1.8, 3, 1.4, 1.1)), gap()]


DRAWN: dict[str, Callable[[WantedGoal, Style], list[Flowable | list[Flowable]]]] = dict(
    zip(CONTAINERS, (_prose, _card, _card_of_codes, _card_under_title, _table_of_goals, _table_of_codes), strict=True)
)
