"""Tests of optional dependencies exist where these are installed."""

from importlib.util import find_spec

_NEEDS = {
    "test_dataframe.py": ("pyarrow", "polars", "pandas"),
    "test_ray.py": ("ray", "pyarrow"),
}

collect_ignore = [
    test for test, modules in _NEEDS.items() if any(find_spec(name) is None for name in modules)
]
