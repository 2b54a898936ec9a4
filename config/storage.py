"""Where files are kept: on this machine's disk, or in a bucket that the environment names."""

from __future__ import annotations

from typing import Any

import environ

from config.launch.folders import data_folder


def storages(env: environ.Env) -> dict[str, dict[str, Any]]:
    """Django's STORAGES; `files` holds what people attach."""
    return {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "files": _bucket(env) if env.str("WANGGE_FILES_S3_BUCKET", default="") else _disk(env),
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def _disk(env: environ.Env) -> dict[str, Any]:
    folder = env.str("WANGGE_FILES", default=str(data_folder() / "files"))
    return {"BACKEND": "wangge.files.store.Disk", "OPTIONS": {"location": folder}}


def _bucket(env: environ.Env) -> dict[str, Any]:
    options = {
        "bucket_name": env.str("WANGGE_FILES_S3_BUCKET"),
        "endpoint_url": env.str("WANGGE_FILES_S3_ENDPOINT", default=None),
        "region_name": env.str("WANGGE_FILES_S3_REGION", default=None),
        "file_overwrite": True,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
