#!/usr/bin/env python3
"""Derives extract/english/lexicon/wordnet.tsv from WordNet 3.0 (Debian package wordnet-base). Run by hand; the result is kept
in the repository, so that building and running Trine need no WordNet.

  tools/make_lexicon.py extract/english/lexicon [/usr/share/wordnet]     writes wordnet.tsv and senses.tsv

wordnet.tsv has two kinds of lines, sorted by key, one letter per type (see Gazetteer):
  noun TAB type          a common noun, by its most frequent sense
  =Name TAB type         a name that WordNet knows as an instance (place, person, organisation, work, event)
senses.tsv: noun TAB numbers of the synset of its first sense and of up to three above it, base 36; TAB the same for the next
  three senses together, each with one above it. General ones left out.
"""
import sys
from collections import defaultdict

out_folder = sys.argv[1]
folder = sys.argv[2] if len(sys.argv) > 2 else "/usr/share/wordnet"

synsets, hypernyms, instance_of = {}, defaultdict(list), defaultdict(list)
for line in open(folder + "/data.noun", encoding="ascii", errors="replace"):
    if line.startswith("  "):
        continue
    fields = line.split(" | ")[0].split()
    offset, lex, count = fields[0], int(fields[1]), int(fields[3], 16)
    words = [fields[4 + 2 * i] for i in range(count)]
    synsets[offset] = (lex, words)
    at = 4 + 2 * count
    for i in range(int(fields[at])):
        kind, target = fields[at + 1 + 4 * i], fields[at + 2 + 4 * i]
        if kind == "@":
            hypernyms[offset].append(target)
        elif kind == "@i":
            instance_of[offset].append(target)

senses, used = {}, set()
for line in open(folder + "/index.noun", encoding="ascii", errors="replace"):
    if line.startswith("  "):
        continue
    fields = line.split()
    senses[fields[0]] = fields[-int(fields[2]):]
    if int(fields[-int(fields[2]) - 1]) > 0:
        used.add(fields[0])  # met in the corpus whose senses were counted


def sense(word, lex=None, with_word=None):
    """The first synset of `word` in lexicographer file `lex` that also holds `with_word`."""
    for offset in senses[word]:
        if (lex is None or synsets[offset][0] == lex) and (with_word is None or with_word in synsets[offset][1]):
            return offset
    raise KeyError(word)


# Anchors: the first one met on the way up decides. Letters as in extract/english/gazetteer.h.
GROUP, LOCATION, COMMUNICATION, ARTIFACT = 14, 15, 10, 6
anchors = {}
for letter, names in {
    "P": [("person", None), ("people", GROUP), ("gathering", GROUP), ("crowd", GROUP), ("family", GROUP), ("generation", GROUP),
          ("kin", GROUP), ("clientele", GROUP), ("population", GROUP), ("workforce", GROUP), ("staff", GROUP), ("crew", GROUP)],
    "O": [("organization", GROUP), ("enterprise", GROUP), ("institution", GROUP), ("social_group", GROUP), ("military_unit", GROUP),
          ("team", GROUP), ("polity", GROUP)],
    "C": [("country", LOCATION)],
    "T": [("city", LOCATION), ("town", LOCATION), ("village", LOCATION), ("capital", LOCATION), ("municipality", LOCATION)],
    "R": [("location", None), ("dry_land", None), ("body_of_water", 17), ("geological_formation", 17), ("community", GROUP)],
    "F": [("structure", ARTIFACT), ("facility", ARTIFACT), ("way", ARTIFACT), ("track", ARTIFACT), ("room", ARTIFACT)],
    "W": [("publication", None), ("book", None), ("movie", None), ("artwork", None), ("musical_composition", None), ("document", None),
          ("software", None), ("statue", None), ("broadcast", None), ("literary_work", None), ("article", COMMUNICATION), ("web_site", None), ("press_release", None),
          ("painting", ARTIFACT), ("letter", COMMUNICATION), ("creation", ARTIFACT), ("drama", None), ("song", None), ("report", COMMUNICATION)],
    "J": [("law", None), ("statute", None), ("legal_document", COMMUNICATION), ("treaty", None), ("constitution", COMMUNICATION), ("regulation", COMMUNICATION),
          ("decree", COMMUNICATION), ("pact", None), ("judgment", 10)],
    "E": [("event", None), ("act", None), ("war", None)],
    "S": [("substance", None), ("food", 13), ("matter", None), ("beverage", None)],
    "N": [("animal", None)],
    "L": [("flora", None), ("vascular_plant", None)],
    "I": [("time_period", None), ("time_unit", None), ("point", 28), ("time", 28)],
    "Q": [("definite_quantity", None), ("monetary_unit", None), ("sum", 21), ("unit_of_measurement", None), ("rate", 24)],
    "D": [("artifact", None), ("natural_object", None), ("instrumentality", None)],
}.items():
    for word, lex in names:
        try:
            anchors.setdefault(sense(word, lex), letter)
        except KeyError:
            print("no sense", word, lex, file=sys.stderr)

