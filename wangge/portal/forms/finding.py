from __future__ import annotations

from typing import Any

from django import forms

from wangge.geo.datum import Datum, to_wgs84

from .place import Degrees


class FindForm(forms.Form):
    """Words, or a point with its datum; a point of a mini-program says `gcj02`, Baidu's `bd09`."""

    q = forms.CharField(label="村（社区）名、网格名或地址", max_length=60, required=False)
    lon = Degrees(required=False)
    lat = Degrees(required=False)
    datum = forms.ChoiceField(choices=[(it.value, it.value) for it in Datum], required=False)

    @property
    def point(self) -> tuple[float, float] | None:
        """The point in the datum that tables keep."""
        given: dict[str, Any] = self.cleaned_data
        lon, lat = given.get("lon"), given.get("lat")
        if lon is None or lat is None:
            return None
        return to_wgs84(lon, lat, Datum(given.get("datum") or Datum.WGS84))
