"""The gazetteer: which places a name can be, and that its lists hold together."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nevextract.find.aliases import aliases_of
from nevextract.find.gazetteer import Gazetteer, gazetteer
from nevextract.find.name_values import ORGANISATION, PLACE
from nevextract.patterns import load_pack
from nevextract.patterns.names import PlacesPattern

PACK = load_pack("en")
DIVISIONS = {row[0]: row for row in PACK.rows("lists/china_divisions.tsv")}
WORLD = PACK.rows("lists/world_places.tsv")
NO_CODE = {"Kosovo", "Congo"}  # one that ISO 3166 does not list, and a name of two countries


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return gazetteer(PACK)


@pytest.mark.parametrize(
    ("name", "code", "full"),
    [
        ("Ningde", "350900", "Ningde, Fujian"),
        ("NINGDE", "350900", "Ningde, Fujian"),
        ("Fu'an City", "350981", "Fu'an, Ningde, Fujian"),
        ("Fu’an", "350981", "Fu'an, Ningde, Fujian"),
        ("Fujian", "350000", "Fujian"),
        ("Fujian province", "350000", "Fujian"),
        ("Guangxi Zhuang Autonomous Region", "450000", "Guangxi"),
        ("Hong Kong Special Administrative Region", "810000", "Hong Kong"),
        ("Macau", "820000", "Macao"),
        ("Taiwan", "710000", "Taiwan"),
        ("Xizang", "540000", "Tibet"),
        ("Beijing municipality", "110000", "Beijing"),
        ("Haidian District", "110108", "Haidian District, Beijing"),
        ("Beijing Chaoyang District", "110105", "Chaoyang District, Beijing"),
        ("Yanbian Korean Autonomous Prefecture", "222400", "Yanbian Prefecture, Jilin"),
        ("Xunhua Salar Autonomous County", "630225", "Xunhua County, Haidong, Qinghai"),
        ("Alxa League", "152900", "Alxa League, Inner Mongolia"),
        ("Ejin Horo Banner", "150627", "Ejin Horo Banner, Ordos, Inner Mongolia"),
        ("Pudong New Area", "310115", "Pudong New Area, Shanghai"),
        ("Jilin City", "220200", "Jilin, Jilin"),
        ("Lvliang", "141100", "Lüliang, Shanxi"),
        ("Lyuliang City", "141100", "Lüliang, Shanxi"),
        ("Hohhot", "150100", "Hohhot, Inner Mongolia"),
        ("Urumqi", "650100", "Urumqi, Xinjiang"),
        ("Lhasa", "540100", "Lhasa, Tibet"),
        ("Chongqing", "500000", "Chongqing"),
        ("Lu'an", "341500", "Lu'an, Anhui"),
        ("Bengbu", "340300", "Bengbu, Anhui"),
        ("Minhang District", "310112", "Minhang District, Shanghai"),
        ("Xiantao", "429004", "Xiantao, Hubei"),
        ("Canton", "440100", "Guangzhou, Guangdong"),
        ("Thailand", "TH", "Thailand"),
        ("Rayong", "TH", "Rayong, Thailand"),
        ("U.S.", "US", "United States"),
        ("Britain", "GB", "United Kingdom"),
        ("Scotland", "GB", "Scotland, United Kingdom"),
        ("Bavaria", "DE", "Bavaria, Germany"),
        ("Sao Paulo", "BR", "São Paulo, Brazil"),
        ("Taipei", "710000", "Taipei, Taiwan"),
        ("eastern China", "CN", "East China"),
        ("Lin-gang Special Area", "310000", "Lin-gang New Area, Shanghai"),
        ("EU", None, "European Union"),
        ("Kosovo", None, "Kosovo"),
    ],
)
def test_one_place(places: Gazetteer, name: str, code: str | None, full: str) -> None:
    first = places.spots(name)[0]
    assert (first.code, first.full) == (code, full)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Fuzhou", {"350100", "361000"}),
        ("Taizhou City", {"331000", "321200"}),
        ("Jiangbei District", {"330205", "500105"}),
        ("Chaoyang County", {"211321"}),
        ("Li County", {"130635", "430723", "513222", "621226"}),
        ("Lixian", {"130635", "430723", "513222", "621226"}),
        ("Georgia", {"GE", "US"}),
        ("Haidian County", set()),
        ("Vardek", set()),
        ("County", set()),
    ],
)
def test_all_places_of_a_name(places: Gazetteer, name: str, codes: set[str]) -> None:
    assert {spot.code for spot in places.spots(name)} == codes


def test_a_part_does_not_say_again_what_its_name_holds(places: Gazetteer) -> None:
    (ningde,), (fuan,) = places.spots("Ningde"), places.spots("Fu'an")
    assert places.inside("Ningde Lakeside New Area", ningde) == "Ningde Lakeside New Area, Fujian"
    assert places.inside("Lakeside New Area", ningde) == "Lakeside New Area, Ningde, Fujian"
    assert places.inside("Fu'an Motor Park", fuan) == "Fu'an Motor Park, Ningde, Fujian"


def test_names_that_go_on(places: Gazetteer) -> None:
    assert [spot.full for spot in places.longer("Longquan")] == ["Longquanyi District, Chengdu, Sichuan"]


def test_every_code_stands_once_and_has_a_division_around_it() -> None:
    codes = [row[0] for row in PACK.rows("lists/china_divisions.tsv")]
    assert [code for code, times in Counter(codes).items() if times > 1] == []
    assert codes == sorted(codes)
    assert len(codes) > 3200
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert [code for code in codes if f"{code[:2]}0000" not in DIVISIONS] == []


def test_every_kind_of_division_has_a_word_for_it() -> None:
    spec = PACK.one("places", PlacesPattern)
    assert {row[2] for row in DIVISIONS.values()} == set(spec.divisions)
    assert set(spec.bare_divisions) <= set(spec.divisions)


def test_every_division_goes_by_its_usual_name(places: Gazetteer) -> None:
    """Its code begins with its province's, its usual name ends in it."""
    for code, row in DIVISIONS.items():
        (spot,) = [spot for spot in places.spots(row[1]) if spot.code == code]
        province = DIVISIONS[f"{code[:2]}0000"][1]
        assert spot.full == province if code.endswith("0000") else spot.full.endswith(f", {province}"), code
        assert all(around in DIVISIONS for around in spot.around[:-1]), code
        own = spot.full.partition(",")[0]
        assert code in {each.code for each in places.spots(own)}, own


