"""Statements, facts and paths as values.

Each is made from one JSON object as the program prints it (docs/json.md), so that fields are named
and mean the same here as there. `to_dict()` gives that object back.
"""

from __future__ import annotations

import html
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple, TypeVar

Span = Tuple[int, int]
"""[begin, end) in UTF-8 bytes of the document's text."""

_T = TypeVar("_T", bound="_Value")


class _Value:
    """A JSON object. What the class names are its main fields; the rest is had by `value["field"]`."""

    __slots__ = ("_data",)

    def __init__(self, data: Dict[str, Any]):
        self._data = data

    def __getitem__(self, name: str) -> Any:
        return self._data[name]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self._data == other._data

    def __hash__(self) -> int:
        return hash(str(self._data))

    def to_dict(self) -> Dict[str, Any]:
        """All fields, as docs/json.md names them."""
        return self._data


def _field(name: str, about: str = "") -> Any:
    """A field of the JSON object; None where it is left out."""
    return property(lambda self: self._data.get(name), doc=about)


class Statement(_Value):
    """What one sentence says."""

    __slots__ = ()
    subject: str = _field("subject")
    relation: str = _field("relation", 'lemma phrase: "meet", "hold summit with"')
    object: Optional[str] = _field("object", "None for a one-place statement")
    relation_class: str = _field("relation_class", 'a class of the ontology, "OTHER" if none fits')
    polarity: str = _field("polarity", '"pos", "neg"')
    modality: str = _field("modality", '"asserted", "planned", "possible", "demanded", "reported", …')
    attribution: Optional[str] = _field("attribution", "who says so; None for the document itself")
    time: Optional[str] = _field("time", "in words")
    time_from: Optional[str] = _field("time_from", "ISO 8601, the first day")
    time_to: Optional[str] = _field("time_to", "the last day, included")
    place: Optional[str] = _field("place")
    confidence: float = _field("confidence", "probability that a careful reader accepts it")
    text: str = _field("text", "the sentence")
    subject_type: Optional[str] = _field("subject_type")
    object_type: Optional[str] = _field("object_type")
    qualifiers: List[Dict[str, Any]] = _field("qualifiers", "further arguments with their roles")
    rule: str = _field("rule", "which rule made it")

    @property
    def span(self) -> Span:
        """Of the sentence: doc.text.encode()[slice(*span)]."""
        return self._data["byte_start"], self._data["byte_end"]

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


class Fact(_Value):
    """All statements with one subject, relation and object, over all documents."""

    __slots__ = ()
    id: str = _field("id")
    relation: str = _field("relation")
    relation_class: str = _field("relation_class")
    belief: float = _field("belief", "in [0, 1], of independent documents combined")
    support: int = _field("support", "statements")
    documents: int = _field("documents")
    positive: int = _field("positive")
    negative: int = _field("negative")
    first_time: Optional[str] = _field("first_time")
    last_time: Optional[str] = _field("last_time")
    evidence: List[Dict[str, Any]] = _field("evidence")

    @property
    def subject(self) -> str:
        return _name(self._data["subject"])

    @property
    def object(self) -> Optional[str]:
        return _name(self._data.get("object")) or None

    def __repr__(self) -> str:
        words = " ".join(filter(None, (self.subject, self.relation, self.object)))
        return f"<{words} [{self.relation_class}] belief {self.belief:.2f}, {self.documents} documents>"


class Entity(_Value):
    """A node: one thing, with all its names."""

    __slots__ = ()
    id: str = _field("id")
    name: str = _field("name")
    type: str = _field("type")
    documents: int = _field("documents")
    mentions: int = _field("mentions")

    @property
    def aliases(self) -> Tuple[str, ...]:
        return tuple(alias["text"] for alias in self._data.get("aliases") or ())

    def __repr__(self) -> str:
        return f"<{self.name} ({self.type}), {self.documents} documents>"


class Path(_Value):
    """How two entities are connected; each hop's best fact has its evidence."""

    __slots__ = ()
    belief: float = _field("belief", "product of the beliefs of each hop's best fact")

    @property
    def nodes(self) -> Tuple[str, ...]:
        return tuple(_name(node) for node in self._data["nodes"])

    @property
    def hops(self) -> Tuple[Tuple[Fact, ...], ...]:
        return tuple(tuple(Fact(fact) for fact in hop["facts"]) for hop in self._data["hops"])

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
