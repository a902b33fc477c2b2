"""Show the page of one record in the browser, and again each time a file is saved.

    python scripts/preview.py some-name

Listens on this machine only. Ends with Ctrl-C.
"""

import argparse
import contextlib
import gc
import os
import signal
import sys
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from casebook.addresses import page_of  # noqa: E402 - the path comes first
from casebook.cache import SWITCH, cache_of  # noqa: E402 - as above
from casebook.proofing import Proofs  # noqa: E402 - as above
from previewing.serving import Server  # noqa: E402 - as above
from previewing.showing import Showing  # noqa: E402 - as above

HERE_ONLY: Final = "127.0.0.1"
PORT: Final = 8001


def main() -> int:
    """Serve until interrupted; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("id", help="the name of the record's file, without .yaml")
    parser.add_argument("--root", type=Path, default=Path(), help="the repository (default: here)")
    parser.add_argument("--port", type=int, default=PORT, help=f"default: {PORT}; 0 takes any")
    given = parser.parse_args()
    began = time.perf_counter()
    proofs = Proofs(given.root, "data", cache_of(given.root, os.environ.get(SWITCH)))
    key = proofs.find(given.id)
    if key is None:
        print(f"preview: there is no record {given.id} in data/", file=sys.stderr)
        return 2
    start = page_of(*key).removesuffix(".md")
    server = Server((HERE_ONLY, given.port), Showing(given.root, proofs), start)
    end = server.watch(given.root / "data", given.root / "templates")
    server.page(start)
    # What is there now stays: to look through it for garbage takes longer than to make a page.
    gc.freeze()
    address = f"http://{HERE_ONLY}:{server.server_port}/{start}/"
    print(f"{address} is ready after {time.perf_counter() - began:.1f} s; Ctrl-C ends it")
    sys.stdout.flush()
    # A program that was begun in the background is told to be deaf to Ctrl-C; this one is not.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()
    end()
    server.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
