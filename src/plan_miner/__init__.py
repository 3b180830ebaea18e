"""plan_miner: Turkish municipal plans and reports as tables in which every cell leads back to its page."""
