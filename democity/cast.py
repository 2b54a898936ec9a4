"""The cast: one account per role, in the demo city and in every test.

431103            冷水滩区    chen  county agency     deng  county desk
                              li, liu  liaison and handler of the urban management bureau
                              qin  liaison of the water bureau
431103001         梅湾街道    wang  township desk     peng  township manager
431103001001      清桥社区    xie   village assistant
431103001001001   first grid  zhou  grid worker       zhao  grid leader
431103002         菱角山街道  tang  desk of the township next door: works there, and never here
4311              永州市      he    city agency       luo, huang, jiang  the three administrators
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid5

from wangge.kernel.code import Code

CITY, COUNTY = Code("4311"), Code("431103")
TOWNSHIP, NEXT_DOOR = Code("431103001"), Code("431103002")
VILLAGE, SECOND_VILLAGE = Code("431103001001"), Code("431103001002")
VILLAGE_NEXT_DOOR = Code("431103002005")
GRID, SECOND_GRID = Code("431103001001001"), Code("431103001001002")
GRID_NEXT_DOOR = Code("431103002005001")

INVENTED = UUID("01900000-0000-7000-8000-00000000d3e0")


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, by its key."""

    key: str
    name: str
    kind: str
    codes: tuple[Code, ...]
    line: str = ""

    @property
    def id(self) -> UUID:
        return uuid5(INVENTED, self.key)


CITY_AGENCY = Body("4311-wg", "永州市网格化服务管理中心（示例）", "city_agency", (CITY,))
COUNTY_AGENCY = Body("431103-wg", "冷水滩区网格化服务管理中心（示例）", "county_agency", (COUNTY,))
URBAN = Body("431103-cg", "冷水滩区城市管理局（示例）", "department", (COUNTY,), "05")
WATER = Body("431103-sl", "冷水滩区水利局（示例）", "department", (COUNTY,), "08")
STREET = Body("431103001-jd", "梅湾街道办事处（示例）", "township", (TOWNSHIP,))
STREET_NEXT_DOOR = Body("431103002-jd", "菱角山街道办事处（示例）", "township", (NEXT_DOOR,))
COMMITTEE = Body("431103001001-jw", "清桥社区居委会（示例）", "village_committee", (VILLAGE,))
BODIES = (CITY_AGENCY, COUNTY_AGENCY, URBAN, WATER, STREET, STREET_NEXT_DOOR, COMMITTEE)


@dataclass(frozen=True, slots=True)
class Person:
    """An account of the cast and the one post it holds."""

    username: str
    name: str
    role: str
    code: Code
    body: Body | None = None

    @property
    def id(self) -> UUID:
        return uuid5(INVENTED, self.username)


CAST = (
    Person("he", "何示例", "city_agency", CITY, CITY_AGENCY),
    Person("chen", "陈示例", "county_agency", COUNTY, COUNTY_AGENCY),
    Person("deng", "邓示例", "operator", COUNTY, COUNTY_AGENCY),
    Person("wang", "王示例", "operator", TOWNSHIP, STREET),
    Person("tang", "唐示例", "operator", NEXT_DOOR, STREET_NEXT_DOOR),
    Person("li", "李示例", "liaison", COUNTY, URBAN),
    Person("liu", "刘示例", "handler", COUNTY, URBAN),
    Person("qin", "秦示例", "liaison", COUNTY, WATER),
    Person("peng", "彭示例", "township_manager", TOWNSHIP, STREET),
    Person("xie", "谢示例", "village_assistant", VILLAGE, COMMITTEE),
    Person("zhou", "周示例", "grid_worker", GRID),
    Person("zhao", "赵示例", "grid_leader", GRID),
    Person("luo", "罗示例", "system_admin", CITY),
    Person("huang", "黄示例", "security_admin", CITY),
    Person("jiang", "蒋示例", "audit_admin", CITY),
)
PASSWORD = "wangge-demo"  # noqa: S105  the demo's, refused unless the server listens on loopback


def person(username: str) -> Person:
    return next(one for one in CAST if one.username == username)
