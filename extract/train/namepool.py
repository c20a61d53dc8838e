"""Names of the whole world for augmentation, from raw text (after titles, before institution nouns) and iso-codes. namepool.py OUT.json RAW..."""
import json, re, sys
from collections import Counter
from rawtext import words

TITLE = {"Mr.", "Mrs.", "Ms.", "Dr.", "Sir", "Comrade", "Ambassador", "Sheikh", "Madame", "Messrs.", "Mr", "Mrs", "Ms", "Dr"}
NOT = set("President Minister Prime Secretary General Assembly Republic United Nations Chairman Government Council Vice Deputy Foreign State Permanent His Her Excellency Majesty Sir Mr. Mrs. Dr. Ambassador The I In On It We My And But As At He She This That For Under Security Madam Speaker Doctor Lord King Queen Prince".split())
PARTICLE = {"-", "al", "el", "bin", "ben", "ibn", "de", "da", "von", "van", "der", "del", "di", "ould"}
NOUN = set("Bank Union Organization Organisation Agency Council Commission Party Movement Front Association Federation League Fund Company Corporation Institute University Ministry Authority Court Army Forces Alliance Congress Committee Brigade Guard Police Airlines Institute Foundation Society Club Group".split())


def main(out, *files):
    per, org, acr = Counter(), Counter(), Counter()
    for path in files:
        for l in open(path, encoding="utf8"):
            w = l.split(); n = len(w)
            for i, t in enumerate(w):
                if t in TITLE:
                    j = i + 1
                    while j < n and j - i <= 6 and (w[j][0].isupper() and w[j].isalpha() and len(w[j]) > 1 and w[j] not in NOT or j > i + 1 and w[j] in PARTICLE or j > i + 1 and w[j - 1] == "-" and w[j].isalpha() or re.fullmatch(r"[A-Z]\.", w[j])): j += 1
                    while j > i + 1 and (w[j - 1] in PARTICLE or w[j - 1].endswith(".")): j -= 1
                    if 2 <= j - i <= 6 and not any(x.isupper() and len(x) > 2 for x in w[i + 1:j]): per[tuple(w[i + 1:j])] += 1
                elif t in NOUN and i and w[i - 1][0].isupper():
                    j = i
                    while j and i - j < 4 and w[j - 1][0].isupper() and w[j - 1].isalpha() and w[j - 1] not in ("The", "In", "This", "Our", "Its", "Mr.", "Mr"): j -= 1
                    if 1 <= i - j <= 3 and j: org[tuple(w[j:i + 1])] += 1
                elif t.isupper() and t.isalpha() and t.isascii() and 3 <= len(t) <= 7: acr[t] += 1
    loc = set()
    def put(x):
        x = re.sub(r"\s*[\[(].*", "", x).split(",")[0].strip(); t = words(x)
        if t and len(t) <= 4 and t[0][:1].isupper(): loc.add(tuple(t))
    iso = "/usr/share/iso-codes/json/"
    for x in json.load(open(iso + "iso_3166-1.json"))["3166-1"]:
        for _ in range(1): put(x["name"]); put(x.get("common_name", x["name"]))
    for x in json.load(open(iso + "iso_3166-2.json"))["3166-2"]: put(x["name"])
    roman = re.compile(r"[IVXL]+$"); stop = {w for w, _ in acr.items() if roman.match(w)}
    pool = dict(PER=sorted(list(x) for x, c in per.items()), ORG=sorted([list(x) for x, c in org.items() if c >= 2] + [[x] for x, c in acr.items() if c >= 6 and x not in stop]), LOC=sorted(list(x) for x in loc))
    single = sorted({x for t in pool["PER"] for x in t if x.isalpha() and x[0].isupper() and len(x) > 1})
    json.dump(dict(pool, TOKEN=single), open(out, "w"), ensure_ascii=False); print({k: (len(v), v[:: max(1, len(v) // 25)]) for k, v in pool.items()}, len(single))


if __name__ == "__main__": main(*sys.argv[1:])
