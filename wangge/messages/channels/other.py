"""Any other group: one apprise address (Feishu, Matrix, ntfy …) in WANGGE_APPRISE_URL."""

from __future__ import annotations

from .kinds import Outgoing, Unsent, misconfigured


def read(values: dict[str, str]) -> None:
    """ImproperlyConfigured when apprise does not know the address."""
    import apprise  # noqa: PLC0415 - a fifth of a second, for those alone who use it

    if not apprise.Apprise.instantiate(values["WANGGE_APPRISE_URL"], suppress_exceptions=True):
        raise misconfigured("WANGGE_APPRISE_URL", "不是 apprise 认识的地址。")


def deliver(values: dict[str, str], outgoing: Outgoing) -> None:
    """Accepted, as far as apprise can tell: it goes by the HTTP status."""
    import apprise  # noqa: PLC0415

    group = apprise.Apprise()
    group.add(values["WANGGE_APPRISE_URL"])
    if not group.notify(title=outgoing.subject, body=outgoing.body):
        raise Unsent("群通知服务没有接受消息")
