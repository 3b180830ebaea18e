"""Prints the goals a second time, as plans do: the overview of goals and objectives, and the cost table."""

from __future__ import annotations

from blocks import Content, captioned, ruled, turkish_number
from reportlab.platypus import Flowable, Spacer
from sheet import Look


def goal_overview(content: Content, look: Look) -> list[Flowable]:
    """Goals at the left, objectives at the right, one row an objective."""
    rows = [["AMAÇLAR", "HEDEFLER"]]
    for number, goal in enumerate(content["goals"], 1):
        for place, objective in enumerate(goal["objectives"], 1):
            left = f"[[again{number}]]{goal_code(content, number)} {goal['text']}" if place == 1 else ""
            rows.append([left, f"{objective_code(content, f'{number}.{place}')} {objective['text']}"])
    return [ruled(rows, look, [5, 8]), Spacer(1, 10)]


def cost_table(content: Content, look: Look) -> list[Flowable]:
    """What each objective costs, with sums by goal."""
    rows = [["Amaç / Hedef", "Beş Yıllık Toplam Maliyet (TL)"]]
    total = 0
    for number, goal in enumerate(content["goals"], 1):
        costs = [amount(objective["cost"]) for objective in goal["objectives"]]
        total += sum(costs)
        rows.append([f"<b>{goal_code(content, number)}</b>", f"<b>{turkish_number(sum(costs))}</b>"])
        rows += [
            [objective_code(content, f"{number}.{place}"), turkish_number(cost)] for place, cost in enumerate(costs, 1)
        ]
    rows.append(["<b>Genel Toplam</b>", f"<b>{turkish_number(total)}</b>"])
    return captioned({"caption": content["cost_caption"], "rows": rows, "widths": [3, 3]}, look)


def amount(printed: str) -> int:
    return int(printed.replace(".", ""))


def goal_code(content: Content, number: int) -> str:
    return str(content["goal_code"]).format(number)


def objective_code(content: Content, code: str) -> str:
    return str(content["objective_code"]).format(code)
