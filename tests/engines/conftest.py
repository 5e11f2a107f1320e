"""The test of the hub's own library exists where that is installed."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("huggingface_hub") else ["test_hub.py"]
