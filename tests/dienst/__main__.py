"""Run the server by hand: ``python -m tests.dienst --port 8765``."""

from __future__ import annotations

import argparse
import time

from .server import Dienst
from .waarden import Waarden, find_testdata


def main() -> None:
    """Serve until the time is over or Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m tests.dienst", description=__doc__)
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--rijen", type=int, default=100, help="rows in one page of the CBS")
    options = parser.parse_args()
    folder = find_testdata()
    if not folder.is_dir():
        parser.error(f"no test data in {folder}; set WOONZORG_TESTDATA")
    with Dienst(Waarden(folder), options.port) as dienst:
        dienst.cbs.page_size = options.rijen
        for name, value in dienst.environ.items():
            print(f"export {name}={value}", flush=True)
        try:
            time.sleep(options.seconds)
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
