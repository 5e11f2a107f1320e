"""Archives on a cluster, with the extra ``ray``: Ray Data reads, claimex extracts, Ray Data writes.

    import ray
    from claimex.integrations.ray import extract_dataset, statements

    articles = ray.data.read_parquet("articles/")
    results = extract_dataset(articles, model="openai/gpt-5-mini", actors=8)
    results.write_parquet("results/")
    statements(ray.data.read_parquet("results/")).write_parquet("statements/")

Each actor holds one extractor for all its documents. How many blocks are under way is left to Ray,
which starts a killed actor anew and gives it the same documents again. Keys and other settings of a
model come from the environment of the workers.
"""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING, Any

from claimex.errors import ConfigError, InputError
from claimex.extractor import Extractor
from claimex.extractor.core import MODEL_VARIABLE
from claimex.extractor.provenance import RULES, provenance_for
from claimex.outputs.exports_results import results_table
from claimex.outputs.exports_tables import TABLES, arrow_schema
from claimex.schema import DocumentInfo, Extraction, Failure, Usage, sha256_of
from claimex.text.document import Document
from claimex.text.records import Columns, document_of_record

if TYPE_CHECKING:
    import pyarrow
    from ray.data import Dataset

_STATEMENTS, _LINKS = range(2)


def extract_dataset(
    dataset: Dataset,
    *,
    model: str | None = None,
    prompt: str | None = None,
    base_url: str | None = None,
    columns: Columns | None = None,
    actors: int | tuple[int, int] = 1,
    batch_size: int = 64,
    concurrency: int = 8,
    keep_text: bool = True,
    **remote: Any,
) -> Dataset:
    """One row a document, in the columns of ``claimex.outputs.exports_results``.

    Lazy, as everything of Ray Data. What cannot be read or fails is a row with ``failures``; what
    every document would meet, such as a missing key, ends the job where it is consumed.

    - ``model``, ``prompt``, ``base_url``, ``keep_text``: as for ``Extractor``.
    - ``columns``: the columns of ``dataset``; others are kept in ``document.extra``.
    - ``actors``: how many, or the fewest and the most. One by rules takes a processor, one with a
      model a quarter of one, for it waits most of the time; where actors take all of them nothing
      is left to read with, and Ray waits for ever. ``batch_size`` documents go to an actor at a
      time, of which ``concurrency`` are asked at once. What a killed actor had not handed back is
      asked again.
    - ``remote``: further arguments of ``map_batches``, such as ``num_cpus``.

    Raises ConfigError where Ray is not installed or the options do not go together.
    """
    data = _ray_data()
    options = {
        "model": model,
        "prompt": prompt,
        "base_url": base_url,
        "columns": columns or Columns(),
        "concurrency": concurrency,
        "keep_text": keep_text,
    }
    if concurrency < 1 or batch_size < 1:
        raise ConfigError("concurrency and batch_size must be 1 or more")
    by_rules = (model or os.environ.get(MODEL_VARIABLE) or RULES) == RULES
    remote.setdefault("num_cpus", 1 if by_rules else 0.25)
    fewest, most = (actors, actors) if isinstance(actors, int) else actors
    return dataset.map_batches(
        _Reader,
        fn_constructor_kwargs=options,
        batch_format="pyarrow",
        batch_size=batch_size,
        compute=data.ActorPoolStrategy(min_size=fewest, max_size=most),
        **remote,
    )


def statements(results: Dataset) -> Dataset:
    """One row a statement, from the rows of ``extract_dataset``."""
    return _rows_of(results, _STATEMENTS)


def links(results: Dataset) -> Dataset:
    """One row a link between two statements, from the rows of ``extract_dataset``."""
    return _rows_of(results, _LINKS)


def usage_of(results: Dataset) -> Usage:
    """What the results cost together; runs the job where it has not been run.

    The cost is None as soon as that of one document which took requests is not known.
    """
    total = Usage()
    names = ["requests", "input_tokens", "cached_tokens", "output_tokens", "seconds", "cost_usd"]
    for batch in results.select_columns(names).iter_batches(batch_format="pyarrow"):
        for row in batch.to_pylist():
            total += Usage.model_validate(row)
    return total


class _Reader:
    """An actor: one extractor for all documents that it is given."""

    def __init__(
        self,
        *,
        model: str | None,
        prompt: str | None,
        base_url: str | None,
        columns: Columns,
        concurrency: int,
        keep_text: bool,
    ) -> None:
        self._extractor = Extractor(model, prompt=prompt, base_url=base_url, keep_text=keep_text)
        self._columns = columns
        self._concurrency = concurrency

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        read = [self._document(row) for row in batch.to_pylist()]
        documents = [item for item in read if isinstance(item, Document)]
        found = self._extractor.extract_many(documents, concurrency=self._concurrency)
        return results_table([next(found) if isinstance(i, Document) else i for i in read])

    def _document(self, row: dict[str, Any]) -> Document | Extraction:
        """The document of a row, or the result that says why there is none."""
        try:
            return document_of_record(row, self._columns)
        except InputError as error:
            empty = sha256_of("")
            return Extraction(
                document=DocumentInfo(
                    id=str(row.get(self._columns.id) or empty[:16]), chars=0, sha256=empty
                ),
                failures=(Failure(reason="invalid", message=str(error)),),
                provenance=provenance_for("", None, None, self._extractor.info),
            )


def _rows_of(results: Dataset, nth: int) -> Dataset:
    _ray_data()
    return results.map_batches(functools.partial(_unfolded, nth=nth), batch_format="pyarrow")


def _unfolded(batch: pyarrow.Table, nth: int) -> pyarrow.Table:
    import pyarrow as pa

    table = TABLES[nth]
    rows = [
        row
        for line in batch["extraction"].to_pylist()
        for row in table.rows(Extraction.model_validate_json(line))
    ]
    return pa.Table.from_pylist(rows, schema=arrow_schema(table))


def _ray_data() -> Any:
    # Ray tells its use to its makers unless it is told not to.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray.data
    except ImportError as error:
        raise ConfigError("Ray is not installed: pip install 'claimex[ray]'") from error
    return ray.data
