"""Every single mistake of the table of benchmarks/faults.py is told where it was made."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from guildhouse.model.problem import Severity

PLACE = Path(__file__).resolve().parents[2] / "benchmarks" / "fault_table.py"
_spec = importlib.util.spec_from_file_location("fault_table", PLACE)
table = sys.modules["fault_table"] = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(table)
FAULTS = list(table.faults())


def test_the_site_without_a_fault_has_no_problem(read_site):
    house = read_site(table.SITE)
    assert house.problems == ()
    assert house.account.excluded == {"draft": 1, "settings": 1}


def test_there_are_enough():
    assert len(FAULTS) >= 200
    assert len({fault.code for fault in FAULTS}) >= 30


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.name} {fault.code}")
def test_fault(fault, read_site):
    house = read_site(fault.change(table.SITE))
    errors = {str(problem) for problem in house.problems if problem.severity is Severity.ERROR and problem.code == fault.code}
    assert any(error.startswith(fault.place) for error in errors), [str(problem) for problem in house.problems]
    assert all(problem.hint for problem in house.problems)
