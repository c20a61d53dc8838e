"""Text to statements."""

from __future__ import annotations

import collections
import concurrent.futures
import json
import os
from typing import Any, Dict, Iterable, Iterator, Mapping, Union

from . import _trine
from .values import Answers, Statement

Text = Union[str, Mapping[str, Any]]
"""A text, or a mapping with `text` and any of `id`, `title`, `date` (ISO 8601), `uri`."""


class Doc(Answers[Statement]):
    """The statements of one document, in the order of the text."""

    def __init__(self, analysis: "_trine.Analysis"):
        super().__init__([Statement(json.loads(line)) for line in analysis.statements()])
        self._analysis = analysis

    @property
    def text(self) -> str:
        return self._analysis.text

    @property
    def date(self) -> str:
        return self._analysis.date


class Pipeline:
    """The parser and the rules. Opens the model (10 MB, memory-mapped) at the first text.

    `model`, `ontology`, `gazetteer` name files, as the options of `trine extract` do. One instance
    serves any number of threads; results are the same whatever their number.
    """

    def __init__(self, *, model: Union[str, os.PathLike] = "", ontology: Union[str, os.PathLike] = "",
                 gazetteer: Union[str, os.PathLike] = ""):
        self._options = dict(model=os.fspath(model), ontology=os.fspath(ontology), gazetteer=os.fspath(gazetteer))
        self._pipeline = _trine.Pipeline(**self._options)

    def __reduce__(self):  # a worker of Spark opens its own
        return _unpickle, (self._options,)

    def analyse(self, text: str, *, date: str = "", title: str = "", id: str = "text", uri: str = "") -> Doc:
        """The statements of one text. `date` (ISO 8601) is what "yesterday" is counted from.

        Raises InputError for text that can't be read (16 MiB at most), IoError where there is no model.
        """
        return Doc(self._pipeline.analyse(id, text, title, date, uri))

    def __call__(self, text: str, **options: str) -> Doc:
        return self.analyse(text, **options)

    def pipe(self, texts: Iterable[Text], *, n_process: int = -1) -> Iterator[Doc]:
        """The documents of many texts, in their order, on `n_process` threads (-1: one a processor).

        Threads, not processes, as the work is done outside Python's lock. Reads ahead no further
        than four texts a thread.
        """
        threads = n_process if n_process > 0 else os.cpu_count() or 1
        with concurrent.futures.ThreadPoolExecutor(threads) as pool:
            ahead: "collections.deque[concurrent.futures.Future[_trine.Analysis]]" = collections.deque()
            for number, text in enumerate(texts):
                ahead.append(pool.submit(self._analysis, text, number))
                if len(ahead) >= 4 * threads:
                    yield Doc(ahead.popleft().result())
            while ahead:
                yield Doc(ahead.popleft().result())

    def _analysis(self, text: Text, number: int, source: str = "") -> "_trine.Analysis":
        record: Mapping[str, Any] = {"text": text} if isinstance(text, str) else text
        name = str(record.get("id", number))
        key = _trine.make_key(source, name) if source else name
        return self._pipeline.analyse(key, record["text"], record.get("title") or "", record.get("date") or "",
                                      record.get("uri") or "")


def _unpickle(options: Dict[str, str]) -> Pipeline:
    return Pipeline(**options)
