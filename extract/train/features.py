"""What the model sees of one word. Repeated exactly by the C++ run time: FORMAT.md defines every step."""
import json, re, sys
from collections import Counter

MASK = (1 << 64) - 1


def fnv(s):
    """FNV-1a, 64 bits, of the UTF-8 bytes."""
    h = 0xCBF29CE484222325
    for b in s.encode("utf8", "surrogatepass"): h = ((h ^ b) * 0x100000001B3) & MASK
    return h


def lower(s): return "".join("i" if c == "İ" else l if len(l := c.lower()) == 1 else c for c in s) if not s.isascii() else s.lower()


_digits = str.maketrans("123456789", "000000000")


def norm(w): return lower(w).translate(_digits)


def shape(w):
    s = "".join("d" if c in "0123456789" else "X" if lower(c) != c else "x" if c.isalpha() else c for c in w)
    return re.sub(r"(.)\1{2,}", r"\1\1\1", s, flags=re.S)


# name, buckets. A feature's bucket is fold(fnv(name ":" text)) mod buckets.
AFFIXES = [("p1", 1024), ("p2", 2048), ("p3", 8192), ("s1", 1024), ("s2", 2048), ("s3", 8192), ("s4", 16384), ("sh", 2048)]


def affix_text(w, n, name):
    return shape(w) if name == "sh" else n[: int(name[1])] if name[0] == "p" else n[-int(name[1]):]


_cache = {}


def affixes(w):
    r = _cache.get(w)
    if r is None:
        n = norm(w); r = []
        for name, size in AFFIXES:
            h = fnv(name + ":" + affix_text(w, n, name)); r.append(((h ^ (h >> 32)) & 0xFFFFFFFF) % size)
        _cache[w] = r
    return r


# ---------------------------------------------------------------- lexicon bits (WordNet 3, iso-codes, letter case in raw text)
BITS = 43
NOUN_FILES = 26                                                # bits 0-25: lexicographer files 03 (Tops) to 28 (time) of the commonest noun sense
VERB, ADJ, ADV, GIVEN, SURNAME, PLACE, GROUP, EVENT, THING, COUNTRY, COUNTRY_PART, REGION, REGION_PART, DEMONYM, CALENDAR, LOWER, UPPER = range(26, 43)


def lexicon(raw_files, wordnet="/usr/share/wordnet", iso="/usr/share/iso-codes/json"):
    """-> {lower-case word: bits}. Single words only."""
    bits = Counter()

    def put(w, b): bits[norm(w)] |= 1 << b
    files, lemmas, instance = {}, {}, {}
    for l in open(wordnet + "/data.noun", encoding="utf8"):
        if l[0] == " ": continue
        p = l.split(" | ")[0].split(); k = int(p[3], 16); files[p[0]] = int(p[1]); lemmas[p[0]] = p[4:4 + 2 * k:2]; instance[p[0]] = "@i" in p
    for off, ws in lemmas.items():
        for w in ws:
            t = [x for x in re.split("[_]", w.replace("-", " - ").replace(" ", "_")) if x]
            if instance[off] and w[0].isupper():
                f = files[off]
                if f == 18:
                    if len(t) > 1: put(t[0], GIVEN)
                    put(t[-1], SURNAME)
                else:
                    b = PLACE if f in (15, 17) else GROUP if f == 14 else EVENT if f in (4, 11, 28) else THING
                    for x in t:
                        if x[0].isupper(): put(x, b)
            elif files[off] == 18 and w[0].isupper() and len(t) == 1: put(w, DEMONYM)
    first = {}
    for l in open(wordnet + "/index.noun", encoding="utf8"):
        if l[0] == " ": continue
        p = l.split(); w = p[0]
        if "_" in w: continue
        first[w] = files[p[-int(p[2])]]
    exc = {}
    for l in open(wordnet + "/noun.exc"): a, b = l.split()[:2]; exc[a] = b
    raw, up = Counter(), Counter()
    for path in raw_files:
        for l in open(path, encoding="utf8"):
            for w in l.split()[1:]:
                if w[0].isalpha():
                    n = norm(w); raw[n] += 1
                    if w[0].isupper(): up[n] += 1
    for w, f in first.items(): put(w, f - 3)
    for w in list(raw):
        if w in first: continue
        b = exc.get(w) or next((c for c in (w[:-1] if w.endswith("s") and not w.endswith("ss") else "", w[:-2] if w.endswith("es") else "", w[:-3] + "y" if w.endswith("ies") else "") if c in first), None)
        if b in first and raw[w] >= 3: put(w, first[b] - 3)
    for name, b in (("verb", VERB), ("adj", ADJ), ("adv", ADV)):
        for l in open(f"{wordnet}/index.{name}", encoding="utf8"):
            if l[0] != " " and "_" not in l.split()[0]: put(l.split()[0], b)
    for l in open(wordnet + "/data.adj", encoding="utf8"):
        if l[0] == " ": continue
        p = l.split(" | ")[0].split(); k = int(p[3], 16)
        if int(p[1]) == 1:
            for w in p[4:4 + 2 * k:2]:
                if w[0].isupper() and "_" not in w: put(re.sub(r"\(.*", "", w), DEMONYM)
    def place(names, whole, part):
        for x in names:
            x = re.sub(r"[\[(].*", "", x); t = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", x.split(",")[0])
            if len(t) == 1: put(t[0], whole)
            else:
                for y in t:
                    if y[0].isupper() and len(y) > 2: put(y, part)
    c1 = json.load(open(iso + "/iso_3166-1.json"))["3166-1"]
    place([x[k] for x in c1 for k in ("name", "common_name", "official_name") if k in x], COUNTRY, COUNTRY_PART)
    place([x["name"] for x in json.load(open(iso + "/iso_3166-2.json"))["3166-2"]], REGION, REGION_PART)
    for w in "January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun".split(): put(w, CALENDAR)
    for w, c in raw.items():
        if c >= 4 and up[w] <= 0.1 * c and c >= 8: put(w, LOWER)
        if c >= 4 and up[w] >= 0.7 * c: put(w, UPPER)
    keep = {w: b for w, b in bits.items() if b and len(w) < 40 and (raw[w] >= 2 or b & ~((1 << 29) - 1) or w in first)}
    return dict(sorted(keep.items()))


# ---------------------------------------------------------------- lemma scripts
def _case(form, c): return lower(form) if c == "l" else form if c == "k" else form[:1] + lower(form[1:])


def lemma_script(form, lemma):
    """case (l lower, k keep, t title), number of characters cut at the end, what is put there; or = and the lemma."""
    for c in "lkt":
        f = _case(form, c); k = 0
        while k < min(len(f), len(lemma)) and f[k] == lemma[k]: k += 1
        if k >= 1 and k >= len(f) // 3: return f"{c}{len(f) - k}+{lemma[k:]}"
    return "=" + lemma


def apply_script(form, s):
    if s[0] == "=": return s[1:]
    n, add = s[1:].split("+", 1); f = _case(form, s[0]); n = int(n)
    return f[: len(f) - n] + add if n < len(f) or (n == len(f) and add) else f


if __name__ == "__main__":
    import time; t = time.time()
    lx = lexicon(sys.argv[2:]); print(len(lx), time.time() - t)
    json.dump(lx, open(sys.argv[1], "w"))