memo = {}


def letter_of(offset):
    if offset in anchors:
        return anchors[offset]
    if offset not in memo:
        memo[offset] = ""
        found = [letter_of(up) for up in hypernyms[offset] + instance_of[offset]]
        memo[offset] = next((x for x in found if x), "")
    return memo[offset]


FALL_BACK = {4: "E", 11: "E", 18: "P", 14: "O", 15: "R", 28: "I", 13: "S", 27: "S", 5: "N", 20: "L", 6: "D", 17: "D"}


def is_instance(offset):
    return bool(instance_of[offset])


lines = {}
for word, offsets in senses.items():
    first = offsets[0]
    if is_instance(first):
        continue
    if "_" in word or len(word) < 3 or not word.replace("-", "").isalpha():
        continue
    letter = letter_of(first) or FALL_BACK.get(synsets[first][0], "A")
    # Abstract is what is assumed of an unknown noun; animals and plants are the model's.
    if letter in "ANL":
        continue
    lines[word] = letter

# Names: surface with its capitals, from the synsets.
CITY = {sense("city", LOCATION), sense("town", LOCATION), sense("village", LOCATION)}
for offset, (lex, words) in synsets.items():
    if not instance_of[offset]:
        continue
    letter = letter_of(offset) or FALL_BACK.get(lex, "")
    if letter not in ("P", "C", "T", "R", "F", "W", "E", "O"):
        continue
    for word in words:
        name = word.replace("_", " ").split("(")[0]
        if not name[:1].isupper() or len(name) < 3:
            continue
        # a name that is mostly something else, or a bare surname, is left to the model
        key = word.lower().split("(")[0]
        if letter == "P" and " " not in name:
            continue
        if key in senses and senses[key][0] != offset:
            continue
        if key in lines:
            continue
        lines["=" + name] = letter

notice = """# Derived from WordNet 3.0 by tools/make_lexicon.py. WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved.
# Licence: extract/english/lexicon/LICENSE.wordnet (free use with this notice).
"""
with open(out_folder + "/wordnet.tsv", "w") as out:
    out.write(notice)
    for key in sorted(lines, key=lambda k: k.encode()):
        out.write(key + "\t" + lines[key] + "\n")


def depth(offset):
    steps = 0
    while hypernyms[offset]:
        offset = hypernyms[offset][0]
        steps += 1
    return steps


def base36(number):
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"


numbers = {}


def chain(at, length):
    """Numbers of a synset and of those above it, down to depth 5."""
    found = []
    while at and len(found) < length and depth(at) >= 5:
        found.append(base36(numbers.setdefault(at, len(numbers))))
        at = hypernyms[at][0] if hypernyms[at] else None
    return found


with open(out_folder + "/senses.tsv", "w") as out:
    out.write(notice)
    for word in sorted(used, key=lambda k: k.encode()):
        if not word.isalpha() or not word.isascii() or is_instance(senses[word][0]):
            continue
        first = chain(senses[word][0], 4)
        others = [number for at in senses[word][1:4] for number in chain(at, 2)]
        if first or others:
            out.write(word + "\t" + " ".join(first) + ("\t" + " ".join(others) if others else "") + "\n")
