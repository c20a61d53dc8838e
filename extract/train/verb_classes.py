#!/usr/bin/env python3
"""Writes schema/wordnet_verbs.txt: relation classes for verbs that schema/ontology.toml does not list.

A verb's first sense is followed up WordNet's hypernyms; the first synset that holds a verb with an
entry of its own in the ontology lends its class. Needs Debian's wordnet-base, only to make the file.

  extract/train/verb_classes.py [/usr/share/wordnet] > schema/wordnet_verbs.txt
"""
import collections
import pathlib
import sys

try:
    import tomllib
except ImportError:  # Python before 3.11
    import tomli as tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]


def read_synsets(folder):
    """offset -> (lemmas, offsets of hypernyms)"""
    synsets = {}
    for line in open(folder / "data.verb", encoding="utf-8"):
        if line.startswith("  "):
            continue
        fields = line.split("|")[0].split()
        count = int(fields[3], 16)
        lemmas = [fields[4 + 2 * i].lower() for i in range(count)]
        at = 4 + 2 * count
        pointers = int(fields[at])
        above = [fields[at + 2 + 4 * i] for i in range(pointers)
                 if fields[at + 1 + 4 * i] == "@"]
        synsets[fields[0]] = (lemmas, above)
    return synsets


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/wordnet")
    ontology = tomllib.load(open(ROOT / "schema/ontology.toml", "rb"))["classes"]
    known = {}
    for name, entry in ontology.items():
        for verb in entry.get("verbs", []):
            known.setdefault(verb, name)
    synsets = read_synsets(folder)
    found = collections.defaultdict(set)
    for line in open(folder / "index.verb", encoding="utf-8"):
        if line.startswith("  "):
            continue
        fields = line.split()
        verb = fields[0]
        if "_" in verb or verb in known:
            continue
        pointers = int(fields[3])
        senses = fields[6 + pointers:]
        queue, seen = [senses[0]], set()
        while queue:
            offset = queue.pop(0)
            if offset in seen:
                continue
            seen.add(offset)
            lemmas, above = synsets[offset]
            classes = [known[lemma.replace("_", " ")] for lemma in lemmas
                       if lemma.replace("_", " ") in known]
            if classes:
                best = collections.Counter(classes).most_common()
                found[sorted(c for c, n in best if n == best[0][1])[0]].add(verb)
                break
            queue.extend(above)
    print("# Verbs by the class of their nearest hypernym that schema/ontology.toml lists.")
    print("# Made by extract/train/verb_classes.py from WordNet 3.0, Copyright 2006 by Princeton")
    print("# University. All rights reserved. WordNet licence: use, copy, modify and distribute for")
    print("# any purpose without fee, provided this notice is kept; no warranty.")
    for name in sorted(found):
        print(name, *sorted(found[name]))


main()
