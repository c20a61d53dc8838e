"""What goes wrong, by kind: the same kinds as the program's exit codes."""


class Error(Exception):
    """Every error of Trine; of this very class where a promise of ours was broken (exit 5)."""


class UsageError(Error, ValueError):
    """Wrong arguments (exit 2)."""


class InputError(Error, ValueError):
    """One input can't be read; the caller may go on with the others (exit 3)."""


class IoError(Error, OSError):
    """A file or folder can't be read or written (exit 4)."""


class LockedError(Error):
    """The store has another writer (exit 4)."""


class CorruptionError(Error):
    """Not a store, damaged, or of another version (exit 4)."""


class NotFoundError(Error, LookupError):
    """Something named does not exist; the message has the nearest names (exit 1)."""


class InterruptedReading(Error, KeyboardInterrupt):
    """Ctrl-C while building; what was read is stored, the same call goes on (exit 130)."""
