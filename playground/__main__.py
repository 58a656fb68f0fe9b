"""`playground` and `python -m playground`: look for what is missing, then run the command."""

import os
import sys
from typing import Optional, Sequence

from playground import startup

USAGE_ERROR = 2
INTERRUPTED = 130
PIPE_CLOSED = 141


def main(argv: Optional[Sequence[str]] = None) -> int:
    """Run the command line `argv` (without the program's name) and return the exit code."""
    try:
        startup.check_python()
        startup.check_packages()
        from playground.cli import main as run_command

        code = run_command(argv)
        if sys.stdout is not None:  # there is none under pythonw
            sys.stdout.flush()
    except startup.StartupProblem as problem:
        print(f"playground: {problem}", file=sys.stderr)
        return USAGE_ERROR
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe has left; Python must not meet the closed pipe again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return code


if __name__ == "__main__":
    sys.exit(main())
