"""Why a number was read as it was: what was found, what was weighed, what lost, what was missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nevextract.errors import NevextractError
from nevextract.explain import Explanation, Number, Option, explain
from nevextract.explain.missing import why_unread
from nevextract.explain.model import as_plain
from nevextract.explain.reasons import known
from nevextract.find.model import NONE
from nevextract.output.encode import encode
from nevextract.patterns import load_pack, patterns_folder
from nevextract.patterns.weights import WeightsFile
from nevextract.pipeline import Extractor

EXTRACTOR = Extractor(model=NONE)
STORY = (
    "The Dorwa plant exported 12,000 cars in 2023, up 9 percent. Its 45 kW motors reached an output value of 300 "
    "million yuan.\n\nA Mistral 3 is driven by 45 guests; shares of Dorwa rose 4.2 percent on March 3.\n"
)


def explained(text: str, start: int | None = None, end: int | None = None) -> Explanation:
    return explain(text, EXTRACTOR.analyse(text), start=start, end=end)


def number(text: str, quote: str) -> Number:
    found = [n for part in explained(text).parts for n in part.numbers if n.quote == quote]
    assert len(found) == 1, [n.quote for part in explained(text).parts for n in part.numbers]
    return found[0]


def chosen(found: Number) -> Option:
    (option,) = [o for o in found.options if o.chosen]
    return option


def said_at(source: str) -> str:
    """The line that a source names."""
    shown, _, line = source.rpartition(":")
    return (patterns_folder().parent / shown).read_text("utf-8").splitlines()[int(line) - 1]


def test_a_figure_names_the_phrase_that_gave_its_metric() -> None:
    cars = number(STORY, "12,000 cars")
    option = chosen(cars)
    assert (option.metric, option.measure, option.cue) == ("exports", "level", "exported")
    assert option.source is not None and option.source.startswith("patterns/en/metrics/exports.yml:")
    assert "export(|s|ed|ing)" in said_at(option.source)
    assert cars.unit_source is not None and "car(|s)" in said_at(cars.unit_source)
    assert [(f.metric, f.value) for f in cars.figures] == [("exports", 12000)]


def test_scores_are_the_sums_of_their_reasons_and_nothing_beats_what_was_chosen() -> None:
    options = [o for part in explained(STORY).parts for n in part.numbers for o in n.options]
    assert len(options) > 10
    for option in options:
        assert sum(r.adds for r in option.reasons) == pytest.approx(option.score, abs=0.02)
        assert all(r.adds == pytest.approx(r.weight * r.value, abs=0.01) for r in option.reasons)
    for part in explained(STORY).parts:
        for each in part.numbers:
            if each.options:
                totals = {o: o.score + sum(r.adds for r in o.gains) for o in each.options}
                assert max(totals.values()) == pytest.approx(totals[chosen(each)], abs=0.01)
                assert sum(o.probability for o in each.options) == pytest.approx(1, abs=0.01)


def test_what_lost_says_by_how_much_and_why() -> None:
    lost = [o for o in number(STORY, "12,000 cars").options if not o.chosen]
    change = next(o for o in lost if (o.metric, o.measure) == ("exports", "change"))
    assert re.match(r"[\d.]+ behind; has: an amount is seldom a change \(-3\.2\)", change.lost or "")
    assert all(o.lost for o in lost)


@pytest.mark.parametrize(
    ("quote", "reason", "words"),
    [
        ("45 kW", "not_sure_enough", r"output value.*the unit kW does not fit output_value"),
        ("45 kW", "not_sure_enough", r"against .*the power or energy of one product \(-4\.0\)"),
        ("45 guests", "no_metric", r"no metric is named in its sentence"),
        ("2023", "year", r"is a year"),
        ("4.2 percent", "not_sure_enough", r"words of the stock exchange stand near"),
    ],
)
def test_a_number_without_a_figure_says_what_was_missing(quote: str, reason: str, words: str) -> None:
    found = number(STORY, quote)
    assert (found.figures, found.reason) == ((), reason)
    assert any(re.search(words, said) for said in found.missing), found.missing


def test_a_cue_that_cannot_reach_a_number_says_why() -> None:
    found = number("The mayor met 700 guests before the plant started to produce.", "700 guests")
    assert any("to produce" in said or "produce" in said for said in found.missing), found.missing
    assert any("number behind it only" in said or "does not fit" in said for said in found.missing), found.missing


def test_page_furniture_is_named_as_such() -> None:
    text = STORY + "\nCopyright 2024 Dorwa News. All rights reserved. 1,200 cars sold in 2022\n"
    assert any("page furniture" in s for p in explained(text).parts for n in p.numbers for s in n.missing)


def test_a_place_narrows_to_its_number_or_to_its_sentence() -> None:
    at = STORY.index("9 percent")
    (part,) = explained(STORY, at).parts
    assert [n.quote for n in part.numbers] == ["9 percent"]
    (part,) = explained(STORY, STORY.index("exported")).parts
    assert [n.quote for n in part.numbers] == ["12,000 cars", "2023", "9 percent"]
    assert part.line == 1


def test_every_find_stands_in_the_text_and_names_a_line_that_is_there() -> None:
    seen = [s for part in explained(STORY).parts for s in part.seen]
    assert {"metric", "change", "period", "facility"} <= {s.kind for s in seen}
    for each in seen:
        assert STORY[each.start : each.end] == each.text
        if each.source and each.source.rpartition(":")[2].isdecimal():
            assert said_at(each.source)
    assert all(
        s.source and s.source[-1].isdecimal() for s in seen if s.kind in ("metric", "change", "status", "period")
    )


def test_a_table_is_said_to_decide() -> None:
    table = "Exports of Dorwa (vehicles)\nYear | Cars | Trucks\n2021 | 12,400 | 3,100\n2022 | 15,900 | 4,200\n"
    found = number(table, "15,900")
    assert any("a table decides" in note for note in found.notes)
    assert found.options == ()


def test_every_weight_has_words() -> None:
    weights = load_pack("en").one("weights", WeightsFile)
    assert [name for name in (*weights.emission, *weights.transition) if not known(name)] == []


def test_a_text_of_no_known_language_gives_no_parts() -> None:
    assert explained("今年前五个月，全市新能源汽车产量达到四万一千辆，同比增长百分之九。").parts == ()


def test_patterns_of_ones_own_are_named_by_their_file(tmp_path: Path) -> None:
    folder = tmp_path / "mine" / "en" / "metrics"
    folder.mkdir(parents=True)
    (folder / "stores.yml").write_text(
        "id: stores\ntitle: Shops\nkind: count\nunits: [shop]\ncues:\n  noun:\n    - outlet\n    - stores\n"
        'match: [{text: "In 2023 it ran 310 stores."}]\nno_match: ["None."]\n',
        "utf-8",
    )
    text = "Exports of cars rose by 12 percent, and stores by 9 percent."
    own = (tmp_path / "mine",)
    analysis = Extractor(own, NONE).analyse(text)
    found = explain(text, analysis, patterns=own)
    sources = {s.source for part in found.parts for s in part.seen if s.means == "stores"}
    assert sources == {"mine/en/metrics/stores.yml:8"}


def test_it_is_plain_data() -> None:
    plain = encode(as_plain(explained(STORY)))
    assert '"score"' in plain and '"missing"' in plain


def test_every_reason_that_the_samples_meet_has_words() -> None:
    samples = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
    reasons = {r.reason for path in samples for r in EXTRACTOR.analyse(path.read_text("utf-8")).rejections}
    weighed = {"no_metric", "not_sure_enough"}
    assert len(reasons) > 5
    assert [r for r in reasons - weighed if why_unread(r, None) == (r.replace("_", " "),)] == []


def test_errors_are_ours() -> None:
    with pytest.raises(NevextractError):
        Extractor(model="no-such-model").analyse(STORY)
