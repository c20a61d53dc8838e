"""Reads the treebanks and the name sets into sentences: dicts of parallel lists. None = not annotated (the loss is masked)."""
import json, random, re
from collections import Counter
from rawtext import words, END, CLOSE

NAME_TYPES = ["PER", "ORG", "LOC", "EVENT", "MISC"]
NAME_LABELS = ["O"] + [f"{p}-{t}" for t in NAME_TYPES for p in "BIES"]
_nix = {l: 1 << i for i, l in enumerate(NAME_LABELS)}
ANY = (1 << len(NAME_LABELS)) - 1                              # every label allowed: not annotated
NAME_SETS = ["uner_ewt", "wikigold", "crossner_politics", "redocred", "knowledgenet", "re3d", "gum", "ewt"]                # row of the bias; others have none
TRAIN_SETS = NAME_SETS[:6]
CALENDAR = set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June July August September October November December".split())


def allowed(*labels): return sum(_nix[l] for l in labels)


def conllu(path):
    sents, cur, doc, newdoc, text = [], [], None, True, ""
    for l in open(path, encoding="utf8"):
        l = l.rstrip("\n")
        if l.startswith("# newdoc"): doc = l.split("= ")[-1]; newdoc = True
        elif l.startswith("# text = "): text = l[9:]
        elif not l:
            if cur: sents.append(_sentence(cur, doc, newdoc, text)); newdoc = False
            cur = []
        elif l[0] != "#": cur.append(l.split("\t"))
    if cur: sents.append(_sentence(cur, doc, newdoc, text))
    return sents


def _sentence(rows, doc, newdoc, text):
    c = [r for r in rows if r[0].isdigit()]; gum = doc.startswith("GUM_")
    s = dict(doc=doc, newdoc=newdoc, text=text, rows=rows, set="gum" if gum else "ewt", form=[r[1] for r in c], lemma=[r[2] for r in c], upos=[r[3] for r in c],
             xpos=[r[4] for r in c], feats=[r[5] for r in c], head=[int(r[6]) for r in c], rel=[r[7] for r in c], mention=None, name=None)
    if gum: s["mention"], s["name"] = _mentions(c, s)
    else: s["name"] = [allowed("O") if _plain(s, i) or s["form"][i] in CALENDAR else ANY for i in range(len(c))]
    return s


def _plain(s, i):
    """Surely in no name: no proper noun, none beside it, and lower case or a function word."""
    u = s["upos"]
    return u[i] != "PROPN" and (s["form"][i].islower() or u[i] in ("PUNCT", "PRON", "AUX")) and not any(0 <= j < len(u) and u[j] == "PROPN" for j in (i - 1, i + 1))


def _mentions(c, s):
    """GUM's Entity -> type of the smallest mention headed by each word; and what that allows for its name label."""
    head, spans, open_ = s["head"], [], []
    for i, r in enumerate(c):
        m = re.search(r"(?:^|\|)Entity=([^|]*)", r[9])
        if not m: continue
        for o, body, cl in re.findall(r"(\()?([^()]+)(\))?", m.group(1)):
            p = body.split("-")
            if o:
                if cl: spans.append((i, i, p[1]))
                else: open_.append((p[0], p[1], i))
            elif cl:
                for k in range(len(open_) - 1, -1, -1):
                    if open_[k][0] == p[0]: e = open_.pop(k); spans.append((e[2], i, e[1])); break
    lab, inside = ["O"] * len(c), [False] * len(c)
    for a, b, t in sorted(spans, key=lambda x: x[0] - x[1]):   # longest first, so that the smallest wins
        for i in range(a, b + 1):
            inside[i] = True
            if not (a <= head[i] - 1 <= b): lab[i] = t; break
    kind = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "EVENT"}
    name = []
    for i, w in enumerate(s["form"]):
        propn = s["upos"][i] == "PROPN"
        if propn and lab[i] in kind: name.append(allowed(*[f"{p}-{kind[lab[i]]}" for p in "BIES"]))
        elif propn and lab[i] == "time": name.append(allowed("O"))
        elif _plain(s, i): name.append(allowed("O"))
        else: name.append(ANY)
    return lab, name


