import gzip
import io
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import zstandard

from kg.errors import SourceError
from kg.model import Document
from kg.sources import packing, read

RECORD = b'{"title": "A Record"}\n'
DAMAGED = "the {} stream is damaged or cut short; copy or fetch the file again"


def told(path: Path) -> list[str]:
    found = read(path)
    return [it.title if isinstance(it, Document) else f"{it.file}|{it.record}|{it.reason}" for it in found]


def archive(members: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return packed.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(RECORD),
        gzip.compress(RECORD[:9]) + gzip.compress(RECORD[9:]),
        zstandard.compress(RECORD),
        zstandard.compress(RECORD[:9]) + zstandard.compress(RECORD[9:]),
        archive({"a.json": RECORD}),
        archive({"a.json.gz": gzip.compress(RECORD)}),
    ],
    ids=["gzip", "two gzips", "zstd", "two frames", "zip", "gzip in zip"],
)
def test_packed_files_are_read(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x").write_bytes(data)
    assert told(tmp_path / "x") == ["A Record"]


def test_files_of_an_archive_are_read_as_those_of_a_folder(tmp_path: Path) -> None:
    data = archive(
        {
            "b/two.jsonl": b'{"title": "Two"}\n\nnonsense\n',
            "a.json": RECORD,
            "b/": b"",
            "README": b"words",
            ".DS_Store": b"\0",
            "__MACOSX/._a": b"\0",
            "z.zip": archive({"a": RECORD}),
        }
    )
    (tmp_path / "papers.zip").write_bytes(data)
    found = told(tmp_path / "papers.zip")
    assert found[1:] == [
        "A Record",
        "Two",
        "papers.zip/b/two.jsonl|line 3|"
        "not JSON (invalid literal, expected 'null' at character 1); cut in half, or damaged",
        "papers.zip/z.zip||an archive within a packed file; unpack it",
    ]
    assert found[0].startswith("papers.zip/README||not a known format; kg sources lists")


def test_names_that_lead_elsewhere_and_links_are_rejects(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as file:
        for name in ("../a.json", "/a.json", "C:\\a.json", "b/../../a.json", "ok.json"):
            file.writestr(name, RECORD)
        file.writestr(link("ln.json"), "/etc/passwd")
    out = "a path that leads out of the archive; pack it anew"
    assert sorted(told(tmp_path / "x.zip")) == [
        "A Record",
        f"x.zip/../a.json||{out}",
        f"x.zip//a.json||{out}",
        f"x.zip/C:\\a.json||{out}",
        f"x.zip/b/../../a.json||{out}",
        "x.zip/ln.json||a link; only files of an archive are read",
    ]


def test_encrypted_member_is_a_reject(tmp_path: Path) -> None:
    data = bytearray(archive({"a.json": RECORD, "b.json": RECORD}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    (tmp_path / "x.zip").write_bytes(data)
    assert told(tmp_path / "x.zip") == ["A Record", "x.zip/b.json||encrypted; pack it without a password"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (archive({})[:-4], "x: the zip archive is damaged or cut short; copy or fetch the file again"),
        (
            archive({"a": RECORD})[:-30],
            "x: the zip archive is damaged or cut short; copy or fetch the file again",
        ),
        (zstandard.compress(RECORD)[:-5], f"x: {DAMAGED.format('zstd')}"),
        (b"\x28\xb5\x2f\xfdnonsense", f"x: {DAMAGED.format('zstd')}"),
        (gzip.compress(archive({"a": RECORD})), "x: an archive within a packed file; unpack it"),
        (
            archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b""}),
            "x: a workbook or document of an office program; save a table as CSV, a text as PDF or HTML",
        ),
    ],
    ids=["empty zip cut", "zip cut", "zstd cut", "no zstd", "zip in gzip", "workbook"],
)
def test_damage_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x").write_bytes(data)
    with pytest.raises(SourceError) as error:
        list(read(Path("x")))
    assert str(error.value) == message


def test_member_with_a_wrong_checksum_is_a_reject(tmp_path: Path) -> None:
    data = archive({"a.json": RECORD, "b.json": RECORD})
    at = data.index(b"PK\x01\x02") + 16
    (tmp_path / "x.zip").write_bytes(data[:at] + b"\0\0\0\0" + data[at + 4 :])
    [fault, title] = told(tmp_path / "x.zip")
    assert (fault, title) == (f"x.zip/a.json||{DAMAGED.format('zip')}", "A Record")


@pytest.mark.parametrize("kind", ["gzip", "zstd", "zip"])
def test_bombs_are_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(packing, "FREE", 1 << 20)
    zeros = (b'{"title": "A Record"}\n' + b" " * 999_999 + b"\n") * 10
    packed = {
        "gzip": gzip.compress(zeros),
        "zstd": zstandard.compress(zeros),
        "zip": archive({f"{number}.jsonl": zeros for number in range(3)}),
    }[kind]
    (tmp_path / "x").write_bytes(packed)
    found = told(tmp_path / "x")
    assert found[0] == "A Record"
    assert "unpacks to over 250 times its size" in found[-1]
    assert len(found) <= 20


def test_damaged_zstd_keeps_what_stands_before(tmp_path: Path) -> None:
    records = b"".join(b'{"title": "%d"}\n' % number for number in range(20_000))
    packed = zstandard.compress(records)
    (tmp_path / "x").write_bytes(packed[: len(packed) // 2])
    found = told(tmp_path / "x")
    assert len(found) > 1000
    assert found[-1].startswith(f"x||{DAMAGED.format('zstd')}; ")
