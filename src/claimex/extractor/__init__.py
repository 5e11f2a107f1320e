"""From a document to its ``Extraction``: one flow, driven from plain code and from an event loop.

text, path or bytes ─▶ Document ─▶ engine.read │ engine.aread ─▶ assembly ─▶ Extraction

core.py       the options, the choice of the engine, everything but how the engine is asked
plain.py      Extractor, extract
twin.py       AsyncExtractor, aextract
documents.py  what can be read, as a Document
provenance.py what a result can be run again with
"""

from claimex.extractor.documents import Readable
from claimex.extractor.plain import Extractor, extract
from claimex.extractor.provenance import provenance_of, version
from claimex.extractor.twin import AsyncExtractor, aextract

__all__ = [
    "AsyncExtractor",
    "Extractor",
    "Readable",
    "aextract",
    "extract",
    "provenance_of",
    "version",
]