def located(text):
    """-> tokens, their begins, sentence bounds"""
    toks, at, pos = [], [], 0
    for t in words(text):
        k = text.find(t, pos)
        if k < 0: continue
        toks.append(t); at.append(k); pos = k + len(t)
    cut = [0]
    for i, t in enumerate(toks):
        nxt = toks[i + 1] if i + 1 < len(toks) else None
        gap = text[at[i] + len(t):at[i + 1]] if nxt else ""
        if nxt and ("\n" in gap or t in END - {";"} and not (nxt in CLOSE or nxt[0].islower()) or t in CLOSE and i and toks[i - 1] in END - {";"} and nxt[:1].isupper()): cut.append(i + 1)
    return toks, at, cut + [len(toks)]


def name_mask(name, label):
    """The labels that a data set's label may stand for: sets differ in what they mark and how."""
    p, t = label[:1], label[2:]
    if name == "uner_ewt" and t == "": return allowed("O", *[l for l in NAME_LABELS if l[2:] in ("MISC", "EVENT")])
    if name in ("wikigold", "redocred") and t == "MISC": return allowed(label, p + "-EVENT")
    if name == "redocred" and t == "LOC": return allowed(label, p + "-MISC")
    return allowed(label)


def swapped_names(t, pool, rnd):
    """The sentence with some names replaced by others of their type."""
    form, name, spans, last = [], [], [], 0
    for a, b, k in sorted(t["spans"]):
        form += t["form"][last:a]; name += t["name"][last:a]; last = b; new = rnd.choice(rnd.choice(pool[k])) if k in pool and rnd.random() < 0.5 else None
        at = len(form)
        if new is None: form += t["form"][a:b]; name += t["name"][a:b]
        else:
            form += new; n = len(new)
            name += [name_mask(t["set"], ("S" if n == 1 else "B" if i == 0 else "E" if i == n - 1 else "I") + "-" + k) for i in range(n)]
        spans.append((at, len(form), k))
    return dict(set=t["set"], doc=t["doc"], form=form + t["form"][last:], name=name + t["name"][last:], spans=spans)


_TITLES = set("Mr. Mrs. Ms. Dr. Mr Mrs Ms Dr President Minister Prime Secretary Senator Sir Lord King Queen Prince General Colonel Captain Sergeant Judge Justice Pope St. Saint Professor Prof. Governor Mayor Jr. Sr. Jr Sr".split())


def person_positions(s):
    """Words of a tree that are names of persons, surely: GUM says so, or first name + surname joined by flat."""
    n = len(s["form"]); flat = {s["head"][i] - 1 for i in range(n) if s["rel"][i] == "flat"}; out = []
    for i in range(n):
        if s["upos"][i] != "PROPN" or s["xpos"][i] != "NNP" or not s["form"][i].isalpha() or not s["form"][i][0].isupper() or len(s["form"][i]) < 2 or s["form"][i] in _TITLES: continue
        h = i if s["rel"][i] != "flat" else s["head"][i] - 1
        person = s["mention"][h] == "person" if s["mention"] else (h in flat and s["upos"][h] == "PROPN" and s["form"][h] not in _TITLES)
        if person: out.append(i)
    return out


def swapped_persons(s, where, tokens, rnd):
    """The tree with other names in those places (word for word, so the tree stays)."""
    form, lemma = list(s["form"]), list(s["lemma"])
    for i in where: form[i] = lemma[i] = rnd.choice(tokens)
    return dict(s, form=form, lemma=lemma)


