"""Trine: a knowledge graph from text, with the evidence on every edge.

>>> import trine
>>> doc = trine.Pipeline().analyse("Ana Ruiz met Ben Okoro in Lisbon on Friday.", date="2024-05-31")
>>> store = trine.Store("news.db").build("articles/")
>>> store.path("Ruiz", "Okoro")
"""

from .errors import (CorruptionError, Error, InputError, InterruptedReading, IoError, LockedError, NotFoundError,
                     UsageError)
from .pipeline import Doc, Pipeline
from .store import Store
from .values import Answers, Entity, Fact, Path, Statement

__version__ = "0.2.0"
__all__ = ["Answers", "CorruptionError", "Doc", "Entity", "Error", "Fact", "InputError", "InterruptedReading",
           "IoError", "LockedError", "NotFoundError", "Path", "Pipeline", "Statement", "Store", "UsageError"]
