"""Why a file cannot be read, on its way from the child to whoever asked."""


class Refused(Exception):
    """A file that cannot be read: the code of a message of `errors/messages.toml`, and the words it needs."""

    def __init__(self, code: str, **words: str) -> None:
        super().__init__(code, words)
        self.code, self.words = code, words
