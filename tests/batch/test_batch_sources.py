"""What can be read: every format gives the same documents, with the place of what is wrong."""

from __future__ import annotations

import gzip
import importlib
import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from claimex import InputError
from claimex.batch import Columns
from claimex.batch.sources import Item, Source, open_source
from claimex.text.document import Document

ROWS = [
    {"id": "1", "title": "The bridge", "published": "2025-03-04", "text": "Ada said it."},
    {"id": "2", "title": "The road", "published": "2025-03-05", "text": "Otto “denied”\nit."},
]


def read(source: Source) -> list[Document]:
    documents = []
    for item in source:
        assert isinstance(item.document, Document), item
        documents.append(item.document)
    return documents


def told(source: Source) -> list[str]:
    return [f"{i.where}: {i.document}" for i in source if isinstance(i.document, InputError)]


def jsonl(rows: list[dict[str, str]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def zstd(data: bytes) -> bytes:
    name = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
    packed: bytes = importlib.import_module(name).compress(data)
    return packed


CSV = (
    "id,title,published,text\r\n"
    "1,The bridge,2025-03-04,Ada said it.\r\n"
    '2,The road,2025-03-05,"Otto “denied”\nit."\r\n'
).encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("in.jsonl", jsonl(ROWS)),
        ("in.ndjson", jsonl(ROWS)),
        ("in.jsonl.gz", gzip.compress(jsonl(ROWS))),
        ("in.jsonl.zst", zstd(jsonl(ROWS))),
        ("without-an-end", jsonl(ROWS)),
        ("packed-without-an-end", zstd(jsonl(ROWS))),
        ("in.csv", CSV),
        ("in.csv", b"\xef\xbb\xbf" + CSV),
        ("in.csv.zst", zstd(CSV)),
        ("in.tsv", CSV.replace(b",", b"\t")),
    ],
)
def test_every_format_gives_the_same_documents(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    documents = read(open_source(tmp_path / name))
    given = [
        {"id": d.id, "title": d.title, "published": str(d.published), "text": d.original}
        for d in documents
    ]
    assert given == ROWS


def test_columns_are_chosen_and_the_others_kept(tmp_path: Path) -> None:
    columns = Columns(text="body", id="nr", title="headline")
    (tmp_path / "in.csv").write_text("nr,headline,body,desk\n7,Deal,Ada said it.,foreign\n")
    (tmp_path / "in.jsonl").write_text(
        '{"nr": 7, "headline": "Deal", "body": "Ada said it.", "desk": "foreign"}\n'
    )
    for name in ("in.csv", "in.jsonl"):
        [document] = read(open_source(tmp_path / name, columns=columns))
        assert (document.id, document.title, document.original) == ("7", "Deal", "Ada said it.")
        assert document.extra == {"desk": "foreign"}


def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("nr,body\n7,Ada said it.\n")
    with pytest.raises(InputError, match="no column 'text', only 'nr', 'body'"):
        read(open_source(tmp_path / "in.csv"))


@pytest.mark.parametrize("name", ["in.jsonl", "in.csv"])
def test_a_wrong_name_of_the_text_is_one_error_however_many_records_there_are(
    tmp_path: Path, name: str
) -> None:
    rows = [{"id": str(n), "text": "Ada said it."} for n in range(1000)]
    table = "id,text\n" + "".join(f"{row['id']},{row['text']}\n" for row in rows)
    (tmp_path / name).write_bytes(jsonl(rows) if name == "in.jsonl" else table.encode())
    items: list[Item] = []
    with pytest.raises(InputError, match=r"no column 'body', only 'id', 'text'.*--text-column"):
        items += open_source(tmp_path / name, columns=Columns(text="body"))
    assert items == []


def test_an_error_names_the_first_of_many_columns(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(jsonl([{f"k{n}": "v" for n in range(100)}]))
    with pytest.raises(InputError, match="'k18', 'k19', …; name"):
        read(open_source(tmp_path / "in.jsonl"))


@pytest.mark.parametrize("lacking", [[1, 2], [3], [9], [*range(2, 10)]])
def test_records_that_lack_the_text_are_told_by_line_where_others_have_it(
    tmp_path: Path, lacking: list[int]
) -> None:
    rows = [
        {"id": str(n)} if n in lacking else {"id": str(n), "text": "Ada said it."}
        for n in range(1, 11)
    ]
    (tmp_path / "in.jsonl").write_bytes(jsonl(rows))
    items = list(open_source(tmp_path / "in.jsonl"))
    assert [item.where.partition(", ")[2] for item in items] == [f"line {n}" for n in range(1, 11)]
    refused = [n for n, item in enumerate(items, 1) if isinstance(item.document, InputError)]
    assert refused == lacking
    assert "'text' is missing" in str(items[lacking[0] - 1].document)


@pytest.mark.parametrize(
    ("data", "columns"),
    [
        (CSV, Columns()),
        (b"\xef\xbb\xbf" + CSV, Columns()),
        (gzip.compress(CSV), Columns()),
        (CSV.replace(b",", b"\t"), Columns()),
        (CSV.replace(b"id,title,published,text", b'"nr",title,published,"the body"'),
         Columns(text="the body", id="nr")),
    ],
)  # fmt: skip
def test_a_table_without_a_name_is_recognised_by_its_first_line(
    tmp_path: Path, data: bytes, columns: Columns
) -> None:
    (tmp_path / "in").write_bytes(data)
    documents = read(open_source(tmp_path / "in", columns=columns))
    assert [(d.id, d.original) for d in documents] == [(row["id"], row["text"]) for row in ROWS]


def test_a_table_of_one_column_is_recognised_where_that_is_chosen(tmp_path: Path) -> None:
    (tmp_path / "in").write_text("body\nAda said it.\nOtto denied it.\n")
    documents = read(open_source(tmp_path / "in", columns=Columns(text="body")))
    assert [d.original for d in documents] == ["Ada said it.", "Otto denied it."]


@pytest.mark.parametrize("name", ["in", "in.txt", "folder"])
def test_chosen_columns_are_an_error_where_there_are_none(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").write_bytes(CSV)
    (tmp_path / "in.txt").write_text("Ada said it.")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text("Ada said it.")
    with pytest.raises(InputError, match="columns are chosen, but"):
        read(open_source(tmp_path / name, columns=Columns(text="body")))


@pytest.mark.parametrize(
    "article",
    ["text\n\nAda said it.", "The text, as Ada said, is safe.", "A\rB said it.", "[Ada] said it."],
)
def test_an_article_is_no_table(tmp_path: Path, article: str) -> None:
    (tmp_path / "in").write_text(article)
    assert [d.original for d in read(open_source(tmp_path / "in"))] == [article]


def test_rows_that_do_not_fit_are_told_with_their_line_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text('id,text\n1,Ada said it.\n2\n3,a,b\n4,""\n5,Otto said it.\n')
    source = open_source(tmp_path / "in.csv")
    assert [line.partition(", ")[2] for line in told(source)] == [
        "line 3: the row has not as many cells as the header; mend it",
        "line 4: the row has not as many cells as the header; mend it",
        "line 5: the text is empty: nothing but white space; give an article's text",
    ]
    items = list(open_source(tmp_path / "in.csv"))
    ids = [item.document.id for item in items if isinstance(item.document, Document)]
    assert ids == ["1", "5"]


def test_a_text_in_another_encoding_is_recognised_in_a_table(tmp_path: Path) -> None:
    text = "Ada Moreno said the café in the Straße is “safe”, and that it will stay open."
    (tmp_path / "in.csv").write_bytes(b'id,text\n1,"' + text.encode("cp1252") + b'"\n')
    assert [d.original for d in read(open_source(tmp_path / "in.csv"))] == [text]


def test_a_folder_is_read_in_order_with_paths_as_ids(tmp_path: Path) -> None:
    (tmp_path / "2024").mkdir()
    (tmp_path / "2024" / "b.txt").write_text("Otto said it.")
    (tmp_path / "a.md").write_text("Ada *said* it.")
    (tmp_path / "notes.pdf").write_text("not read")
    (tmp_path / ".hidden.txt").write_text("not read")
    (tmp_path / "empty.txt").write_text("")
    source = open_source(tmp_path)
    items = list(source)
    ids = [item.document.id for item in items if isinstance(item.document, Document)]
    assert ids == ["2024/b.txt", "a.md"]
    assert source.share == 1.0
    assert [t.partition(": ")[0] for t in told(open_source(tmp_path))] == [
        str(tmp_path / "empty.txt")
    ]


def test_a_file_that_vanishes_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"{name} said it.")
    source = open_source(tmp_path)
    (tmp_path / "b.txt").unlink()
    items = list(source)
    assert [isinstance(item.document, InputError) for item in items] == [False, True, False]


def test_a_folder_that_vanishes_is_one_error_however_many_files_it_had(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"{name} said it.")
    items: list[Item] = []
    source = iter(open_source(folder))
    items.append(next(source))
    shutil.rmtree(folder)
    with pytest.raises(InputError, match="the folder is no longer there"):
        items += source
    assert len(items) == 1


def test_a_folder_without_documents_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no \.txt, \.md or \.html files"):
        open_source(tmp_path)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("in.jsonl", b"", "the file is empty"),
        (
            "in.json",
            b'[\n {"text": "Ada said it."}\n]',
            "this is a JSON array; write one object a line",
        ),
        ("in.jsonl.zst", zstd(jsonl(ROWS))[:-9], "the packed data is damaged"),
        ("in.csv", b'id,text\n1,"never closed', "not valid CSV"),
    ],
)
def test_a_source_that_cannot_be_read_is_named(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=message) as error:
        list(open_source(tmp_path / name))
    assert name in str(error.value)


def test_how_far_it_is_grows_to_the_whole(tmp_path: Path) -> None:
    rows = [{"text": f"Ada said {n}. " + "x" * 1000} for n in range(500)]
    (tmp_path / "in.jsonl").write_bytes(jsonl(rows))
    source = open_source(tmp_path / "in.jsonl")
    shares = [source.share or 0.0 for _ in source]
    assert shares == sorted(shares)
    assert 0.0 < shares[0] < 0.5
    assert shares[-1] == 1.0


def test_standard_input_is_read_as_a_stream(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").write_bytes(gzip.compress(jsonl(ROWS)))
    opened = io.FileIO(tmp_path / "in")
    monkeypatch.setattr("claimex.batch.packing.io.FileIO", lambda *_, **__: opened)
    items = list(open_source("-"))
    assert [item.where for item in items] == ["standard input, line 1", "standard input, line 2"]
