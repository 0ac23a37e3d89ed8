"""`python -m examples.in_app`: builds the help center and shows it in the application."""

from __future__ import annotations

import shutil
import tempfile
import threading
from pathlib import Path

from examples.in_app.serve import HELP, application, help_center
from kbgen import config
from kbgen.collect.http.server import serve_in_thread
from kbgen.site.build import build
from kbgen.site.result import BuildOptions
from kbgen.store.store import open_store

HELP_PORT, APP_PORT = 8010, 8020


def main() -> None:
    """Serve until Ctrl-C."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(shutil.copytree(HELP, Path(folder) / "help"))
        build(config.load(project / "mkdocs.yml"), BuildOptions())
        store = open_store(str(Path(folder) / "kb.db"))
        help_origin, app_origin = (f"http://127.0.0.1:{port}" for port in (HELP_PORT, APP_PORT))
        servers = [
            serve_in_thread(help_center(project / "site", store, (help_origin, app_origin)), port=HELP_PORT),
            serve_in_thread(application(help_origin), port=APP_PORT),
        ]
        print(f"The help center: {help_origin}/\nThe application: {app_origin}/  (Ctrl-C stops)")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            pass
        finally:
            for server in servers:
                server.stop()
            store.close()


if __name__ == "__main__":
    main()
