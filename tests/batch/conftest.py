"""Tests of optional dependencies exist where these are installed."""

from importlib.util import find_spec

_NEEDS = {"test_batch_parquet.py": "pyarrow", "test_batch_html.py": "trafilatura"}

collect_ignore = [test for test, module in _NEEDS.items() if find_spec(module) is None]
