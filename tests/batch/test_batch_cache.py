"""The same work is paid for once, whoever did it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from batch_support import articles, model_info, read_ids, results, scripted, write_lines
from claimex import Extraction, Extractor, InputError
from claimex.batch import Cache, run


@pytest.fixture
def result() -> Extraction:
    with Extractor(engine=scripted()) as extractor:
        return extractor.extract(articles(1)[0]["text"])


def test_a_cached_result_costs_nothing_and_is_equal_but_for_that(tmp_path: Path) -> None:
    source, cache = write_lines(tmp_path / "in.jsonl", articles(3)), tmp_path / "cache.db"
    run(source, tmp_path / "one.jsonl", engine=scripted(), cache=cache)
    engine = scripted()
    tally = run(source, tmp_path / "two.jsonl", engine=engine, cache=cache)
    assert (read_ids(engine), tally.cached, tally.usage.requests) == ([], 3, 0)
    one, two = results(tmp_path / "one.jsonl"), results(tmp_path / "two.jsonl")
    for name, found in one.items():
        assert two[name] == found.model_copy(update={"usage": two[name].usage})


def test_the_same_text_under_another_id_is_the_same_work(tmp_path: Path) -> None:
    source, cache = write_lines(tmp_path / "in.jsonl", articles(1)), tmp_path / "cache.db"
    run(source, tmp_path / "one.jsonl", engine=scripted(), cache=cache)
    write_lines(source, [{**articles(1)[0], "id": "other", "outlet": "Gazette"}])
    engine = scripted()
    run(source, tmp_path / "two.jsonl", engine=engine, cache=cache)
    assert read_ids(engine) == []
    assert results(tmp_path / "two.jsonl")["other"].document.outlet == "Gazette"


def test_another_prompt_is_other_work(tmp_path: Path) -> None:
    source, cache = write_lines(tmp_path / "in.jsonl", articles(1)), tmp_path / "cache.db"
    run(source, tmp_path / "one.jsonl", engine=scripted(), cache=cache)
    engine = scripted(info=model_info("v2"))
    run(source, tmp_path / "two.jsonl", engine=engine, cache=cache)
    assert read_ids(engine) == ["a0"]


def test_above_its_bound_what_was_used_longest_ago_goes(tmp_path: Path, result: Extraction) -> None:
    with Cache(tmp_path / "cache.db", max_bytes=10_000_000) as cache:
        cache.put("size", result)
        size = cache.bytes
    with Cache(tmp_path / "bound.db", max_bytes=3 * size) as cache:
        for key in ("a", "b", "c"):
            cache.put(key, result)
        cache.get("a")
        cache.put("d", result)
        assert [key for key in "abcd" if cache.get(key) is not None] == ["a", "c", "d"]
        assert cache.bytes <= 3 * size


def test_several_writers_share_one_file(tmp_path: Path, result: Extraction) -> None:
    def write(name: str) -> None:
        with Cache(tmp_path / "cache.db") as cache:
            for n in range(20):
                cache.put(f"{name}{n}", result)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Cache(tmp_path / "cache.db") as cache:
        keys = [f"{name}{n}" for name in "abcd" for n in range(20)]
        assert all(cache.get(key) is not None for key in keys)


def test_a_file_that_is_no_cache_is_named_and_kept(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("my notes " * 200)
    with pytest.raises(InputError, match=r"notes\.txt: this cannot be used as a cache"):
        Cache(other)
    assert other.read_text() == "my notes " * 200
