"""The settings of the small site, for a server in a process of its own."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "wangge.files.tests.site"
