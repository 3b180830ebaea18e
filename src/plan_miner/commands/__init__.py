"""The commands beside `run` and `extract`, a module each; thin: what they do lives in the packages that they name."""
