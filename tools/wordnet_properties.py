#!/usr/bin/env python3
"""Renews the "wordnet:" rows of extract/english/lexicon/properties.tsv from WordNet 3.0 (Debian package wordnet-base). Run by hand; the
result is kept in the repository. All other rows stay; a row "!property" keeps a lemma out.

  tools/wordnet_properties.py extract/english/lexicon/properties.tsv [/usr/share/wordnet]

saying    verbs of communication, thinking    verbs of cognition, with the frame "Somebody ----s that CLAUSE": by their first sense, or
by a sense that makes at least a quarter of the uses counted in WordNet's corpus.
"""
import sys

THAT_CLAUSE = 26
PROPERTY_OF_FILE = {32: "saying", 31: "thinking"}  # lexicographer files verb.communication, verb.cognition
LEAST_SHARE, LEAST_COUNT = 0.25, 3


def read_verbs(folder):
    """offset -> (lexicographer file, {lemma: set of frames})."""
    synsets = {}
    for line in open(folder + "/data.verb", encoding="ascii"):
        if line.startswith("  "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        words = [fields[4 + 2 * i] for i in range(count)]
        at = 5 + 2 * count + 4 * int(fields[4 + 2 * count])
        frames = {word: set() for word in words}
        for i in range(int(fields[at])):
            frame, which = int(fields[at + 2 + 3 * i]), int(fields[at + 3 + 3 * i], 16)
            for j, word in enumerate(words):
                if which in (0, j + 1):
                    frames[word].add(frame)
        synsets[fields[0]] = (int(fields[1]), frames)
    return synsets


def read_senses(folder):
    senses = {}
    for line in open(folder + "/index.verb", encoding="ascii"):
        if not line.startswith("  "):
            fields = line.split()
            senses[fields[0]] = fields[-int(fields[2]):]
    return senses


def read_counts(folder):
    counts = {}
    for line in open(folder + "/cntlist.rev", encoding="ascii"):
        key, number, count = line.split()
        lemma, rest = key.split("%")
        if rest.startswith("2:"):
            counts[lemma, int(number)] = int(count)
    return counts


def derive(folder):
    synsets, counts = read_verbs(folder), read_counts(folder)
    for lemma, offsets in sorted(read_senses(folder).items()):
        if not lemma.isalpha():
            continue
        uses = [counts.get((lemma, i + 1), 0) for i in range(len(offsets))]
        for i, offset in enumerate(offsets):
            file, frames = synsets[offset]
            if file not in PROPERTY_OF_FILE or THAT_CLAUSE not in frames.get(lemma, ()):
                continue
            if i == 0 or (uses[i] >= LEAST_COUNT and uses[i] >= LEAST_SHARE * sum(uses)):
                yield lemma, PROPERTY_OF_FILE[file]


def main(path, folder):
    lines = [line for line in open(path, encoding="utf-8") if "\twordnet:" not in line]
    known = {tuple(line.split("\t")[:2]) for line in lines}
    known |= {(lemma, name.lstrip("!")) for lemma, name in (row for row in known if len(row) == 2)}
    new = sorted({row for row in derive(folder) if row not in known}, key=lambda row: (row[1], row[0]))
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(lines)
        for lemma, name in new:
            out.write(f"{lemma}\t{name}\twordnet: frame 26\n")
    print(f"{len(new)} rows from WordNet")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "/usr/share/wordnet")
