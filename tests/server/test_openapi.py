"""Whatever fits the description of the server's addresses, and much that does not, gets no error of ours."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

EXAMPLES = 10
FILE = json.loads(resources.files("kg.server").joinpath("web", "openapi.json").read_text(encoding="utf-8"))
OPERATIONS = [
    *(
        (path, method, GenerationMode.POSITIVE)
        for path, methods in FILE["paths"].items()
        for method in methods
    ),
    ("/sparql", "get", GenerationMode.NEGATIVE),
    ("/sparql", "post", GenerationMode.NEGATIVE),
    ("/graph-store", "get", GenerationMode.NEGATIVE),
]
"""Where any text is a value that fits, no request could fail to."""


@pytest.mark.parametrize(("path", "method", "mode"), OPERATIONS)
def test_no_request_makes_an_error_of_ours(
    client: httpx.Client, path: str, method: str, mode: GenerationMode
) -> None:
    operation = schemathesis.openapi.from_dict(FILE)[path][method]
    known = {*FILE["paths"][path][method]["responses"], "400", "404", "405", "406", "415"} - {"500", "503"}

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def requested(case: Any) -> None:
        answer = case.call(base_url=str(client.base_url).rstrip("/"), allow_redirects=False)
        assert str(answer.status_code) in known, answer.text

    requested()


def test_the_description_is_served(client: httpx.Client) -> None:
    assert client.get("/openapi.json").json() == FILE
