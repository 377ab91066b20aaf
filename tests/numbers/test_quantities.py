"""What the number grammar reads, as tables of text and expected reading."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nevextract import find_quantities
from nevextract.mentions import Quantity
from nevextract.numbers import QuantityFinder
from nevextract.patterns import load_pack
from nevextract.tokens import tokenize


def read(text: str) -> list[Quantity]:
    """As the search for figures reads a text."""
    return QuantityFinder(load_pack("en")).find(tokenize(text), text)[0]


VALUES = [
    # digits and separators
    ("They sold 300,600 tyres.", "300600", "product"),
    ("They sold 1\u202f250\u202f000 tyres.", "1250000", "product"),
    ("It cost 1 250 000 euros.", "1250000", "EUR"),
    ("Revenue came to 1 250 million euros.", "1250000000", "EUR"),
    ("It cost 69.21 yuan.", "69.21", "CNY"),
    ("It cost 1.234.567 yuan.", "1234567", "CNY"),
    ("It cost 3,5 yuan.", "3.5", "CNY"),
    ("It cost 12,34,567.89 rupees.", "1234567.89", "INR"),
    ("It rose .5 percent.", "0.5", "percent"),
    ("It cost $.9 billion.", "900000000", "USD"),
    ("It made 1½ million cars.", "1500000", "vehicle"),
    ("It made ¾ million cars.", "750000", "vehicle"),
    ("It took 2 1/2 years.", "2.5", "year"),
    # number words
    ("Eight plants closed.", "8", "plant"),
    ("Twenty-one plants closed.", "21", "plant"),
    ("Two hundred and five plants closed.", "205", "plant"),
    ("It costs two thousand five hundred yuan.", "2500", "CNY"),
    ("It cost a billion euros.", "1000000000", "EUR"),
    ("A dozen suppliers came.", "12", "supplier"),
    ("Half a million cars rusted.", "500000", "vehicle"),
    ("A quarter million dollars went missing.", "250000", "USD"),
    ("Two and a half million cars rusted.", "2500000", "vehicle"),
    # magnitudes
    ("It cost 1,250 Billion yuan.", "1250000000000", "CNY"),
    ("It cost 12 mln yuan.", "12000000", "CNY"),
    ("It cost 4,000 crore rupees.", "40000000000", "INR"),
    ("It cost 3.2 100 million yuan.", "320000000", "CNY"),
    ("It made 300 ten thousand cars.", "3000000", "vehicle"),
    ("It cost 55 billion 970 million yuan.", "55970000000", "CNY"),
    ("It cost 170m yuan.", "170000000", "CNY"),
    # currencies on either side
    ("It cost RMB1.2 trillion.", "1200000000000", "CNY"),
    ("It cost US$3.5bn.", "3500000000", "USD"),
    ("It cost $188B.", "188000000000", "USD"),
    ("It cost Yuan 316 million.", "316000000", "CNY"),
    ("It cost €72,000.", "72000", "EUR"),
    ("It cost INR4,000 crore.", "40000000000", "INR"),
    ("It cost MAD 12.8 billion.", "12800000000", "MAD"),
    ("It cost A$5m.", "5000000", "AUD"),
    ("It cost NT$20bn.", "20000000000", "TWD"),
    ("It cost 75 USD million.", "75000000", "USD"),
    ("It cost MEUR 60.", "60000000", "EUR"),
    ("It cost 12.5 trillion won.", "12500000000000", "KRW"),
    ("It cost 3 dollars and 50 cents.", "3.5", "USD"),
    # ratios
    ("It rose 5 pct.", "5", "percent"),
    ("It rose twenty per cent.", "20", "percent"),
    ("It rose 25 basis points.", "0.25", "percentage_point"),
    ("It rose 3.5 percentage points.", "3.5", "percentage_point"),
    ("It rose half a percentage point.", "0.5", "percentage_point"),
    ("It rose 27.31 TP3T.", "27.31", "percent"),
    # measures
    ("It stores 10GWh.", "10", "GWh"),
    ("It stores 300 million watt-hours.", "300000000", "Wh"),
    ("It stores 1,099 GW hours.", "1099", "GWh"),
    ("It weighs 5 deadweight tonnes (dwt).", "5", "tonne"),
    ("It covers 64,000 ㎡.", "64000", "square_metre"),
    ("It covers 300 mu.", "300", "mu"),
    ("It lasts 15 days.", "15", "day"),
    ("It was a $7.59bn plant.", "7590000000", "USD"),
    ("It welcomed tier-one makers and 60\nmillion euros.", "60000000", "EUR"),
    ("They sold 1.2m cars.", "1200000", "vehicle"),
    ("It dug up 1.2 Mt of ore.", "1200000", "tonne"),
    ("It dug up 340 kt of salt.", "340000", "tonne"),
    ("It dug up 25,000 mt of salt.", "25000", "tonne"),
    ("It covers 9.2 km2.", "9.2", "square_kilometre"),
    ("It covers 3,400 m².", "3400", "square_metre"),
    ("It leases 1.2 million square meters.", "1200000", "square_metre"),
    ("It won a 1.52 tln-won deal.", "1520000000000", "KRW"),
    ("It built an 8.86-billion-baht plant.", "8860000000", "THB"),
    ("It cost Rp 96 trillion.", "96000000000000", "IDR"),
    ("It cost R$5.5 billion.", "5500000000", "BRL"),
    ("It cost US $100M.", "100000000", "USD"),
    ("It cost US $100 million.", "100000000", "USD"),
    ("It cost HUF 9,700bn.", "9700000000000", "HUF"),
    ("It is a Rs 505-crore outlay.", "5050000000", "INR"),
    ("It costs Rs 1,40,000.", "140000", "INR"),
    ("They sold 1,39,031 units.", "139031", "unit"),
    ("They sold 9.5 lakh units.", "950000", "unit"),
    ("They made 2 lakh gearboxes.", "200000", "product"),
    ("They made 2 lakh sprockets.", "200000", None),
    ("They sold 3.0mn cars.", "3000000", "vehicle"),
    ("It made 226 thousand and 500 cars.", "226500", "vehicle"),
    ("It costs 79 thousand and 800 yuan.", "79800", "CNY"),
    ("It costs 2 billion 500 million yuan.", "2500000000", "CNY"),
    ("It rose 1.9%p.", "1.9", "percentage_point"),
    ("It rose 3 %-points.", "3", "percentage_point"),
    ("It rose 2.4 p.p. in May.", "2.4", "percentage_point"),
    ("It rose 1.2 ppt.", "1.2", "percentage_point"),
    ("It yields 5% p.a. now.", "5", "percent"),
    ("It rose half a percent.", "0.5", "percent"),
    ("➣ Build 7 plants.", "7", "plant"),
    ("It made 53240000000 yuan.", "53240000000", "CNY"),
    ("It cost B7.4bn.", "7400000000", "THB"),
    ("It cost R2.1 billion.", "2100000000", "ZAR"),
    ("There are 4 ways.", "4", "item"),
    ("It cost Bt6.2-billion.", "6200000000", "THB"),
    ("It cost Bt 11bn.", "11000000000", "THB"),
    ("It costs Bt749,000.", "749000", "THB"),
    ("It fills a 210-rai plot.", "210", "rai"),
    ("It fills 3,300 pyeong.", "3300", "pyeong"),
    ("It fell 3.5 pc in May.", "3.5", "percent"),
    ("It was a 14-pc fall.", "14", "percent"),
    ("They sent 1,400 pc to us.", "1400", "piece"),
    ("They sent 14 pcs to us.", "14", "piece"),
    ("It was minus 25 C there.", "-25", "degree_celsius"),
    ("Costs ate Rs 1.8 lakh crore.", "1800000000000", "INR"),
    ("They sold 3.5 lakh more scooters.", "350000", "vehicle"),
    ("The rate rose by 45 bps.", "0.45", "percentage_point"),
    ("In the workshop 260 painting robots stand idle.", "260", "equipment"),
    ("It built a 25-GWh plant.", "25", "GWh"),
    ("It built a 60,000-ton smelter.", "60000", "tonne"),
    ("It built an 8,400-square-meter hall.", "8400", "square_metre"),
    ("It built a 120,000-seat factory.", "120000", "product"),
    ("It won a 3,000-heavy-truck order.", "3000", "vehicle"),
    ("It runs a 45,000-capacity works.", "45000", None),
    ("It leads an 800-strong crew.", "800", None),
]


@pytest.mark.parametrize(("text", "value", "unit"), VALUES)
def test_value_and_unit(text: str, value: str, unit: str) -> None:
    general = [] if "seat" in text else [find_quantities(text)]  # seats are a product of this industry alone
    for found in (read(text), *general):
        assert [(q.value, q.unit) for q in found] == [(Decimal(value), unit)]


COUNTS = [
    ("Some 158,000 heavy trucks were made.", "vehicle", "heavy trucks"),
    (
        "It has 40 first- and second-rank key suppliers.",
        "supplier",
        "first- and second-rank key suppliers",
    ),
    ("It has 123 automotive and parts enterprises.", "enterprise", "automotive and parts enterprises"),
    ("It has 10 new vehicle industry projects.", "project", "new vehicle industry projects"),
    ('It has 10 "little giant" enterprises.', "enterprise", '"little giant" enterprises'),
    ("It made 39,000 electric cars (EVs).", "vehicle", "electric cars"),
    ("It has 400 charging piles.", "charging_point", "charging piles"),
    ("It has 620 welding robots.", "equipment", "welding robots"),
    ("It welds 30,000 passenger car bodies.", "vehicle", "passenger car bodies"),
    ("It has 1,000 tier-one and tier-two suppliers.", "supplier", "tier-one and tier-two suppliers"),
    ("It sold 25,000 two-wheelers.", "vehicle", "two-wheelers"),
    ("It is a 300,000-vehicle plant.", "vehicle", "vehicle"),
    ("It holds 3,699 patents.", "patent", "patents"),
    ("It offers 38,700 jobs.", "person", "jobs"),
    ("It runs 74 stations.", "station", "stations"),
    ("It runs 1,103 own charging stations.", "charging_point", "own charging stations"),
    ("It runs 392 S4 fast stations for charging.", "charging_point", "S4 fast stations"),
    ("It runs 406 AC/DC piles.", "charging_point", "AC/DC piles"),
    ("Its charging sites have 817 connectors.", "charging_point", "connectors"),
    ("It ran 60 gas stations, with charging free.", "station", "gas stations"),
    ("It ordered four liquid gas (LG) carriers.", "ship", "liquid gas (LG) carriers"),
    ("It signed 12 Memorandums of Understanding.", "contract", "Memorandums of Understanding"),
    ("It signed 12 pacts.", "contract", "pacts"),
    ("It sold 5 L3 cars.", "vehicle", "L3 cars"),
]


@pytest.mark.parametrize(("text", "unit", "noun"), COUNTS)
def test_counted_noun(text: str, unit: str, noun: str) -> None:
    (found,) = read(text)
    assert (found.kind, found.unit, found.noun) == ("count", unit, noun)
    assert found.noun_start is not None
    assert text[found.noun_start : found.noun_end] == noun


SPANS = [
    ("It has about 38,000 units (sets) now.", "about 38,000 units (sets)"),
    ("Of all cars, 20,060 of them are red.", "20,060 of them"),
    ("It spent 69.21 billion yuan ($9.7 billion) on it.", "69.21 billion yuan"),
    ("Sales crossed the line of 600,000 in May.", "crossed the line of 600,000"),
    ("It broke through the 500,000 mark.", "broke through the 500,000"),
    ("It has 100-plus firms in it.", "100-plus firms"),
    ("It made 20,000 vehicles a year.", "20,000 vehicles"),
]


@pytest.mark.parametrize(("text", "span"), SPANS)
def test_span(text: str, span: str) -> None:
    (found,) = read(text)
    assert text[found.start : found.end] == span


APPROXIMATIONS = [
    ("about 5 plants", "about"),
    ("close to 5 plants", "about"),
    ("~5 plants", "about"),
    ("5 plants or so", "about"),
    ("30-odd plants", "about"),
    ("more than 5 plants", "over"),
    ("upwards of 5 plants", "over"),
    ("in excess of 5 plants", "over"),
    ("100+ plants", "over"),
    ("exceeding 5 plants", "over"),
    ("surpassed 5 plants", "over"),
    ("at least 5 plants", "at_least"),
    ("no less than 5 plants", "at_least"),
    ("5 or more plants", "at_least"),
    ("fewer than 5 plants", "under"),
    ("up to 5 plants", "at_most"),
    ("as many as 5 plants", "at_most"),
    ("no more than 5 plants", "at_most"),
    ("has gone up to 5 plants", "exact"),
    ("the 5 plants", "exact"),
]


@pytest.mark.parametrize(("text", "kind"), APPROXIMATIONS)
def test_approximation(text: str, kind: str) -> None:
    (found,) = read(text)
    assert (found.approximation, found.unit) == (kind, "plant")


RANGES = [
    ("3.5-4 billion yuan", "3500000000", "4000000000", "CNY"),
    ("3.5 to 4 billion yuan", "3500000000", "4000000000", "CNY"),
    ("between 15% and 70%", "15", "70", "percent"),
    ("15%-20%", "15", "20", "percent"),
    ("200–300 jobs", "200", "300", "person"),
    ("US$2-3 million", "2000000", "3000000", "USD"),
    ("€3m-5m", "3000000", "5000000", "EUR"),
    ("28,500 to 29,500", "28500", "29500", None),
    ("guidance of 28,500 to 29,500 cars", "28500", "29500", "vehicle"),
    ("between 100,000 and 104,000", "100000", "104000", None),
    ("$8.4-8.8 billion", "8400000000", "8800000000", "USD"),
    ("fell to CNY 26,000 to CNY 31,000 per metric ton", "26000", "31000", "CNY"),
    ("2-3 Mt", "2000000", "3000000", "tonne"),
    ("MEUR 60-80", "60000000", "80000000", "EUR"),
    ("rose 25 to 50 bps", "0.25", "0.5", "percentage_point"),
    ("➣ Add 2 to 3 enterprises", "2", "3", "enterprise"),
    ("a decrease of 8.5% to 3.1%", "3.1", "8.5", "percent"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), RANGES)
def test_range(text: str, low: str, high: str, unit: str) -> None:
    (found,) = read(text)
    assert (found.value, found.value_max, found.unit) == (Decimal(low), Decimal(high), unit)


def test_from_to_after_a_change_is_two_states() -> None:
    found = read("Sales climbed from 3.5 to 4.2 billion yuan.")
    assert [(q.value, q.value_max, q.unit) for q in found] == [(3500000000, None, "CNY"), (4200000000, None, "CNY")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("raised from the present 42% to 60%", [42, 60]),
        ("went from 60% at first to 90%", [60, 90]),
        ("went from 60% to 90%", [60, 90]),
        ("takes it from 1.2 lakh to 2 lakh axles", [120000, 200000]),
        ("Sales were 2 million and 900 thousand cars, respectively.", [2000000, 900000]),
        ("It was 2 to 1 there.", [2, 1]),
    ],
)
def test_two_quantities(text: str, values: list[int]) -> None:
    assert [(q.value, q.value_max) for q in read(text)] == [(value, None) for value in values]


ALSO = [
    ("69.21 billion yuan ($9.7 billion)", "9700000000", "USD"),
    ("INR4,000 crore (about US$600 million)", "600000000", "USD"),
    ("2,000 mu (133 hectares)", "133", "hectare"),
    ("200 billion yuan, or $30 billion", "30000000000", "USD"),
]


@pytest.mark.parametrize(("text", "value", "unit"), ALSO)
def test_second_statement(text: str, value: str, unit: str) -> None:
    (found,) = read(text)
    assert [(a.value, a.unit) for a in found.also] == [(Decimal(value), unit)]


PER = [
    ("30,000 vehicles a year", "year"),
    ("30,000 vehicles every month", "month"),
    ("30,000 vehicles annually", "year"),
    ("30,000 vehicles/year", "year"),
    ("0.6 yuan per kWh", "kWh"),
    ("80,000 mt/yr", "year"),
    ("8,000 yuan per metric ton", "tonne"),
    ("30,000 vehicles", None),
]


@pytest.mark.parametrize(("text", "per"), PER)
def test_per(text: str, per: str | None) -> None:
    (found,) = read(text)
    assert found.per == per


SIGNS = [("It moved +9.8%.", "9.8", 1), ("It moved -12.4%.", "-12.4", -1), ("It moved −5%.", "-5", -1)]
SIGNS += [
    ("DOWN -40% YoY", "-40", -1),
    ("UP +12%", "12", 1),
    ("It moved (-1%).", "-1", -1),
    ("It moved (+2%).", "2", 1),
    ("It moved –5.9%.", "-5.9", -1),
    ("It moved minus 3 percent.", "-3", -1),
]


@pytest.mark.parametrize(("text", "value", "direction"), SIGNS)
def test_sign(text: str, value: str, direction: int) -> None:
    (found,) = read(text)
    assert (found.value, found.direction) == (Decimal(value), direction)


def test_a_part_is_counted_as_the_whole_is() -> None:
    found = read("Six of the top 10 makers are here, and three of the 20 new plants.")
    assert [(q.value, q.unit) for q in found] == [(6, "enterprise"), (3, "plant"), (20, "plant")]


def test_points_beside_a_percentage_are_percentage_points() -> None:
    found = read("Its share rose 1.2 points to 35.4 percent.")
    assert [(q.unit, q.flags) for q in found] == [("percentage_point", ("points_assumed",)), ("percent", ())]
    assert [q.unit for q in read("The index fell 12 points.")] == [None]


def test_a_bare_dollar_is_in_doubt_beside_another_dollar() -> None:
    assert [(q.unit, q.flags) for q in read("It paid $5 million.")] == [("USD", ())]
    found = read("It paid $5 million, then A$6 million and US$7 million.")
    assert [(q.unit, q.flags) for q in found] == [("USD", ("currency_assumed",)), ("AUD", ()), ("USD", ())]


VAGUE = [
    ("hundreds of firms", "100", "enterprise"),
    ("tens of thousands of jobs", "10000", "person"),
    ("hundreds of millions of yuan", "100000000", "CNY"),
    ("several thousand cars", "1000", "vehicle"),
]


@pytest.mark.parametrize(("text", "value", "unit"), VAGUE)
def test_vague(text: str, value: str, unit: str) -> None:
    (found,) = read(text)
    assert (found.value, found.unit, found.vague, found.approximation) == (Decimal(value), unit, True, "over")


def test_a_level_is_marked_as_a_label() -> None:
    (found,) = read("It wants a trillion-level industry.")
    assert (found.value, found.form, found.vague) == (10**12, "level_label", True)


def test_a_year_run_into_a_number_is_in_doubt() -> None:
    assert [q.flags for q in read("It made 2021.367 million cars.")] == [("number_suspect",)]
    assert [q.flags for q in read("It made 2,021.367 million cars.")] == [()]


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("Output and sales reached 2.6 and 2.4 million vehicles.", ["2600000", "2400000"], "vehicle"),
        ("They rose by 12 and 9 percent.", ["12", "9"], "percent"),
        ("They rose 12, 9 and 31 percent.", ["12", "9", "31"], "percent"),
        ("They came to 1.2 and 1.3 billion yuan.", ["1200000000", "1300000000"], "CNY"),
        ("They make 120 and 90 GWh.", ["120", "90"], "GWh"),
    ],
)
def test_numbers_of_a_list_share_what_stands_behind_the_last(text: str, values: list[str], unit: str) -> None:
    found = read(text)
    assert [(q.value, q.unit) for q in found] == [(Decimal(value), unit) for value in values]
    assert ["unit_inherited" in q.flags for q in found] == [True] * (len(values) - 1) + [False]


@pytest.mark.parametrize("text", ["It made 8,400 and 30 percent more.", "It sold 500 and 2.4 million yuan went."])
def test_numbers_of_other_sizes_are_no_list(text: str) -> None:
    assert [q.flags for q in read(text)] == [(), ()]


def test_by_so_much_to_so_much_is_a_change_and_a_level() -> None:
    assert [q.value for q in read("Output fell by 2,100 to 7,300 cars.")] == [2100, 7300]
    assert [(q.value, q.value_max) for q in read("Output rose by 1,000 to 1,200 cars.")] == [(1000, 1200)]
