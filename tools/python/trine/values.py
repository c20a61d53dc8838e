"""Statements, facts and paths as values.

Each is made from one JSON object as the program prints it (docs/json.md), so that fields are named
and mean the same here as there. `to_dict()` gives that object back.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple, TypeVar

Span = Tuple[int, int]
"""[begin, end) in UTF-8 bytes of the document's text."""

_T = TypeVar("_T", bound="_Value")


class _Value:
    """A JSON object with its main fields as attributes; the rest by `value["field"]`."""

    _data: Dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self._data[name]

    def to_dict(self) -> Dict[str, Any]:
        """All fields, as docs/json.md names them."""
        return self._data


@dataclass(frozen=True)
class Statement(_Value):
    """What one sentence says."""

    subject: str
    relation: str  # lemma phrase: "meet", "hold summit with"
    object: Optional[str]  # None for a one-place statement
    relation_class: str  # a class of the ontology, "OTHER" if none fits
    polarity: str  # "pos", "neg"
    modality: str  # "asserted", "planned", "possible", "hypothetical", "demanded", "reported", ...
    attribution: Optional[str]  # who says so; None for the document itself
    time: Optional[str]
    time_from: Optional[str]  # ISO 8601, first and last day
    time_to: Optional[str]
    place: Optional[str]
    confidence: float  # probability that a careful reader accepts it
    text: str  # the sentence
    span: Span  # of the sentence
    subject_type: Optional[str]
    object_type: Optional[str]
    qualifiers: Tuple[Dict[str, Any], ...]
    rule: str
    _data: Dict[str, Any] = field(repr=False, compare=False, default_factory=dict)

    @classmethod
    def of(cls, data: Dict[str, Any]) -> "Statement":
        get = data.get
        return cls(
            data["subject"], data["relation"], get("object"), data["relation_class"], data["polarity"],
            data["modality"], get("attribution"), get("time"), get("time_from"), get("time_to"),
            get("place"), data["confidence"], data["text"], (data["byte_start"], data["byte_end"]),
            get("subject_type"), get("object_type"), tuple(get("qualifiers") or ()), data["rule"], data)

    def __repr__(self) -> str:
        words = " ".join(filter(None, (self.subject, self.relation, self.object)))
        marks = [self.modality] if self.modality != "asserted" else []
        if self.polarity == "neg":
            marks.append("denied")
        if self.attribution:
            marks.append(f"says {self.attribution}")
        if self.time_from:
            marks.append(self.time_from if self.time_from == self.time_to else f"{self.time_from}/{self.time_to}")
        return f"<{words} [{', '.join([self.relation_class, *marks])}] {self.confidence:.2f}>"


@dataclass(frozen=True)
class Fact(_Value):
    """All statements with one subject, relation and object, over all documents."""

    id: str
    subject: str
    relation: str
    object: Optional[str]
    relation_class: str
    belief: float
    support: int  # statements
    documents: int
    positive: int
    negative: int
    first_time: Optional[str]
    last_time: Optional[str]
    evidence: Tuple[Dict[str, Any], ...]
    _data: Dict[str, Any] = field(repr=False, compare=False, default_factory=dict)

    @classmethod
    def of(cls, data: Dict[str, Any]) -> "Fact":
        name = lambda node: node["name"] if node else None  # noqa: E731
        return cls(
            data["id"], name(data["subject"]), data["relation"], name(data.get("object")),
            data["relation_class"], data["belief"], data["support"], data["documents"], data["positive"],
            data["negative"], data.get("first_time"), data.get("last_time"),
            tuple(data.get("evidence") or ()), data)

    def __repr__(self) -> str:
        words = " ".join(filter(None, (self.subject, self.relation, self.object)))
        return f"<{words} [{self.relation_class}] belief {self.belief:.2f}, {self.documents} documents>"


@dataclass(frozen=True)
class Entity(_Value):
    """A node: one thing, with all its names."""

    id: str
    name: str
    type: str
    documents: int
    mentions: int
    aliases: Tuple[str, ...]
    _data: Dict[str, Any] = field(repr=False, compare=False, default_factory=dict)

    @classmethod
    def of(cls, data: Dict[str, Any]) -> "Entity":
        aliases = tuple(alias["text"] for alias in data.get("aliases") or ())
        return cls(data["id"], data["name"], data["type"], data.get("documents", 0), data.get("mentions", 0),
                   aliases, data)

    def __repr__(self) -> str:
        return f"<{self.name} ({self.type}), {self.documents} documents>"


@dataclass(frozen=True)
class Path(_Value):
    """How two entities are connected; each hop's best fact has its evidence."""

    nodes: Tuple[str, ...]
    belief: float
    hops: Tuple[Tuple[Fact, ...], ...]
    _data: Dict[str, Any] = field(repr=False, compare=False, default_factory=dict)

    @classmethod
    def of(cls, data: Dict[str, Any]) -> "Path":
        names = tuple(node["name"] if isinstance(node, dict) else node for node in data["nodes"])
        hops = tuple(tuple(Fact.of(fact) for fact in hop["facts"]) for hop in data["hops"])
        return cls(names, data["belief"], hops, data)

    def __repr__(self) -> str:
        return f"<{' → '.join(self.nodes)}, belief {self.belief:.2f}>"

    def _repr_html_(self) -> str:
        return Answers([hop[0] for hop in self.hops if hop])._repr_html_()


class Answers(Sequence[_T]):
    """A list that shows as a table with quotes in a notebook and gives itself to pandas and Arrow."""

    def __init__(self, items: Sequence[_T]):
        self._items = list(items)

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        return Answers(self._items[at]) if isinstance(at, slice) else self._items[at]

    def __iter__(self) -> Iterator[_T]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, (list, Answers)) else NotImplemented

    def __repr__(self) -> str:
        return "\n".join(map(repr, self._items)) or "(nothing)"

    def to_dicts(self) -> List[Dict[str, Any]]:
        return [item.to_dict() for item in self._items]

    def to_pandas(self):  # type: ignore[no-untyped-def]
        """A DataFrame, one row an item; nested fields stay objects. Needs pandas."""
        import pandas

        return pandas.DataFrame(self.to_dicts())

    def to_arrow(self):  # type: ignore[no-untyped-def]
        """A pyarrow Table. Needs pyarrow."""
        import pyarrow

        return pyarrow.Table.from_pylist(self.to_dicts())

    def _repr_html_(self) -> str:
        rows = []
        for item in self._items:
            data = item.to_dict()
            cells = [_name(data.get("subject")), data.get("relation", ""), _name(data.get("object")),
                     data.get("relation_class") or data.get("type", ""), _quote(data)]
            if "name" in data:
                cells[0] = data["name"]
            rows.append("<tr>" + "".join(f"<td>{html.escape(str(cell or ''))}</td>" for cell in cells) + "</tr>")
        head = "".join(f"<th>{name}</th>" for name in ("subject", "relation", "object", "class", "quote"))
        return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _name(node: Any) -> str:
    return node["name"] if isinstance(node, dict) else node or ""


def _quote(data: Dict[str, Any]) -> str:
    evidence = data.get("evidence")
    return data.get("text") or (evidence[0]["text"] if evidence else "")
