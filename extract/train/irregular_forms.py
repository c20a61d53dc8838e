#!/usr/bin/env python3
"""Writes extract/english/lexicon/irregular.tsv: base forms of verbs, irregular forms of verbs and plurals of nouns, from
WordNet's lists (Debian: wordnet-base). Forms that begin with their lemma ("installed", in WordNet from "instal") are left to the model;
forms of several lemmas too. ("data" and "media" are their own lemmas in UD.)

  irregular_forms.py > extract/english/lexicon/irregular.tsv
"""

print("# Derived from WordNet 3.0 by extract/train/irregular_forms.py. WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved.")
print("# Licence: extract/english/lexicon/LICENSE.wordnet (free use with this notice). Columns: b(ase form of a verb), n(oun) or v(erb); form; lemma; sorted.")
rows = []
for line in open("/usr/share/wordnet/index.verb", encoding="utf8"):
    verb = line.split()[0] if line[0] != " " else ""
    if verb.isascii() and verb.isalpha() and verb.islower():
        rows.append(f"b\t{verb}\t")
for part in ("noun", "verb"):
    lemmas = {}
    for line in open(f"/usr/share/wordnet/{part}.exc", encoding="utf8"):
        form, *found = line.split()
        lemmas.setdefault(form, set()).update(found)
    for form, found in lemmas.items():
        lemma = min(found)
        plain = (form + lemma).isascii() and (form + lemma).isalpha() and form not in ("data", "media")
        if len(found) == 1 and plain and not form.startswith(lemma) and not form.endswith("ing"):
            rows.append(f"{part[0]}\t{form}\t{lemma}")
print("\n".join(sorted(rows)))
