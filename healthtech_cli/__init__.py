"""htq: what technology companies do in health care, each fact with the document that states it.

From Python: `from healthtech_cli import open_store`. It is loaded when it is asked for, so that the command line, which
imports this package too, does not pay for it.
"""

__version__ = "0.1.0"
__all__ = ["__version__", "open_store"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthtech_cli.api import open_store


def __getattr__(name: str) -> object:
    if name == "open_store":
        from healthtech_cli.api import open_store

        return open_store
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
