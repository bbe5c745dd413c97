"""Names of zones as RFC 822 and publishers write them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo

#: Hours from UTC. CST and IST are read in the source's own zone first: China writes CST, Israel and Ireland write IST.
_HOURS: dict[str, float] = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "EST": -5, "EDT": -4, "ET": -5, "CST": -6, "CDT": -5, "MST": -7,
    "MDT": -6,
    "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "AST": -4, "ADT": -3, "NST": -3.5, "NDT": -2.5,
    "BRT": -3, "ART": -3, "CLT": -4, "CLST": -3, "BST": 1, "WEST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "MEST": 2, "EET": 2, "EEST": 3, "SAST": 2, "MSK": 3, "TRT": 3, "GST": 4, "PKT": 5, "IST": 5.5, "WIB": 7,
    "ICT": 7, "WITA": 8, "HKT": 8, "SGT": 8, "MYT": 8, "PHT": 8, "AWST": 8, "KST": 9, "JST": 9, "WIT": 9,
    "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip


def offset_of(name: str, local: datetime, zone: tzinfo) -> tzinfo:
    """The zone a name means to a publisher in `zone`. Raises ValueError for unknown names: they are not UTC."""
    name = name.upper()
    if name in (local.replace(tzinfo=zone).tzname() or "", zone.tzname(local) or ""):
        return zone
    if name == "ET":  # daylight time is left to the calendar
        from zoneinfo import ZoneInfo

        return ZoneInfo("America/New_York")
    if name not in _HOURS:
        raise ValueError(f"{name} is no known time zone")
    return timezone(timedelta(hours=_HOURS[name]))
