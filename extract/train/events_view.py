#!/usr/bin/env python3
"""Statements as coded events, for typed_score.py events: which of Trine's classes are PLOVER's, and who is source and target.

  trine extract plover_gsr_dev.jsonl --format jsonl | extract/train/events_view.py plover_gsr_dev.jsonl > events.jsonl
  typed_score.py events plover_gsr_dev.jsonl events.jsonl

An event needs a source that acts: statements without a subject entity, denied ones, and classes of Trine's
own (TRAVEL, IS_A, ...) are no events. One event a class and pair.
"""
import json
import sys

PLOVER = {"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "REQUEST", "ACCUSE", "REJECT",
          "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
ACTORS = ("Person", "Organization", "Place")

events = {}
for line in sys.stdin:
    o = json.loads(line)
    if o["relation_class"] not in PLOVER or o["polarity"] != "pos":
        continue
    if not o["subject_type"].startswith(ACTORS):
        continue
    names = lambda side: " ".join([o[side]] + (o.get(side + "_aliases") or []))
    event = {"plover": o["relation_class"], "src_text": names("subject")}
    if o["object"] and (o.get("object_type") or "").startswith(ACTORS):
        event["tgt_text"] = names("object")
    found = events.setdefault(o["doc"], [])
    if event not in found:
        found.append(event)
for line in open(sys.argv[1], encoding="utf-8"):
    identifier = json.loads(line)["id"]
    print(json.dumps({"id": identifier, "events": events.get(identifier, [])}, ensure_ascii=False))
