"""Which period every figure of a whole text takes, read as a document."""

from __future__ import annotations

from datetime import date

import pytest

from nevextract.pipeline import Extractor


def whole_text(text: str, published: date) -> list[tuple[str, str]]:
    """The start and end of every figure of a text, read as a document."""
    figures = Extractor().extract(text, published=published).figures
    return [(str(f.period_start or ""), str(f.period_end or "")) for f in figures]


YEAR_2021, MAY = ("2021-01-01", "2021-12-31"), ("2024-05-01", "2024-05-31")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Statistical Bulletin of Hill City on the 2021 Economic Development\n\n"
            "The gross domestic product of the year was 90 billion yuan. At year-end the rooms were full.\n\n"
            "The value added of industry grew by 9 percent.\n",
            [YEAR_2021, YEAR_2021],
            id="the year of a report's title holds, a moment in it does not go on",
        ),
        pytest.param(
            "The goals for 2027: a revenue of the chain of 50 billion yuan, 100 GWh of capacity and 200 enterprises.\n",
            [("2027-01-01", "2027-12-31")] * 3,
            id="a time to come that heads a list of goals is that of stocks too",
        ),
        pytest.param(
            "The makers built 4,000 cars in May, against 3,700 in April. Exports were 900 cars.\n",
            [MAY, ("2024-04-01", "2024-04-30"), MAY],
            id="a time compared with does not go on",
        ),
        pytest.param(
            "Output in May was 4,000 cars. Exports were 900 cars, and 3,700 in the year to date.\n",
            [MAY, MAY, ("2024-01-01", "2024-05-31")],
            id="a time that sums up dates its own figure alone",
        ),
        pytest.param(
            "Sales are to be 9,000 cars by the end of 2026. Exports were 900 cars in May. They rose 9 percent.\n",
            [("", "2026-12-31"), MAY, MAY],
            id="a time to come does not go on to what happened",
        ),
        pytest.param(
            "The bureau says that from January to May 2024, Hill drew an investment of 3 billion yuan.\n",
            [("2024-01-01", "2024-05-31")],
            id="a time behind 'that' opens what is said",
        ),
        pytest.param(
            "Line 1 started in May and can make 9,000 cars a year. Annual sales are expected to be 3 billion yuan.\n",
            [("", ""), ("", "")],
            id="a time that is over is not that of what is expected",
        ),
        pytest.param(
            "In the first quarter of FY24 (April-June 2023), sales were 4,000 cars. In Q3 FY24 they were 5,000 cars.\n",
            [("2023-04-01", "2023-06-30"), ("2023-10-01", "2023-12-31")],
            id="fiscal quarters",
        ),
        pytest.param(
            "In May, Orbis delivered 4,000 cars. Cumulative deliveries reached 90,000 cars.\n",
            [MAY, ("", "2024-05-31")],
            id="a sum from the beginning of something is a state",
        ),
        pytest.param(
            "From January to May 2024, Hill cumulatively exported 9,000 cars.\n",
            [("2024-01-01", "2024-05-31")],
            id="a sum over months that are named is no state",
        ),
        pytest.param(
            "Revenue was 3 billion yuan in May 2024. The firm has an order backlog of 9 billion yuan.\n",
            [MAY, ("", "")],
            id="a stock of orders takes over nothing",
        ),
        pytest.param(
            "In May revenue fell 9 percent year on year to 3 billion yuan. Net profit fell to 40 million yuan "
            "from 70 million yuan.\n",
            [MAY, MAY, MAY, ("2023-05-01", "2023-05-31")],
            id="what a value moved from is of the year before where the text compares with that",
        ),
        pytest.param(
            "In May net profit fell to 40 million yuan from 70 million yuan.\n",
            [MAY, ("", "")],
            id="what a value moved from is of another time",
        ),
        pytest.param(
            "Net profit in the first quarter was 40 million yuan, against 70 million yuan in the previous year.\n",
            [("2024-01-01", "2024-03-31"), ("2023-01-01", "2023-03-31")],
            id="the same months of the previous year",
        ),
        pytest.param(
            "In May it made 4,000 cars (including 900 electric cars), 9 percent more than a year earlier.\n",
            [MAY] * 3,
            id="a part in brackets is of the same time",
        ),
        pytest.param(
            "It settled in Hill in March 2022, opened in May this year, and after reaching capacity can have an "
            "annual output value of 3 billion yuan.\n",
            [("", "")],
            id="a time that is over is not that of what will be",
        ),
        pytest.param(
            "Total investment is 84 billion yuan, and 29 billion yuan of it is to be spent this year.\n",
            [("", ""), ("2024-01-01", "2024-12-31")],
            id="the time of a part is not that of the whole",
        ),
        pytest.param(
            "Revenue is to reach 3 billion yuan a year from 2026. Profit will be 70 million yuan.\n",
            [("2026-01-01", "2026-12-31"), ("", "")],
            id="where something begins does not go on",
        ),
        pytest.param(
            "In the first quarter Hill signed 17 projects worth 9 billion yuan. Of these, 9 projects are for parts, "
            "with a planned investment of 4 billion yuan.\n",
            [("2024-01-01", "2024-03-31")] * 4,
            id="what projects are worth goes with them",
        ),
        pytest.param(
            "It opened in March 2024, and so far has made an output value of 3 billion yuan.\n",
            [("", "2024-06-20")],
            id="a clause turns to the present",
        ),
        pytest.param(
            "In May 2024 sales were 9,000 cars. In the first five months, sales were 40,000 cars. "
            "Exports were 900 cars, down 3 percent month on month.\n",
            [MAY, ("2024-01-01", "2024-05-31"), MAY, MAY],
            id="what is compared with a month before is of a month",
        ),
        pytest.param(
            "In the first five months, sales were 40,000 cars. In the given month, exports were 900 cars.\n",
            [("2024-01-01", "2024-05-31"), MAY],
            id="the month that the text ends with",
        ),
        pytest.param(
            "Sales in the first quarter were 40,000 cars, down from the previous quarter (Q4 2023), when sales were "
            "50,000 cars.\n",
            [("2024-01-01", "2024-03-31"), ("2023-10-01", "2023-12-31")],
            id="a clause tells of the time compared with",
        ),
        pytest.param(
            "Sales were 9,000 cars in May. That was less than the best May, which was in 2017 with 9,900 cars. "
            "Exports were 900 cars.\n",
            [MAY, ("2017-01-01", "2017-12-31"), MAY],
            id="a look far back does not go on",
        ),
        pytest.param(
            "In May, Orbis said that it would sell 90,000 cars.\n",
            [("", "")],
            id="the month of an announcement is not that of what was announced",
        ),
        pytest.param(
            "Profit came to 3 billion yuan in the first quarter. Analysts had expected a profit of 4 billion yuan.\n",
            [("2024-01-01", "2024-03-31")] * 2,
            id="what others had reckoned with is of the same time",
        ),
        pytest.param(
            "The yard covers 45 hectares and will have an output value of 3 billion yuan by 2026.\n",
            [("", ""), ("2026-01-01", "2026-12-31")],
            id="a stock does not take the time of a later figure",
        ),
        pytest.param(
            "Orbis delivered 9,000 cars in May, down from 9,900 cars last month.\n",
            [MAY, ("2024-04-01", "2024-04-30")],
            id="the last month before the one compared",
        ),
        pytest.param(
            "Sales in the first quarter were 9,000 cars, compared with last year's 7,000 cars.\n",
            [("2024-01-01", "2024-03-31"), ("2023-01-01", "2023-03-31")],
            id="last year's number is of the same months",
        ),
        pytest.param(
            "Sales in 2023 were 9,000 cars, as against the previous year's figure of 7,000 cars.\n",
            [("2023-01-01", "2023-12-31"), ("2022-01-01", "2022-12-31")],
            id="the previous year's figure",
        ),
        pytest.param(
            "Sales reached 9,000 cars in May, a growth of 15 percent month on month since April.\n",
            [MAY, MAY],
            id="a change since a time is not of that time",
        ),
        pytest.param(
            "Exports were 9,000 cars in May. On Sunday, a ship left for Santos with 3,600 cars.\n",
            [MAY, ("2024-06-16", "2024-06-16")],
            id="the day on which it happened",
        ),
        pytest.param(
            "Exports were 9,000 cars in May. On Sunday, Orbis said that it exported 3,600 cars.\n",
            [MAY, MAY],
            id="the day on which somebody told of it",
        ),
        pytest.param(
            "Kordel made 4,000 cars in May. It will cut 340 of its 1,150 jobs by the end of 2025.\n",
            [MAY, ("", "2025-12-31"), ("", "")],
            id="a whole is as it is now",
        ),
        pytest.param(
            "Makers in Norland built 4,000 cars in May. Makers in Sudland are estimated to have built 900 cars.\n",
            [MAY, MAY],
            id="an estimate of what happened",
        ),
    ],
)
def test_periods_of_whole_texts(text: str, expected: list[tuple[str, str]]) -> None:
    assert whole_text(text, date(2024, 6, 20)) == expected
