"""Where `htq` begins: run a command, turn errors into one sentence on standard error and an exit code."""

from __future__ import annotations

import errno
import gc
import os
import sys


def main() -> None:
    """Run the command line of this process and exit with its code."""
    # a look-up makes many small objects and no garbage
    gc.set_threshold(200_000, 20, 1_000)
    if sys.stdout is None:  # closed by the caller (`>&-`)
        if sys.stderr is not None:
            os.write(2, b"htq: standard output is closed\n")
        os._exit(3)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open as long as the process
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = 0
        _drop_output()
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        code = 3
        _drop_output()
        from healthtech_cli.render import out

        out.message(f"htq: cannot write standard output: {error.strerror}")
    if "threading" not in sys.modules and not sys.gettrace():
        # taking the interpreter apart takes a sixth of its whole life, and nothing is left to be done
        os._exit(code)
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command line; the exit code of the contract."""
    if arguments[:1] == ["__complete"]:
        from healthtech_cli.cli.complete import answer

        return answer(arguments[1:])
    from healthtech_cli.errors import HtqError
    from healthtech_cli.render import out

    out.utf8()
    try:
        from healthtech_cli.cli import plain

        request = plain.read(arguments)
        if request is not None:
            return request.run()
        if arguments in ([], ["-h"], ["--help"]):
            from healthtech_cli.cli.about import overview

            return overview()
        from healthtech_cli.cli.app import run as run_command

        return run_command(arguments)
    except HtqError as error:
        from healthtech_cli.cli.failure import report

        return report(error, as_json="--json" in arguments)
    except KeyboardInterrupt:
        out.message("htq: interrupted")
        return 130
    except BrokenPipeError:
        _drop_output()
        return 0
    except (LookupError, TypeError, ValueError, AttributeError):
        # a bug of ours, unless the store holds what no command of ours wrote
        from healthtech_cli.cli.failure import report
        from healthtech_cli.store.diagnose import fault_of

        fault = fault_of(_named_store(arguments))
        if fault is None:
            raise
        return report(fault, as_json="--json" in arguments)


def _named_store(arguments: list[str]) -> str | None:
    for at, word in enumerate(arguments):
        if word == "--store" and at + 1 < len(arguments):
            return arguments[at + 1]
        if word.startswith("--store="):
            return word.partition("=")[2]
    return None


def _drop_output() -> None:
    # `| head` went away: what is left in the buffer must not raise again at exit
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
