"""Codes and usual names of the places of records, and what decides where several places have one name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nevextract.assemble.locations import AMBIGUOUS, DocumentPlaces, Located
from nevextract.find.names import find_names
from nevextract.patterns import load_pack
from nevextract.pipeline import Extractor
from nevextract.records import Figure
from nevextract.segment import segment
from nevextract.tokens import tokenize

Figures = Callable[[str], tuple[Figure, ...]]
DOUBT = Located(flags=(AMBIGUOUS,))


def located(text: str, name: str) -> Located:
    """What a name is in a text."""
    pack, tokens = load_pack("en"), tokenize(text)
    mentions = find_names(tokens, text, segment(text, tokens, pack), pack)
    return DocumentPlaces(text, tokens, mentions, pack).located(name)


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        # one place of the name
        ("In 2023 Ningde grew.", "Ningde", "350900"),
        ("Builders came to Runan County.", "Runan County", "411727"),
        ("In 2023 Kunshan grew.", "Kunshan", "320583"),
        ("In 2023 Gutian grew. Fujian did too.", "Gutian", "350922"),
        ("In 2023 Gutian grew. Gutian County has tea.", "Gutian", "350922"),
        # the best known one, as long as nothing speaks for another
        ("In 2023 Fuzhou grew.", "Fuzhou", "350100"),
        ("In 2023 Suzhou grew.", "Suzhou", "320500"),
        ("In 2023 Suzhou and Wuxi grew. Anhui did too.", "Suzhou", "320500"),
        ("London grew.", "London", "GB"),
        # a city rather than a county of its name, a province rather than its city
        ("In 2023 Linyi grew.", "Linyi", "371300"),
        ("In 2023 Jilin grew.", "Jilin", "220000"),
        ("In 2023 Enshi grew.", "Enshi", "422800"),
        # what the text says it lies in
        ("In 2023 Fuzhou, Jiangxi, grew.", "Fuzhou", "361000"),
        ("In 2023 Fuzhou in Jiangxi grew.", "Fuzhou", "361000"),
        ("In 2023 Fuzhou (Jiangxi) grew.", "Fuzhou", "361000"),
        ("In 2023 Jiangxi's Fuzhou grew.", "Fuzhou", "361000"),
        ("In 2023 Fuzhou City of Jiangxi Province grew.", "Fuzhou", "361000"),
        ("The base in Taizhou, a city in Zhejiang, grew.", "Taizhou", "331000"),
        ("London, Ontario, grew.", "London", "CA"),
        # what lies in it
        ("In 2023 Lingbi County of Suzhou grew.", "Suzhou", "341300"),
        ("The plant in Savannah, Georgia, grew.", "Georgia", "US"),
        # what else the text names
        ("In 2023 Yichun grew. Jiangxi has lithium.", "Yichun", "360900"),
        ("In 2023 Yichun grew. Harbin lies south.", "Yichun", "230700"),
        ("Changchun makes cars. Chaoyang District too.", "Chaoyang District", "220104"),
        ("Beijing sells cars. Chaoyang District too.", "Chaoyang District", "110105"),
        ("In 2023 Wuchang grew, and with it Wuhan.", "Wuchang", "420106"),
        ("Hefei, Bengbu and Chuzhou in Anhui grew. So did Suzhou.", "Suzhou", "341300"),
        ("Chengdu grew. Chengdu said so. The parts makers of Chengdu are in Longquan.", "Longquan", "510112"),
        # how the text calls it
        ("Chaoyang City grew.", "Chaoyang", "211300"),
        ("Jilin City grew.", "Jilin", "220200"),
        ("The Chaoyang Municipal Bureau of Commerce said so. Chaoyang grew.", "Chaoyang", "211300"),
        # a division that has become one of another kind since
        ("In Yangzhou, Jiangdu City grew.", "Jiangdu City", "321012"),
        # parts of places
        ("The Ningde Lakeside New Area grew.", "Ningde Lakeside New Area", "350900"),
        ("The China (Fujian) Pilot Free Trade Zone grew.", "China (Fujian) Pilot Free Trade Zone", "350000"),
        ("A plant in Xitou Town, Fu'an, grew.", "Xitou Town", "350981"),
        ("Trade with southern Hungary grew.", "southern Hungary", "HU"),
        ("A mill opened in Vardek, Hungary.", "Vardek", "HU"),
        ("The Lishui Wheel Zone in Nanjing grew.", "Lishui Wheel Zone", "320117"),
        ("The Ningde Lakeside New Area, Xiamen and Wuhan grew.", "Ningde Lakeside New Area", "350900"),
        ("A plant in Xitou Town, Fu'an, Ningde grew.", "Xitou Town", "350981"),
        ("Mills in Vardek, Hungary, and Graz, Austria grew.", "Vardek", "HU"),
    ],
)
def test_codes(text: str, name: str, code: str) -> None:
    found = located(text, name)
    assert (found.code, found.flags) == (code, ())
    assert found.name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In 2023 Taizhou grew.", "Taizhou"),
        ("In 2023 Taizhou grew. Zhejiang did too, and Jiangsu.", "Taizhou"),
        ("In 2023 Yichun grew.", "Yichun"),
        ("In 2023 Chaoyang grew.", "Chaoyang"),
        ("In 2023 Chaoyang District grew.", "Chaoyang District"),
        ("In 2023 Georgia grew.", "Georgia"),
        ("In 2023 Wuchang grew.", "Wuchang"),
        ("In 2023 Suzhou grew. Hefei in Anhui is not far.", "Suzhou"),
        ("In Kunshan, Zhejiang, a plant grew.", "Kunshan"),
        ("In 2023 Gutian grew.", "Gutian"),  # a county, or a town of that name
        ("The Lishui Wheel Zone grew.", "Lishui Wheel Zone"),
    ],
)
def test_in_doubt(text: str, name: str) -> None:
    assert located(text, name) == DOUBT


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vardek grew.", "Vardek"),
        ("The Vardek Municipal Bureau of Trade said so.", "Vardek"),
        ("Beihe City grew.", "Beihe City"),
        ("Beihe City, Wuhan and Hefei grew.", "Beihe City"),  # a list and no address
        ("Wuhan, Beihe City, Hefei grew.", "Beihe City"),
        ("The Jianghai Automobile Industrial Park grew.", "Jianghai Automobile Industrial Park"),
        ("The Heyang Municipal Bureau of Trade said so. Heyang grew.", "Heyang"),  # Heyang is a county
        ("Chengguan Town grew.", "Chengguan Town"),  # no district of that name
    ],
)
def test_not_known(text: str, name: str) -> None:
    assert located(text, name) == Located()


def test_names_without_a_code() -> None:
    assert located("Exports to the EU grew.", "EU") == Located(None, "European Union")
    assert located("Ningde grew.", "Ningde") == Located("350900", "Ningde, Fujian")
    assert DocumentPlaces("", (), (), load_pack("en")).located(None) == Located()


def test_figures_projects_and_suppliers_have_them(figures: Figures) -> None:
    text = (
        "In Fu'an, Brel Motors sold 4,100 cars in 2023. Parts makers such as Haoda Springs came to Taizhou. "
        "In Rayong the Brel Battery Project was signed."
    )
    document = Extractor().extract(text)
    figure, (project,), (supplier,) = document.figures[0], document.projects, document.suppliers
    assert (figure.location, figure.location_code, figure.location_name) == ("Fu'an", "350981", "Fu'an, Ningde, Fujian")
    assert (project.location, project.location_code, project.location_name) == ("Rayong", "TH", "Rayong, Thailand")
    assert (supplier.location, supplier.location_code, supplier.flags) == ("Taizhou", None, (AMBIGUOUS,))


def test_the_city_is_the_city_named_before(figures: Figures) -> None:
    (one,) = figures("Ningde builds cars. In 2023 the city made 4,100 cars.")
    assert (one.location_code, one.location_name) == ("350900", "Ningde, Fujian")


def test_the_words_of_the_text_stay(figures: Figures) -> None:
    (one,) = figures("In 2023 Canton made 4,100 buses.")
    assert (one.location, one.location_code, one.location_name) == ("Canton", "440100", "Guangzhou, Guangdong")


@pytest.mark.parametrize("piece", ["Fuzhou, Jiangxi, ", "Chaoyang District grew. ", "Wuhan's Wuchang and Suzhou. "])
def test_linear_in_the_length_of_the_text(piece: str, calls: Callable[[Callable[[], object]], int]) -> None:
    def cost(count: int) -> int:
        text, pack = piece * count, load_pack("en")
        tokens = tokenize(text)
        mentions = find_names(tokens, text, segment(text, tokens, pack), pack)
        names = ("Fuzhou", "Chaoyang District", "Wuchang", "Suzhou")
        return calls(lambda: [DocumentPlaces(text, tokens, mentions, pack).located(name) for name in names])

    assert cost(400) < 4 * cost(100) * 1.35