def names(shared, name, part, lex=None):
    """Sentences of a name set with allowed name labels (bit masks) and, for scoring, the gold spans in tokens."""
    import features as Fe
    def demonym(i, lex):                                         # Re-DocRED calls "South Korean" a place
        j = i
        while lab[j][0] in "BI" and j + 1 < n: j += 1
        b = lex.get(Fe.norm(toks[j]), 0); return b >> Fe.DEMONYM & 1 and not b >> Fe.COUNTRY & 1 and not b >> Fe.REGION & 1 and re.search("(an|ese|ish|ch|i|ic|ans)$", toks[j])
    out = []
    for l in open(f"{shared}/data/{name}/{part}.jsonl", encoding="utf8"):
        r = json.loads(l); toks, at, cut = located(r["text"]); n = len(toks); lab = ["O"] * n
        ms = [m for m in r["mentions"] if not m.get("pron")]
        spans, common = [], set()
        for m in sorted(ms, key=lambda m: m["b"] - m["e"]):
            ix = [i for i in range(n) if at[i] < m["e"] and at[i] + len(toks[i]) > m["b"]]
            if not ix: continue
            t = m["type"]; ft = m.get("ftype")
            t = {"OTHER": "MISC", "TIME": None, "NUM": None, "DATE": None}.get(t, t)
            if t == "NORP" or name == "re3d" and t not in ("PER", "ORG", "LOC"): t = "MISC" if t == "NORP" or m.get("ftype") in ("MilitaryPlatform", "Weapon") else None
            if name == "re3d" and not (toks[ix[0]][:1].isupper() and toks[ix[-1]][:1].isupper()): common.update(ix); continue
            if t is None or any(lab[i] != "O" for i in ix): continue
            for k, i in enumerate(ix): lab[i] = ("S" if len(ix) == 1 else "B" if k == 0 else "E" if k == len(ix) - 1 else "I") + "-" + t
            spans.append((ix[0], ix[-1] + 1, t))
        for a, b in zip(cut, cut[1:]):
            if b <= a: continue
            al = []
            for i in range(a, b):
                near = any(0 <= j < n and toks[j][:1].isupper() for j in (i - 1, i + 1))
                partial = name in ("knowledgenet", "re3d")         # not every name is marked, or more than names
                if name == "redocred" and lab[i][2:] == "LOC" and lex and demonym(i, lex): al.append(allowed(lab[i][:2] + "MISC")); continue
                al.append(name_mask(name, lab[i]) if lab[i] != "O" or not partial else allowed("O") if toks[i].islower() and not near and i not in common else ANY)
            out.append(dict(set=name, doc=r["id"], form=toks[a:b], name=al, spans=[(p - a, q - a, t) for p, q, t in spans if a <= p < b]))
    return out


# ---------------------------------------------------------------- distant supervision
_PRETITLE = set("President Premier Chancellor Ambassador Senator Minister Marshal Admiral King Emperor Prince Colonel Captain Chairman Comrade Sultan Shah Mr. Mrs. Ms. Dr. Secretary Congressman Governor Judge Pope".split())
_JOIN = {"-", "de", "van", "von", "al", "el", "bin"}


