"""Projects: what they are called and how far they have come."""

from __future__ import annotations

import pytest

from nevextract.assemble.projects import ProjectDraft, build_projects
from nevextract.find.names import find_names
from nevextract.patterns import load_pack
from nevextract.segment import segment
from nevextract.tokens import tokenize


def projects(text: str) -> list[ProjectDraft]:
    pack, tokens = load_pack("en"), tokenize(text)
    sentences = segment(text, tokens, pack)
    return build_projects(tokens, text, sentences, find_names(tokens, text, sentences, pack), pack)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Haoda Cathode Material Project broke ground on Monday.",
            [("Haoda Cathode Material Project", "under_construction")],
        ),
        (
            "CALB's 20 GWh power battery project in Xiamen was signed last week.",
            [("CALB's 20 GWh power battery project", "signed")],
        ),
        (
            "The Yuda (Chizhou) Motor Base Project has been completed.",
            [("Yuda (Chizhou) Motor Base Project", "completed")],
        ),
        (
            "Tesla's Shanghai Megafactory started production in February.",
            [("Tesla's Shanghai Megafactory", "in_production")],
        ),
        ("It plans the 30,000 t/yr battery separator project.", [("battery separator project", "planned")]),
        (
            "A key project is the Yuda New Energy Auto Parts Park.",
            [("Yuda New Energy Auto Parts Park", None)],
        ),
        (
            "Of these, Haoda lithium copper foil production base was signed.",
            [("Haoda lithium copper foil production base", "signed")],
        ),
        ("The Haoda base was signed for.", []),
        ("The project is Haoda.", []),
        ("The Hejin Wheel Plant is under construction.", [("Hejin Wheel Plant", "under_construction")]),
        (
            "The city landed projects such as Haoda Copper, Yuda Foil Making and Lida Seat.",
            [("Haoda Copper", None), ("Yuda Foil Making", None), ("Lida Seat", None)],
        ),
        (
            "The bureau approved the “Haoda 5GWh sodium battery project (phase II)” in May.",
            [("Haoda 5GWh sodium battery project (phase II)", "planned")],
        ),
    ],
)
def test_names_and_stages(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(p.name, p.stage) for p in projects(text)] == expected


ROWS = [
    (
        "On March 30 Jinlan auto seat frame project, Xinke wire production line, Huasheng foundry expansion and "
        "Hangbu River bank road were started.",
        [
            "Jinlan auto seat frame project",
            "Xinke wire production line",
            "Huasheng foundry expansion",
            "Hangbu River bank road",
        ],
        "under_construction",
    ),
    (
        "Signed projects: Haoda Cathode; Yuda separator project; Lida Wheel.",
        ["Haoda Cathode", "Yuda separator project", "Lida Wheel"],
        "signed",
    ),
    (
        "Among the signed projects were the Haoda battery base, the Yuda seat factory and the Lida Wheel plant.",
        ["Haoda battery base", "Yuda seat factory", "Lida Wheel plant"],
        "signed",
    ),
    (
        "Two projects - Haoda Battery and Lida Casting - were put into production.",
        ["Haoda Battery", "Lida Casting"],
        "in_production",
    ),
    ("A battery base of Haoda Energy was signed on Monday.", ["battery base of Haoda Energy"], "signed"),
    ("The cell plant of Haoda Energy is under construction.", ["cell plant of Haoda Energy"], "under_construction"),
    ("Construction of the Haoda Gigafactory has begun.", ["Haoda Gigafactory"], "under_construction"),
    ("The Haoda Motor Project was approved and has broken ground.", ["Haoda Motor Project"], "under_construction"),
    ("The Haoda Motor Project has topped out its workshop.", ["Haoda Motor Project"], "under_construction"),
    ("Cars, trucks and buses were sold. The projects are many.", [], None),
    ("Wuhu, Hefei and Haoda's project were named.", ["Haoda's project"], None),
]


@pytest.mark.parametrize(("text", "names", "stage"), ROWS)
def test_rows_and_owners(text: str, names: list[str], stage: str | None) -> None:
    assert [(p.name, p.stage) for p in projects(text)] == [(name, stage) for name in names]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Haoda Motor Project, invested by Lida Energy Co., Ltd., was signed.", ("Lida Energy Co., Ltd.",)),
        ("CATL will build the Haoda Cathode Project in Yibin.", ("CATL",)),
        ("CATL and BYD came to see the Haoda Cathode Project.", ()),
    ],
)
def test_who_builds_it(text: str, expected: tuple[str, ...]) -> None:
    assert [p.enterprises for p in projects(text)] == [expected]


def test_a_phase_belongs_to_its_own_entry() -> None:
    text = "Projects such as Haoda Battery Phase II, Yuda Seat Expansion and Lida Casting were put into production."
    assert [p.phase for p in projects(text)] == ["second phase", None, None]


def test_a_site_may_be_a_numbered_entry() -> None:
    text = "Contracts signed\n1. Haoda motor project, 2 billion yuan\n2. Yuda seat base, 1 billion yuan\n"
    assert [(p.name, p.stage) for p in projects(text)] == [
        ("Haoda motor project", "signed"),
        ("Yuda seat base", "signed"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The project is one of ten investment projects.",
        "A battery project was signed. BYD's project is one more.",
        "China's new energy vehicle project began.",
        "A 12 GWh plant will be built.",
        "An HPAL plant is under construction.",
        "Work on the Saxony plant is under construction.",
        "Landmark project under construction in the city.",
        "The SAIC Ningde base sold 20,000 cars.",
        "An NEV battery project started production.",
    ],
)
def test_generic_mentions_are_no_projects(text: str) -> None:
    assert projects(text) == []


def test_what_is_to_come_is_no_stage_of_today() -> None:
    text = "The Haoda Motor Project has entered equipment installation and will be put into operation in May."
    assert [p.stage for p in projects(text)] == ["under_construction"]
    assert [p.stage for p in projects("The Haoda Motor Project will be put into operation in May.")] == ["planned"]


def test_phase_place_and_enterprise() -> None:
    (project,) = projects("The second phase of CALB's Xiamen battery base project is under construction.")
    assert (project.phase, project.location, project.enterprises) == ("second phase", "Xiamen", ("CALB",))


def test_one_draft_for_each_project() -> None:
    text = "The Haoda Motor Project was signed in May.\n\nToday the Haoda Motor Project employs many people."
    (project,) = projects(text)
    assert text[project.start : project.end] == project.name
    assert (project.start, project.stage) == (4, "signed")


def test_the_stage_may_stand_in_the_next_sentence() -> None:
    text = "In spring guests came to see the Haoda Motor Project. It broke ground in May."
    assert [p.stage for p in projects(text)] == ["under_construction"]


def test_numbered_entries_take_the_stage_of_the_line_before() -> None:
    text = (
        "Contracts signed at the meeting\n1. Haoda Motor project, total investment 2 billion yuan\n"
        "2. Advanced wheel rim project, total investment 1 billion yuan\n"
    )
    assert [(p.name, p.stage) for p in projects(text)] == [
        ("Haoda Motor project", "signed"),
        ("Advanced wheel rim project", "signed"),
    ]
