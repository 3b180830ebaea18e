"""Has a Prefect server send word of what is new and of what fails: puts `automations.yaml` there, with an address.

    python flows/word.py --to "mailtos://NAME:PASSWORD@smtp.example.org?to=you@example.org"
    python flows/word.py            # asks for the address, which then stands in no history

An address is one that Apprise knows: mail, Slack, Teams, Telegram and many more. A first message goes there at once.
Done again, what is there is replaced. The server is that of PREFECT_API_URL.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

os.environ.setdefault("DO_NOT_TRACK", "1")

import typer
from prefect.blocks.abstract import NotificationError
from prefect.blocks.notifications import SlackWebhook
from prefect.client.orchestration import get_client
from prefect.events.schemas.automations import AutomationCore
from prefect.settings import PREFECT_API_URL
from pydantic import SecretStr
from ruamel.yaml import YAML

from plan_miner.saying import Said, said
from plan_miner.terminal import OK, SOME_FAILED, USAGE, alone, at_console, say, stop

FILE = Path(__file__).resolve().parent.parent / "automations.yaml"
BLOCK = "plan-miner"  # the name under which the server keeps the address
FIRST = "Yeni baskılar ve başarısız çalıştırmalar buraya yazılacak. / Word of new editions and failed runs comes here."


def command(
    to: Annotated[str, typer.Option(prompt="Address", hide_input=True, help="Where word goes, as Apprise writes it.")],
) -> None:
    """Have the Prefect server send word of what is new and of what fails."""
    if not PREFECT_API_URL.value():
        stop(said("no server: set PREFECT_API_URL, such as http://127.0.0.1:4200/api"), USAGE)
    word = SlackWebhook(url=SecretStr(to))  # hands whatever is no address of Slack's on to Apprise
    try:
        with word.raise_on_failure():
            word.notify(FIRST, subject="plan_miner")
    except NotificationError as error:
        why = error.log.strip() or said("Apprise does not know this kind of address")
        stop(said("nothing could be sent: {why}", why=why), SOME_FAILED)
    block = word.save(BLOCK, overwrite=True)
    for one in YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))["automations"]:
        say(said("{done}: {name}", done=put(one, str(block)), name=one["name"]))
    raise typer.Exit(OK)


def put(automation: dict[str, Any], block: str) -> Said:
    """Create an automation, or replace the one of its name; says which. `block` is what keeps the address."""
    for action in automation["actions"]:
        action["block_document_id"] = block
    wanted = AutomationCore.model_validate(automation)
    with get_client(sync_client=True) as client:
        there = client.read_automations_by_name(wanted.name)
        if not there:
            client.create_automation(wanted)
            return said("created")
        client.update_automation(there[0].id, wanted)
        return said("replaced")


if __name__ == "__main__":
    at_console(alone(command))
