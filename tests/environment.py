"""Set before Django reads its settings: test mode, and this process's own database.

Every test process has a database of its own on one embedded server, cloned from a template that
the owner migrated, so that several runs can go on at once; the tests connect as the application
role.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from config.launch.folders import data_folder
from config.launch.postgres import Postgres
from config.launch.roles import OWNER

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
DATABASE = f"wangge_test_{WORKER}_{os.getpid()}"
SERVER = Postgres(
    data_folder() / "test-postgres",
    settings={"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"},
)

FILES = tempfile.mkdtemp(prefix="wangge-test-files-")
atexit.register(shutil.rmtree, FILES, ignore_errors=True)

os.environ |= {
    "WANGGE_MODE": "test",
    "SECRET_KEY": "the-tests-own-key-which-is-long-enough-to-pass",
    "DATABASE_URL": SERVER.dsn(DATABASE),
    "OWNER_DATABASE_URL": SERVER.dsn(DATABASE, OWNER),
    "DATABASE_POOL": "8",
    "WANGGE_FILES": FILES,
    "LOG_LEVEL": "ERROR",
}
