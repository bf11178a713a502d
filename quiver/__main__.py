"""``python -m quiver run|shell|train``: the one place of this package that starts Rasa."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Parses the command line and starts what it asks for."""
    parser = argparse.ArgumentParser(prog="python -m quiver", description="Quiver, the chatbot.")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="serve the bot on 127.0.0.1, training first if needed")
    run.add_argument("--port", type=int, default=5005)
    shell = commands.add_parser("shell", help="talk in the terminal")
    shell.add_argument("--debug", action="store_true", help="show what is heard, and why it asks")
    commands.add_parser("train", help="train the model if anything it is made from changed")
    arguments = parser.parse_args()

    # Third parties' deprecations, some of which undo a filter; the tests see them.
    warnings.simplefilter("ignore")
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    if not sys.stderr.isatty():
        os.environ.setdefault("LOG_LEVEL", "WARNING")  # Rasa shows its progress bars otherwise
    os.chdir(ROOT)  # Rasa looks for its files and our packages in the working folder
    sys.path.insert(0, str(ROOT))
    # imported late: `quiver` itself knows nothing of Rasa
    if arguments.command == "run":
        from server.bot import serve

        serve(arguments.port)
    elif arguments.command == "shell":
        from server.shell import talk

        talk(arguments.debug)
    else:
        from server.training import ensure_model

        print(ensure_model().relative_to(ROOT))


if __name__ == "__main__":
    main()
