"""Affiliations as papers write them."""

import pytest

from kg.text.affiliations import units

CASES = {
    "Stanford University": [("Stanford University",)],
    "tencent-ai": [("tencent-ai",)],
    "University of Oxford, Oxford, UK": [("University of Oxford",)],
    "University of California, Berkeley, CA, USA": [("University of California, Berkeley",)],
    "University of Texas, TX 78712, USA": [("University of Texas",)],
    "Google, USA": [("Google",)],
    "Intuitive Surgical, Inc., Sunnyvale, CA": [("Intuitive Surgical, Inc.",)],
    "KAIST": [("KAIST",)],
    "Department of Computer Science": [("Department of Computer Science",)],
    "School of Computer Science, McGill University, Montreal, Canada": [
        ("School of Computer Science, McGill University", "McGill University")
    ],
    "Institute of Automation, Chinese Academy of Sciences, Beijing": [
        ("Institute of Automation, Chinese Academy of Sciences", "Chinese Academy of Sciences")
    ],
    "King Abdullah University of Science and Technology (KAUST), Saudi Arabia": [
        ("King Abdullah University of Science and Technology",)
    ],
    "Peking University + Tsinghua University": [("Peking University",), ("Tsinghua University",)],
    "CVL, ETH Zurich + PSI, KU Leuven": [("CVL, ETH Zurich", "ETH Zurich"), ("PSI, KU Leuven",)],
    "Inria∗": [("Inria",)],
    "1; ---; 3M": [("3M",)],
    "Technische Universit ¨at Berlin, Germany": [("Technische Universität Berlin",)],
    "Bo ˘gazic¸i University, ˙Istanbul, Turkey": [("Boğaziçi University",)],
    "Koc¸ University": [("Koç University",)],
    "Instituto de Telecomunicac ¸ ˜oes, Lisbon, Portugal": [("Instituto de Telecomunicações, Lisbon",)],
    "△Sichuan University": [("Sichuan University",)],
    "♠School of Engineering, Westlake University‡": [
        ("School of Engineering, Westlake University", "Westlake University")
    ],
    "A*STAR": [("A*STAR",)],
    "´Ecole Polytechnique F´ed´erale de Lausanne": [("École Polytechnique Fédérale de Lausanne",)],
    "´ETS Montr ´eal": [("ÉTS Montréal",)],
    "†": [],
    "": [],
    " , ": [],
    "+": [],
}


@pytest.mark.parametrize("written", CASES)
def test_units_and_wholes(written: str) -> None:
    assert list(units(written)) == CASES[written]


def test_a_long_text_that_is_no_affiliation_is_read_at_once() -> None:
    assert len(units("University of California, " * 5000)) == 1
