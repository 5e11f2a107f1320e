"""Archives of documents: streamed, resumed where a run was killed, within limits and a budget.

    source ─▶ plan (skips what the output has) ─▶ workers ─▶ one writer ─▶ output

runner.py   run; workers.py what it does, pace.py how fast, outage.py when there is no answer
sources.py  what can be read, and the modules it names
plan.py     which documents are to be read; index.py remembers them
output.py   resuming, retrying, replacing; journal.py the file, mended and appended to
budget.py   stopping before a budget is crossed
cache.py    results by their key
"""

from claimex.batch.cache import Cache
from claimex.batch.runner import run
from claimex.batch.tally import Tally
from claimex.batch.workers import Limits
from claimex.text.records import Columns

__all__ = ["Cache", "Columns", "Limits", "Tally", "run"]
