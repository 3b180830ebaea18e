"""The four services: what each document says of them, and one cell for each municipality and service."""

from plan_miner.services.judge import judge_service
from plan_miner.services.mentions import mentions
from plan_miner.services.settle import ServiceCell, settle

__all__ = ["ServiceCell", "judge_service", "mentions", "settle"]
