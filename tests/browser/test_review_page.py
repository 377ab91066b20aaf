"""The review page in a real browser, opened from disk."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from browser_pages import extracted

from nevextract.records import Document
from nevextract.review.apply import apply_decisions
from nevextract.review.decisions import load_decisions

Open = Callable[..., Any]
STORY = (
    "Dorwa ships more \U0001f697\U0001f697\n\nThe Dorwa plant in Ningde exported 12,000 cars in 2023, up 9 percent.\n\n"
    "Production and sales both exceeded 90,000 cars in 2022. In 2025 the plant is expected to export 20,000 cars, "
    "and Dorwa aims to produce 300,000 cars in 2026. Its output value reached 2.5 billion yuan in 2023.\n"
)
OTHER = "Mirva news\n\nIn 2021 the Mirva plant exported 700 buses and produced 4,100 buses.\n"
MARKED = """
return [...document.querySelectorAll('#text mark')].flatMap(m => m.dataset.f.split(' ').map(f => [f, m.textContent]));
"""


@pytest.fixture(scope="module")
def story() -> Document:
    return extracted(STORY)


@pytest.fixture(scope="module")
def other() -> Document:
    return extracted(OTHER, "b/other.txt")


def rows(page: Any) -> list[str]:
    return page.execute_script("return [...document.querySelectorAll('.row .c-value')].map(c => c.textContent)")


def press(page: Any, *keys: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    for key in keys:
        ActionChains(page).send_keys(key).perform()


def click(page: Any, css: str) -> None:
    page.find_element("css selector", css).click()


def wait(check: Callable[[], Any]) -> Any:
    until = time.monotonic() + 15
    while not (found := check()):
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)
    return found


def fill(page: Any, css: str, words: str) -> None:
    field = page.find_element("css selector", css)
    field.clear()
    field.send_keys(words)


def saved(page: Any) -> Path:
    for old in page.downloads.iterdir():
        old.unlink()
    click(page, "#save")
    return wait(lambda: next(iter(page.downloads.glob("*.json")), None))


def test_highlights_are_the_words_of_their_figures(open_page: Open, story: Document) -> None:
    page = open_page(story)
    marked: dict[str, str] = {}
    for index, words in page.execute_script(MARKED):
        marked[index] = marked.get(index, "") + words
    assert len(story.figures) >= 7
    assert marked == {str(i): figure.quote for i, figure in enumerate(story.figures)}
    assert page.execute_script("return document.querySelector('.body').textContent") == STORY


def test_nested_and_overlapping_figures_each_have_their_place(open_page: Open, story: Document) -> None:
    first = story.figures[0]
    at = STORY.index("12,000 cars in 2023")
    nested = first.model_copy(update={"id": "inner", "quote": "12,000", "start": at, "end": at + 6})
    across = first.model_copy(update={"id": "across", "quote": "cars in 2023", "start": at + 7, "end": at + 19})
    page = open_page(story.model_copy(update={"figures": (first, nested, across)}))
    marked: dict[str, str] = {}
    for index, words in page.execute_script(MARKED):
        marked[index] = marked.get(index, "") + words
    assert marked == {"0": "12,000 cars", "1": "12,000", "2": "cars in 2023"}
    click(page, "#text mark[data-f='1 0']")
    assert "inner" in page.find_element("id", "detail").text
    click(page, "#text mark[data-f='1 0']")  # again: the next figure that shares the words
    assert "inner" not in page.find_element("id", "detail").text


def test_filter_and_sort(open_page: Open, story: Document, other: Document) -> None:
    page = open_page(story, other)
    every = len(story.figures) + len(other.figures)
    assert len(rows(page)) == every
    fill(page, "#query", "mirva")
    assert len(rows(page)) == len(other.figures)
    assert f"{len(other.figures)} of {every} figures" in page.find_element("id", "counts").text
    click(page, "#reset")
    wait(lambda: len(rows(page)) == every)
    page.execute_script(
        "const s = document.querySelector('#f-status'); s.value = 'target';"
        "s.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    assert rows(page) == ["300,000 vehicle"]
    click(page, "#reset")
    wait(lambda: len(rows(page)) == every)
    click(page, "#head [data-column=confidence]")
    values = page.execute_script(
        "return [...document.querySelectorAll('.row .c-confidence')].map(c => parseFloat(c.textContent))"
    )
    assert values == sorted(values)
    click(page, "#head [data-column=confidence]")
    assert (
        page.find_element("css selector", "#head [data-column=confidence]").get_attribute("aria-sort") == "descending"
    )


def test_from_the_table_to_the_text_and_back(open_page: Open, story: Document, other: Document) -> None:
    from selenium.webdriver.common.keys import Keys

    page = open_page(story, other)
    last = len(story.figures) + len(other.figures) - 1
    page.find_element("id", "grid").click()
    page.execute_script("document.querySelector('#grid').focus()")
    press(page, Keys.END, Keys.ENTER)
    focus = page.switch_to.active_element
    assert (focus.tag_name, focus.text) == ("mark", other.figures[-1].quote)
    assert "Mirva" in page.find_element("id", "document-name").text
    press(page, Keys.ESCAPE)
    assert page.switch_to.active_element.get_attribute("id") == "grid"
    assert page.find_element("id", "grid").get_attribute("aria-activedescendant") == f"row-{last}"
    press(page, "[")  # the document before, and a click in its text moves the table's cursor
    click(page, "#text mark[data-f='0']")
    assert page.find_element("id", "grid").get_attribute("aria-activedescendant") == "row-0"


def test_hover_tells_what_a_figure_says(open_page: Open, story: Document) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    page = open_page(story)
    ActionChains(page).move_to_element(page.find_element("css selector", "#text mark[data-f='0']")).perform()
    tip = page.find_element("id", "tip").text
    assert all(words in tip for words in ("Exports", "12,000 vehicle", "2023", "actual"))


def test_accept_reject_correct_and_save(open_page: Open, story: Document) -> None:
    page = open_page(story)
    click(page, "#row-0")
    press(page, "a")
    click(page, "#row-1")
    press(page, "r")
    click(page, "#row-2")
    press(page, "e")
    fill(page, "#editor [name=value]", "91,500.5")
    fill(page, "#editor [name=subject]", "Dorwa <b>Ltd</b>")
    click(page, "#editor [type=submit]")
    assert "3 decided (not saved)" in page.find_element("id", "counts").text
    decisions = load_decisions(saved(page))
    assert [d.decision for d in decisions] == ["accepted", "rejected", "corrected"]
    applied = apply_decisions([story], decisions)
    assert applied.left == ()
    (document,) = applied.documents
    gone = story.figures[1].id
    assert [f.id for f in document.figures] == [f.id for f in story.figures if f.id != gone]
    assert (document.figures[1].value, document.figures[1].subject) == (Decimal("91500.5"), "Dorwa <b>Ltd</b>")
    assert "not saved" not in page.find_element("id", "counts").text


def test_decisions_that_were_saved_can_be_gone_on_with(open_page: Open, story: Document, tmp_path: Path) -> None:
    page = open_page(story)
    click(page, "#row-0")
    press(page, "a")
    file = saved(page).rename(tmp_path / "mine.json")
    page = open_page(story)
    page.find_element("id", "file").send_keys(str(file))
    wait(lambda: "1 decisions loaded" in page.find_element("id", "counts").text)
    assert page.execute_script("return document.querySelector('#row-0').classList.contains('accepted')")
    file.write_text(json.dumps({"schema": "other"}), "utf-8")
    page.find_element("id", "file").send_keys(str(file))
    wait(lambda: "no file of decisions" in page.find_element("id", "counts").text)


def test_a_correction_that_makes_no_sense_is_not_kept(open_page: Open, story: Document) -> None:
    page = open_page(story)
    click(page, "#row-0")
    press(page, "e")
    fill(page, "#editor [name=value]", "a dozen")
    click(page, "#editor [type=submit]")
    assert page.find_element("id", "wrong").text == "value is no number"
    fill(page, "#editor [name=value]", "7")
    fill(page, "#editor [name=unit]", "rank")
    click(page, "#editor [type=submit]")
    assert "go together" in page.find_element("id", "wrong").text
    assert "decided" not in page.find_element("id", "counts").text


def test_a_correction_that_was_typed_in_is_not_lost_by_going_on(open_page: Open, story: Document) -> None:
    page = open_page(story)
    click(page, "#row-0")
    press(page, "e")
    click(page, "#row-1")
    assert page.find_elements("id", "editor") == [], "nothing was typed in"
    click(page, "#row-0")
    press(page, "e")
    fill(page, "#editor [name=subject]", "Dorwa")
    for way_on in ("#row-1", "#save"):
        click(page, way_on)
        assert "cancel it first" in page.find_element("id", "wrong").text
    assert page.find_element("css selector", "#editor [name=subject]").get_attribute("value") == "Dorwa"
    click(page, "#editor [type=submit]")
    click(page, "#row-1")
    assert page.find_elements("id", "editor") == []
    assert "1 decided" in page.find_element("id", "counts").text


def test_hostile_texts_are_text(open_page: Open, story: Document) -> None:
    evil = "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked=2'><!-- {{script}} {{data}}"
    text = f"{evil}\n\n{STORY}"
    shift = len(text) - len(STORY)
    figures = tuple(
        f.model_copy(
            update={"start": f.start + shift, "end": f.end + shift, "subject": evil, "location": evil, "flags": (evil,)}
        )
        for f in story.figures
    )
    document = story.model_copy(
        update={"id": evil, "title": evil, "text": text, "figures": figures, "warnings": (evil,)}
    )
    page = open_page(document)
    for tab in ("table", "plots", "table"):
        click(page, f"#tab-{tab}")
    click(page, "#row-0")
    assert page.execute_script("return window.hacked") is None
    assert page.find_elements("css selector", "img") == []
    assert page.execute_script("return document.querySelector('.body').textContent") == text
    assert evil in page.find_element("id", "document-name").text
    assert evil in page.find_element("id", "detail").text
    assert [entry for entry in page.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_a_script_from_a_text_would_not_run_either(open_page: Open, story: Document) -> None:
    page = open_page(story)
    page.execute_script("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hacked=1\">')")
    assert wait(lambda: [e for e in page.get_log("browser") if "Content Security Policy" in e["message"]])
    assert page.execute_script("return window.hacked") is None


def test_plots_tell_actual_expected_and_target_apart(open_page: Open, story: Document, other: Document) -> None:
    page = open_page(story, other)
    click(page, "#tab-plots")
    page.execute_script(
        "const s = document.querySelector('#p-metric'); s.value = 'exports'; s.dispatchEvent(new Event('change'))"
    )
    counts = page.execute_script("return {...document.querySelector('#plot-by-period').dataset}")
    assert counts == {"actual": "2", "expected": "1", "target": "0"}
    assert page.execute_script("return {...document.querySelector('#plot-growth').dataset}")["actual"] == "1"
    assert page.execute_script("return {...document.querySelector('#plot-by-place').dataset}")["actual"] == "1"
    bins = page.execute_script("return document.querySelector('#plot-confidence').dataset.bins")
    assert sum(map(int, bins.split())) == len(story.figures) + len(other.figures)
    assert page.execute_script(
        "const c = document.querySelector('#plot-by-period canvas');"
        "return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(x => x > 0)"
    )


def test_what_changed_is_shown_in_place(open_page: Open, story: Document) -> None:
    first, second, *rest = story.figures
    moved = first.model_copy(update={"value": Decimal(11000), "confidence": 0.5})
    old = story.model_copy(update={"figures": (moved, *rest)})
    page = open_page(story, old=[old])
    assert page.find_element("css selector", "mark[data-f='0']").get_attribute("class").find("was-changed") >= 0
    assert page.find_element("css selector", "mark[data-f='1']").get_attribute("class").find("was-added") >= 0
    click(page, "#row-0")
    assert "11000" in page.find_element("css selector", "#detail .changes").text
    page = open_page(old, old=[story])
    assert [second.quote] == page.execute_script(
        "return [...document.querySelectorAll('mark.was-removed')].map(m => m.textContent)"
    )


def test_without_texts_the_sentences_are_shown(open_page: Open, story: Document) -> None:
    page = open_page(story, texts=False)
    marked: dict[str, str] = {}
    for index, words in page.execute_script(MARKED):
        marked[index] = marked.get(index, "") + words
    assert marked == {str(i): figure.quote for i, figure in enumerate(story.figures)}
    assert "not at hand" in page.find_element("id", "text").text


def test_a_narrow_screen_shows_one_thing_at_a_time(open_page: Open, story: Document) -> None:
    page = open_page(story, size=(500, 800))
    assert page.find_element("id", "grid").is_displayed()
    assert not page.find_element("id", "text").is_displayed()
    click(page, "#row-0")
    assert page.find_element("id", "text").is_displayed()
    assert not page.find_element("id", "grid").is_displayed()
    assert page.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    click(page, "#close")
    assert page.find_element("id", "grid").is_displayed()


def test_on_a_narrow_screen_confidence_is_whole_and_the_text_stands_at_the_figure(open_page: Open) -> None:
    story = extracted(
        "The Wuhan base built 1,000 cars in 2021.\n\n" + "It rained.\n\n" * 90 + "This year it exported 7,200 buses.\n"
    )
    page = open_page(story, size=(400, 800))
    cut = "[...document.querySelectorAll('.row .c-confidence')].filter((e) => e.scrollWidth > e.clientWidth).length"
    assert page.execute_script("return document.querySelectorAll('.row.doubt').length") >= 1
    assert page.execute_script(f"return {cut}") == 0
    click(page, f"#row-{len(story.figures) - 1}")
    click(page, "#tab-table")
    page.execute_script("document.getElementById('text').scrollTop = 0")
    click(page, "#tab-text")
    place, text = page.find_element("css selector", "mark.selected").rect, page.find_element("id", "text").rect
    assert text["y"] <= place["y"] <= text["y"] + text["height"]


def test_light_and_dark(open_page: Open, story: Document) -> None:
    page = open_page(story)
    colour = "return getComputedStyle(document.body).backgroundColor"
    light = page.execute_script(colour)
    click(page, "#theme")
    dark = page.execute_script(colour)
    click(page, "#theme")
    assert light != dark
    assert page.execute_script(colour) == light


def test_five_hundred_documents_and_ten_thousand_figures(open_page: Open, story: Document) -> None:
    texts = [STORY.replace("Dorwa", f"Dorwa{i}") for i in range(500)]
    base = story.figures[0]
    documents = []
    for i, text in enumerate(texts):
        at = text.index(base.quote)
        end = at + len(base.quote)
        figures = tuple(
            base.model_copy(update={"id": f"f{i}-{n}", "start": at, "end": end, "value": Decimal(i * 20 + n)})
            for n in range(20)
        )
        documents.append(story.model_copy(update={"id": f"{i:03}.txt", "text": text, "figures": figures}))
    begun = time.monotonic()
    page = open_page(*documents)
    wait(lambda: "10000 of 10000" in page.find_element("id", "counts").text)
    assert time.monotonic() - begun < 20
    assert page.execute_script("return document.querySelectorAll('.row').length") < 100
    took = page.execute_script(
        "const t = performance.now(); document.querySelector('#query').value = '49';"
        "document.querySelector('#filters').dispatchEvent(new Event('input', {bubbles: true}));"
        "return performance.now() - t"
    )
    assert took < 2000
    page.execute_script("document.querySelector('#grid').scrollTop = 1e9")
    choose = "const row = document.querySelector('#row-9999'); if (row) row.click(); return Boolean(row)"
    wait(lambda: page.execute_script(choose))
    assert "499.txt" in page.find_element("id", "document-name").text


def test_print_shows_the_text_and_the_table_on_light_paper(open_page: Open, story: Document) -> None:
    page = open_page(story)
    click(page, "#theme")
    page.execute_script("dispatchEvent(new Event('beforeprint'))")
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = page.find_element("id", "print").text
    hidden = [page.find_element("id", name).is_displayed() for name in ("filters", "grid", "tabs")]
    colour = page.execute_script("return getComputedStyle(document.body).backgroundColor")
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    page.execute_script("dispatchEvent(new Event('afterprint'))")
    assert all(figure.metric.split("_")[0] in shown.lower() for figure in story.figures)
    assert hidden == [False, False, False]
    assert colour == "rgb(255, 255, 255)"
    assert page.execute_script("return document.documentElement.dataset.theme") == "dark"