@given(st.sampled_from(sorted(DIVISIONS)), st.sampled_from(["'", "’", ""]), st.booleans())
def test_spelling_does_not_count(code: str, apostrophe: str, upper: bool) -> None:
    name = DIVISIONS[code][1].replace("'", apostrophe)
    assert code in {spot.code for spot in gazetteer(PACK).spots(name.upper() if upper else name)}


def test_every_listed_place_is_known(places: Gazetteer) -> None:
    names = [row[0] for row in (*PACK.rows("lists/china_places.tsv"), *WORLD)]
    assert [name for name in names if not places.spots(name)] == []


def test_provinces_of_the_place_list_are_those_of_the_divisions(places: Gazetteer) -> None:
    wrong = []
    for name, _, province, _ in PACK.rows("lists/china_places.tsv"):
        held = province and all(not spot.full.endswith(province) for spot in places.spots(name))
        if held and province != "China":
            wrong.append((name, province))
    assert wrong == []


def test_every_country_has_a_code_of_its_own(places: Gazetteer) -> None:
    countries = {row[0] for row in WORLD if row[1] == "country"}
    assert {name for name in countries if not all(s.code for s in places.spots(name))} == NO_CODE
    codes = [row[3] for row in WORLD if len(row) > 3]
    assert [code for code, times in Counter(codes).items() if times > 1] == []
    assert len(codes) > 190
    assert all(len(code) == 2 and code.isupper() for code in codes)


def test_only_what_lies_in_no_country_has_no_code(places: Gazetteer) -> None:
    without = {row[0] for row in WORLD if any(spot.code is None for spot in places.spots(row[0]))}
    assert without == {row[0] for row in WORLD if row[1] == "region" and len(row) < 3} | NO_CODE


def test_aliases_stand_for_names_that_the_lists_know(places: Gazetteer) -> None:
    forms = aliases_of(PACK).listed[PLACE]
    assert [form for form in set(forms.values()) if not places.spots(form)] == []
    assert forms["Canton"] == "Guangzhou"


@pytest.mark.parametrize(
    ("kind", "name", "form"),
    [
        (ORGANISATION, "CATL", "Contemporary Amperex Technology"),
        (ORGANISATION, "Contemporary Amperex Technology Co., Limited", "Contemporary Amperex Technology"),
        (ORGANISATION, "GAC Group", "Guangzhou Automobile Group"),
        (ORGANISATION, "FAW VW", "FAW-Volkswagen"),
        (ORGANISATION, "Haoda Seating Co., Ltd.", "Haoda Seating"),
        (ORGANISATION, "Brel", "Brel"),
        (ORGANISATION, "Canton", "Canton"),
        (PLACE, "Canton", "Guangzhou"),
        (PLACE, "GAC", "GAC"),
    ],
)
def test_forms(kind: str, name: str, form: str) -> None:
    assert aliases_of(PACK).form(kind, name) == form
