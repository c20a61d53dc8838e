"""A store: documents in, answers out."""

from __future__ import annotations

import json
import os
import tempfile
from typing import Any, Dict, Iterable, List, Optional, Sequence, Union

from . import _trine
from .errors import InputError, NotFoundError, UsageError
from .pipeline import Pipeline, Text
from .values import Answers, Entity, Fact, Path

PathLike = Union[str, "os.PathLike[str]"]
Names = Union[str, Sequence[str]]

_KINDS = {"fact": Fact, "entity": Entity, "path": Path}


class Store:
    """A folder with a graph. Nothing is held open between calls: each sees the newest state, and any
    number of readers work beside one writer.

    Questions take entities by any of their names, without regard to case and accents. They raise
    NotFoundError with the nearest names, and UsageError with the candidates where several fit.
    """

    def __init__(self, location: PathLike):
        self.location = os.fspath(location)

    def __repr__(self) -> str:
        return f"Store({self.location!r})"

    # ---- writing

    def build(self, *paths: PathLike, source: str = "", sync: bool = False, jobs: int = 0,
              ontology: PathLike = "", model: PathLike = "", gazetteer: PathLike = "", quiet: bool = True) -> "Store":
        """Reads files and folders as `trine build` does: unchanged documents are skipped, changed
        ones replaced. Raises InputError when some were rejected; the others are in."""
        options = _options(source=source, sync=sync, jobs=jobs, ontology=ontology, model=model, gazetteer=gazetteer,
                           quiet=quiet)
        code = _trine.run(["build", *map(os.fspath, paths), "-l", self.location, *options])
        if code == 3:
            raise InputError("some inputs were rejected; build(…, quiet=False) names them")
        return self

    def put(self, texts: Union[Text, Iterable[Text]], *, source: str = "python",
            pipeline: Optional[Pipeline] = None) -> Dict[str, int]:
        """Texts (or mappings with `text`, `id`, `title`, `date`, `uri`) become documents
        `source::id`; one with the key of another replaces it. Returns how many were "added",
        "replaced", "unchanged". The graph is made at the end."""
        reader = pipeline or Pipeline()
        writer = _trine.Writer(self.location, reader._pipeline)
        counts = {"added": 0, "replaced": 0, "unchanged": 0}
        records = [texts] if isinstance(texts, (str, dict)) else texts
        for number, text in enumerate(records):
            counts[writer.put(reader._analysis(text, number, source))] += 1
        writer.refresh()
        return counts

    def remove(self, *documents: str) -> None:
        """Takes documents out, as if they had never been read. By key, or by a name that only one has."""
        self._run("rm", *documents, output=False)

    def merge(self, *stores: PathLike) -> "Store":
        """Takes over the documents and decisions of other stores."""
        self._run("merge", *map(os.fspath, stores), output=False)
        return self

    # ---- asking

    def show(self, name: str, *, limit: int = 0) -> Answers:
        """An entity and its facts, best first, each with its best evidence."""
        return self._ask("show", name, limit=limit)

    def rel(self, a: str, b: str, *, classes: Names = (), relation: Names = (), after: str = "", before: str = "",
            min_belief: float = 0, directed: bool = False, limit: int = 0) -> "Answers[Fact]":
        """The facts between two entities, either way round, with evidence."""
        return self._ask("rel", a, b, limit=limit, **_filter(classes, relation, after, before, min_belief, directed))

    def path(self, a: str, b: str, *, k: int = 1, via: Names = (), avoid: Names = (), max_hops: int = 0,
             all_simple: bool = False, weight: str = "hops", classes: Names = (), relation: Names = (),
             after: str = "", before: str = "", min_belief: float = 0, directed: bool = False) -> "Answers[Path]":
        """How two entities are connected: the `k` best paths, or all simple ones."""
        return self._ask("path", a, b, k=k if k != 1 else 0, via=via, avoid=avoid, max_hops=max_hops,
                         all_simple=all_simple, weight=weight,
                         **_filter(classes, relation, after, before, min_belief, directed))

    def neighbors(self, name: str, *, depth: int = 1, classes: Names = (), limit: int = 0) -> List[Dict[str, Any]]:
        """What an entity is connected with (docs/json.md, `neighbor`)."""
        return self._records("neighbors", name, depth=depth, limit=limit, **{"class": classes})

    def search(self, text: str, *, limit: int = 0) -> List[Dict[str, Any]]:
        """Entities whose names hold the text, or are spelled like it."""
        return self._records("search", text, limit=limit)

    def stats(self) -> Dict[str, Any]:
        """Counts and versions."""
        return self._records("stats")[0]

    # ---- going on elsewhere

    def export(self, *, format: str = "jsonl", seeds: Names = (), depth: int = 0, limit: int = 0,
               classes: Names = (), min_belief: float = 0) -> str:
        """The graph, or the part around `seeds`, as text: jsonl, csv, tsv, graphml, dot, svg."""
        return self._run("export", "--format", format, json_lines=False, seed=seeds, depth=depth, limit=limit,
                         min_belief=min_belief, **{"class": classes})

    def facts(self, **part: Any) -> "Answers[Fact]":
        """All facts, or those of a part (as `export`)."""
        return Answers([Fact(one) for one in self._exported(part) if one["kind"] == "fact"])

    def to_networkx(self, **part: Any):  # type: ignore[no-untyped-def]
        """A networkx.MultiDiGraph: nodes by id with name and type, edges keyed by the fact's id."""
        import networkx

        graph = networkx.MultiDiGraph()
        for one in self._exported(part):
            if one["kind"] == "entity":
                graph.add_node(one["id"], name=one["name"], type=one["type"], documents=one["documents"])
            elif one["kind"] == "fact" and one.get("object"):
                graph.add_edge(one["subject"]["id"], one["object"]["id"], key=one["id"], relation=one["relation"],
                               relation_class=one["relation_class"], belief=one["belief"],
                               documents=one["documents"], quote=_quote(one))
        return graph

    def to_igraph(self, **part: Any):  # type: ignore[no-untyped-def]
        """A directed igraph.Graph with the same attributes; nodes are named by their ids."""
        import igraph

        return igraph.Graph.from_networkx(self.to_networkx(**part), vertex_attr_hashable="id")

    def to_pandas(self, **part: Any):  # type: ignore[no-untyped-def]
        """A DataFrame of facts."""
        return self.facts(**part).to_pandas()

    def _repr_svg_(self) -> str:
        """A picture of the most important nodes (needs Graphviz)."""
        return self.export(format="svg", limit=26)

    # ---- how

    def _exported(self, part: Dict[str, Any]) -> Iterable[Dict[str, Any]]:
        return map(json.loads, self.export(**part).splitlines())

    def _ask(self, verb: str, *names: str, **options: Any) -> Answers:
        records = self._records(verb, *names, **options)
        return Answers([_KINDS[record["kind"]](record) for record in records])

    def _records(self, verb: str, *names: str, **options: Any) -> List[Dict[str, Any]]:
        return [json.loads(line) for line in self._run(verb, *names, **options).splitlines()]

    def _run(self, verb: str, *arguments: str, output: bool = True, json_lines: bool = True, **options: Any) -> str:
        """The program's verb in this process; its answer, "" where it found nothing."""
        command = [verb, "-l", self.location, "-q", *_options(**options)]
        with tempfile.TemporaryDirectory(prefix="trine-") as folder:
            answer = os.path.join(folder, "answer")
            if output:
                command += ["-o", answer, *(["--json"] if json_lines else [])]
            split = 2 * (verb == "export")  # its --format and value come before the dashes
            code = _trine.run([*command, *arguments[:split], "--", *arguments[split:]])
            if code == 2:
                raise UsageError(f"{verb} does not take this: {' '.join(command[1:])}")
            if code == 1 and not output:
                raise NotFoundError(f"{verb}: nothing found of {', '.join(arguments)}")
            if not output or not os.path.exists(answer):
                return ""
            with open(answer, encoding="utf-8") as file:
                return file.read()


def _filter(classes: Names, relation: Names, after: str, before: str, min_belief: float,
            directed: bool) -> Dict[str, Any]:
    return {"class": classes, "relation": relation, "from": after, "to": before, "min_belief": min_belief,
            "directed": directed}


def _options(**options: Any) -> List[str]:
    """Options of the command line; what is empty, 0 or False is left to the program."""
    words: List[str] = []
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is True:
            words.append(flag)
        elif value:
            values = [value] if isinstance(value, (str, os.PathLike)) or not hasattr(value, "__iter__") else value
            words += [f"{flag}={os.fspath(one) if isinstance(one, os.PathLike) else one}" for one in values]
    return words


def _quote(fact: Dict[str, Any]) -> str:
    return fact["evidence"][0]["text"] if fact.get("evidence") else ""
