"""Sources and statements as a directed graph in GraphML.

Nodes are the statements, and the sources of each document by name; edges lead from a source to what
it asserts, denies, is party to, signed or did not answer, and from a statement to those it targets,
is about or supports. The names of two documents are never taken for one source: what is equal in
`name` can be joined by whoever knows that it is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as Xml

from claimex.outputs.exports_tables import links
from claimex.schema import Agreement, Claim, Denial, Extraction, NonResponse, Source

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE_KEYS = tuple(
    "document title published type id kind name role content words cue standing manner status "
    "instrument date".split()
)
_EDGE_KEYS = ("link",)
# XML 1.0 has no way to write these.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(found: Sequence[Extraction]) -> str:
    """The graph of all results as GraphML; what XML cannot hold is replaced by U+FFFD."""
    root = Xml.Element("graphml", xmlns=_NAMESPACE)
    for domain, names in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name in names:
            fields = {"id": _key(domain, name), "for": domain, "attr.name": name}
            Xml.SubElement(root, "key", {**fields, "attr.type": "string"})
    graph = Xml.SubElement(root, "graph", edgedefault="directed")
    for number, extraction in enumerate(found, start=1):
        _Document(graph, f"d{number}", extraction).write()
    Xml.indent(root, space=" ")
    return Xml.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


class _Document:
    """The part of the graph that one result makes up."""

    def __init__(self, graph: Xml.Element, prefix: str, found: Extraction) -> None:
        self._graph = graph
        self._prefix = prefix
        self._found = found
        self._nodes = {s.id: f"{prefix}.s{n}" for n, s in enumerate(found.statements)}
        self._sources: dict[str, str] = {}

    def write(self) -> None:
        for statement in self._found.statements:
            self._node(self._nodes[statement.id], _attributes(statement))
        for statement in self._found.statements:
            here = self._nodes[statement.id]
            for link, source in _sides(statement):
                self._edge(self._source(source), here, link)
            for link, other in links(statement):
                self._edge(here, self._nodes[other], link)

    def _source(self, source: Source) -> str:
        node = self._sources.get(source.name)
        if node is None:
            node = self._sources[source.name] = f"{self._prefix}.n{len(self._sources)}"
            about = {"kind": "source", "name": source.name, "role": source.role}
            self._node(node, {**about, "type": source.type})
        return node

    def _node(self, id: str, attributes: dict[str, str | None]) -> None:
        document = self._found.document
        published = document.published.isoformat() if document.published else None
        whole = {"document": document.id, "title": document.title, "published": published}
        node = Xml.SubElement(self._graph, "node", id=id)
        for name, value in {**whole, **attributes}.items():
            _data(node, "node", name, value)

    def _edge(self, source: str, target: str, link: str) -> None:
        _data(
            Xml.SubElement(self._graph, "edge", source=source, target=target), "edge", "link", link
        )


def _attributes(s: Claim | Denial | Agreement | NonResponse) -> dict[str, str | None]:
    found: dict[str, str | None] = {"id": s.id, "kind": s.kind, "cue": s.cue.text}
    if not isinstance(s, NonResponse):
        found |= {"content": s.content, "words": " … ".join(span.text for span in s.content_spans)}
    if isinstance(s, Claim | Agreement):
        found["standing"] = s.standing
    if isinstance(s, Denial | NonResponse):
        found["manner"] = s.manner
    if isinstance(s, Agreement):
        found |= {"name": s.title, "status": s.status, "instrument": s.instrument}
        found["date"] = s.date.value if s.date else None
    return found


def _sides(s: Claim | Denial | Agreement | NonResponse) -> Iterator[tuple[str, Source]]:
    if isinstance(s, Agreement):
        yield from (("party", party) for party in s.parties)
        yield from (("signatory", person) for person in s.signatories)
        return
    yield {"claim": "asserts", "denial": "denies", "non_response": "silent"}[s.kind], s.source
    if isinstance(s, Claim | Denial):
        if s.on_behalf_of is not None:
            yield "on_behalf_of", s.on_behalf_of
        yield from (("via", source) for source in s.via)


def _data(element: Xml.Element, domain: str, name: str, value: str | None) -> None:
    if value is not None:
        Xml.SubElement(element, "data", key=_key(domain, name)).text = _FORBIDDEN.sub(
            "\ufffd", value
        )


def _key(domain: str, name: str) -> str:
    return f"{domain[0]}_{name}"