def silver(path, lex, limit=10**9, surnames=None):
    """Raw diplomatic prose with what is sure: names after titles and the same surnames alone are persons, countries are places,
    plain words are no names; all else is left open. lex: word -> bits. -> sentences, surnames"""
    import features as Fe
    has = lambda w, *bits: any(lex.get(Fe.norm(w), 0) >> b & 1 for b in bits); cap = lambda w: w[:1].isupper() and w.isalpha() and len(w) > 1
    thing = lambda w: (b := lex.get(Fe.norm(w), 0)) & ((1 << 26) - 1) & ~(1 << 15) and not b >> Fe.SURNAME & 1 and not b >> Fe.GIVEN & 1 or w in ("General", "Assembly", "Council", "State", "Commission")
    sents = []
    with open(path, encoding="utf8") as f:
        for l in f:
            if len(sents) >= limit: break
            w = l.split()
            if 5 <= len(w) <= 60 and (surnames is None or any(x in _PRETITLE for x in w)): sents.append(w)

    def run(w, i):
        j = i
        while j < len(w) and (cap(w[j]) and w[j] not in _PRETITLE and not w[j].isupper() or re.fullmatch(r"[A-Z]\.", w[j]) or j > i and w[j] in _JOIN or j > i and w[j - 1] == "-" and w[j].isalpha()): j += 1
        while j > i and not w[j - 1].isalpha() or j > i and w[j - 1] in _JOIN: j -= 1
        return j
    if surnames is None:
        n = Counter()
        for w in sents:
            for i, t in enumerate(w):
                if t in _PRETITLE and (j := run(w, i + 1)) > i + 1 and j - i <= 5: n[w[j - 1]] += 1
        surnames = {t for t, c in n.items() if c >= 2 and cap(t) and not thing(t) and not has(t, Fe.LOWER, Fe.PLACE, Fe.COUNTRY, Fe.COUNTRY_PART, Fe.REGION, Fe.DEMONYM, Fe.ADJ)}
    out = []
    for w in sents:
        al, spans = [None] * len(w), []; n = len(w); near = lambda i: any(0 <= j < n and (w[j][:1].isupper() or w[j] == "-") for j in (i - 1, i + 1))
        def person(i, j):
            for k in range(i, j): al[k] = allowed(("S" if j - i == 1 else "B" if k == i else "E" if k == j - 1 else "I") + "-PER")
            spans.append((i, j, "PER"))
        for i, t in enumerate(w):
            if al[i] is not None: continue
            if t in _PRETITLE:
                j = run(w, i + 1)
                if j > i + 1 and j - i <= 5 and not any(has(x, Fe.COUNTRY, Fe.DEMONYM) or x in CALENDAR or thing(x) for x in w[i + 1:j]) and not has(w[j - 1], Fe.LOWER) and not (j < n and w[j][:1].isupper()): al[i] = allowed("O"); person(i + 1, j)
            elif t in surnames and not near(i): person(i, i + 1)
            elif t in surnames and i and cap(w[i - 1]) and has(w[i - 1], Fe.GIVEN) and not has(w[i - 1], Fe.LOWER) and al[i - 1] is None and not (i > 1 and w[i - 2][:1].isupper()) and not (i + 1 < n and w[i + 1][:1].isupper()): person(i - 1, i + 1)
            elif t in CALENDAR: al[i] = allowed("O")
            elif cap(t) and has(t, Fe.COUNTRY) and not has(t, Fe.LOWER) and not near(i) and not (i > 1 and w[i - 1] == "of" and w[i - 2][:1].isupper()): al[i] = allowed("S-LOC"); spans.append((i, i + 1, "LOC"))
            elif cap(t) and has(t, Fe.DEMONYM) and not has(t, Fe.COUNTRY, Fe.LOWER) and not near(i) and re.search("(an|ese|ish|ch|i|ic)$", t): al[i] = allowed("O", "S-MISC")
            elif t.islower() and not near(i): al[i] = allowed("O")
        if spans: out.append(dict(set="silver", doc="silver", form=w, name=[ANY if a is None else a for a in al], spans=spans))
    return out, surnames


# ---------------------------------------------------------------- augmentation
def recased(s, how):
    """The sentence in capitals, lower case or headline case; lemmas stay, so scripts are computed anew."""
    small = {"of", "the", "a", "an", "and", "or", "in", "on", "to", "for", "at", "by", "with", "'s", "n't", "’s", "n’t", "as", "from"}
    f = s["form"]
    g = [w.upper() if how == "upper" else w.lower() if how == "lower" else w if w.lower() in small and i else w[:1].upper() + w[1:] for i, w in enumerate(f)]
    return dict(s, form=g, recased=how)


def without_final_stop(s):
    n = len(s["form"])
    if n < 4 or s["form"][-1] not in (".", "!", "?") or n in s.get("head", []): return s
    return {k: (v[:-1] if isinstance(v, list) and len(v) == n and k not in ("rows", "spans") else v) for k, v in s.items()}
