"""Figures from a table: both shapes, either language; what is wrong stops nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core.workflow import Brand, Kpi
from jornada.interop.kpi_csv import Figure, KpiTable, RowProblem, read_kpis
from tests.core.builders import workflow

MONDAY = dt.date(2026, 11, 16)
FLOW = replace(
    workflow(),
    brands=(Brand(key="acme", title="Café Ñandú"), Brand(key="brisa", title="Brisa")),
    kpis=(Kpi(key="mood", title="Ánimo", brand="acme"),),
)


def read(text: str, **more: str) -> KpiTable:
    return read_kpis(text.encode(), FLOW, **more)


def figures(table: KpiTable) -> list[tuple[str, str, float]]:
    return [(each.brand, each.key, each.value) for each in table.figures]


def test_a_column_a_measure() -> None:
    table = read("week,brand,followers,mentions\n2026-11-18,acme,1200,40\n2026-W47,Brisa,,7\n")
    assert table.wrong == ()
    assert table.figures == (
        Figure(2, "acme", MONDAY, "followers", 1200),
        Figure(2, "acme", MONDAY, "mentions", 40),
        Figure(3, "brisa", MONDAY, "mentions", 7),
    )
    assert [(intent.brand, len(intent.values)) for intent in table.intents] == [("acme", 2), ("brisa", 1)]


def test_a_row_a_figure_in_spanish_with_semicolons() -> None:
    table = read(
        "Semana;Marca;Medida;Valor\n2026-11-18;cafe nandu;Seguidores;1.200\n2026-11-18;acme;Ánimo;-0,5\n"
    )
    assert table.wrong == ()
    assert figures(table) == [("acme", "followers", 1200), ("acme", "mood", -0.5)]


def test_the_last_of_two_holds() -> None:
    table = read("week,brand,reach\n2026-11-16,acme,1\n2026-11-20,acme,2\n")
    (intent,) = table.intents
    assert [each.value for each in intent.values] == [2]


@pytest.mark.parametrize(
    ("row", "problem", "value"),
    [
        ("soon,acme,1", RowProblem.NO_WEEK, "soon"),
        ("2026-W60,acme,1", RowProblem.NO_WEEK, "2026-W60"),
        ("01/12/2026,acme,1", RowProblem.NO_WEEK, "01/12/2026"),
        ("2026-11-18,gone,1", RowProblem.NO_SUCH_BRAND, "gone"),
        ("2026-11-18,,1", RowProblem.NO_BRAND, ""),
        ("2026-11-18,acme,many", RowProblem.NO_NUMBER, "many"),
        ("2026-11-18,acme,1.5", RowProblem.NOT_WHOLE, "1.5"),
        ("2026-11-18,acme,=1+1", RowProblem.NO_NUMBER, "=1+1"),
        ("2026-11-18,acme,'=HYPERLINK(1)", RowProblem.NO_NUMBER, "=HYPERLINK(1)"),
        ("2026-11-18,acme,1,too much", RowProblem.NOT_A_ROW, "too much"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_the_others_go_in(
    row: str, problem: RowProblem, value: str
) -> None:
    table = read(f"week,brand,followers\n2026-11-18,acme,5\n{row}\n2026-11-18,brisa,6\n")
    assert figures(table) == [("acme", "followers", 5), ("brisa", "followers", 6)]
    assert [(each.line, each.problem, each.value) for each in table.wrong] == [(3, problem, value)]


def test_a_measure_of_another_brand_is_none_of_this() -> None:
    table = read("week,brand,mood\n2026-11-18,brisa,1\n")
    assert [(each.problem, each.value) for each in table.wrong] == [(RowProblem.NO_SUCH_MEASURE, "mood")]
    table = read("week,brand,measure,value\n2026-11-18,acme,response_rate,1\n")
    assert [each.problem for each in table.wrong] == [RowProblem.NO_SUCH_MEASURE]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", RowProblem.NO_WEEK_COLUMN),
        ("brand,followers\nacme,1\n", RowProblem.NO_WEEK_COLUMN),
        ("week,brand\n2026-11-18,acme\n", RowProblem.NO_FIGURES_COLUMN),
        ("week,brand,measure\n2026-11-18,acme,reach\n", RowProblem.NO_FIGURES_COLUMN),
    ],
)
def test_a_table_that_lacks_a_column_is_refused(text: str, problem: RowProblem) -> None:
    assert [each.problem for each in read(text).wrong] == [problem]


def test_columns_nobody_reads_are_told_and_a_brand_may_be_given() -> None:
    table = read("fecha,Seguidores,nota\n18/11/2026,5,x\n", brand="acme", order="dmy")
    assert figures(table) == [("acme", "followers", 5)]
    assert table.unread == ("nota",)


@given(st.binary(max_size=200))
def test_no_file_breaks_it(data: bytes) -> None:
    table = read_kpis(b"week,brand,followers\n" + data, FLOW)
    assert all(each.line >= 1 for each in (*table.figures, *table.wrong))
