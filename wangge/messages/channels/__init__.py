"""Which ways out are open, and the way out itself.

Everything about them comes from the environment (`settings.MESSAGES`): what is not named there is
off. Nothing here knows a table.
"""

from __future__ import annotations

from django.conf import settings

from wangge.kernel.code import Code

from . import mail, other, robots, sms
from .kinds import GROUPS, SWITCHED_ON_BY, WORDS, Channel, Line, Outgoing, Refused, Unsent
from .sms import mobile

__all__ = [
    "GROUPS",
    "SWITCHED_ON_BY",
    "WORDS",
    "Channel",
    "Line",
    "Outgoing",
    "Refused",
    "Unsent",
    "areas_of",
    "check",
    "deliver",
    "group_of",
    "is_on",
    "mobile",
]


def is_on(channel: Channel) -> bool:
    return bool(_values().get(SWITCHED_ON_BY[channel]))


def areas_of(channel: Channel) -> list[str]:
    """The codes of the areas that have a group of their own."""
    return sorted(_groups(channel)) if channel in GROUPS and is_on(channel) else []


def group_of(channel: Channel, place: Code) -> str | None:
    """The code of the narrowest area around a place that has a group."""
    around = [area for area in areas_of(channel) if place.startswith(area)]
    return max(around, key=len, default=None)


def deliver(channel: Channel, address: str, outgoing: Outgoing) -> None:
    """Handed over, and the other side said so. Raises `Unsent` for everything else."""
    if not is_on(channel):
        raise Refused("这个通道没有开通")
    if channel is Channel.MAIL:
        mail.deliver(_values(), address, outgoing)
    elif channel is Channel.SMS:
        sms.deliver(_values(), address, outgoing)
    else:
        _to_group(channel, address, outgoing)


def check() -> None:
    """ImproperlyConfigured, in a sentence, when a channel that is switched on cannot work."""
    values = _values()
    if is_on(Channel.MAIL):
        mail.read(values)
    if is_on(Channel.SMS):
        sms.read(values)
    if is_on(Channel.OTHER):
        other.read(values)
    for channel in (Channel.WECOM, Channel.DINGTALK):
        areas_of(channel)
        if url := values.get(f"WANGGE_{channel.name}_URL"):
            robots.checked_url(url, f"WANGGE_{channel.name}_URL")


def _to_group(channel: Channel, area: str, outgoing: Outgoing) -> None:
    secret = _groups(channel).get(area)
    if secret is None:
        raise Refused("这个地方不再有群")
    if channel is Channel.WECOM:
        robots.to_wecom(_values(), secret, outgoing)
    elif channel is Channel.DINGTALK:
        robots.to_dingtalk(_values(), secret, outgoing)
    else:
        other.deliver(_values(), outgoing)


def _groups(channel: Channel) -> dict[str, str]:
    variable = SWITCHED_ON_BY[channel]
    if channel is Channel.OTHER:
        return {settings.CITY_CODE: _values()[variable]}
    return robots.areas(_values()[variable], variable, settings.CITY_CODE)


def _values() -> dict[str, str]:
    values: dict[str, str] = settings.MESSAGES
    return values
