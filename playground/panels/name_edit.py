"""A line for a node's name."""

from __future__ import annotations

from playground.document.edits import clean_name
from playground.network.errors import NetworkError
from playground.widgets.number_edit import CommitEdit


def check_name(text: str) -> str:
    """Why the text is no name; "" when it is one."""
    try:
        clean_name(text)
    except NetworkError as error:
        return str(error)
    return ""


class NameEdit(CommitEdit):
    """Keeps a name that can't be taken, to be mended, and says why."""

    def _take(self, text: str) -> None:
        reason = check_name(text)
        if reason:
            self.refuse(reason)
        else:
            super()._take(text)
