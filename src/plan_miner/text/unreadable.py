"""Why a document cannot be read, in words that a person can act on."""


class Unreadable(Exception):
    """A document that cannot be read; `status` is the contract's word for why, the message says what to do."""

    def __init__(self, status: str, message: str) -> None:
        super().__init__(status, message)
        self.status = status
        self.message = message

    def __str__(self) -> str:
        return self.message
