from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.test import override_settings


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test has a store of its own: what another left would be swept up here.

    Nobody waits for the disk: no test outlives a power cut.
    """
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    disk = {"BACKEND": "wangge.files.store.Disk", "OPTIONS": {"location": tmp_path / "files"}}
    with override_settings(STORAGES=storages.backends | {"files": disk}):
        yield
