"""Tells by its exit status whether the web process beside it is ready: it asks as the proxy in front does."""

import os
import sys
import urllib.error
import urllib.request
from urllib.parse import urlsplit


def main(port: str) -> int:
    """0 where /readyz answers 200 (database and cache answer too), else 1."""
    heads = {"Host": urlsplit(os.environ["PUBLIC_URL"]).netloc, "X-Forwarded-Proto": "https"}
    try:
        urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/readyz", headers=heads), timeout=5)
    except (urllib.error.URLError, OSError) as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "8000"))
