"""Raw text -> one tokenised sentence a line (UD English conventions, close enough for word vectors and pre-training).

  rawtext.py SHARED OUT     writes OUT/raw.txt (cased, pre-training) and OUT/vec.txt (lower case, digits 0, word vectors)

Sources: UN General Debate speeches and milestones (both CC0), the *train* parts of the data sets, WordNet glosses.
"""
import glob, json, multiprocessing, random, re, subprocess, sys

TOKEN = re.compile(r"""
   (?:https?://|www\.)\S+ | \S+@\S+\.\w+
 | (?:[A-Z]\.){2,} | (?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Gen|Col|Lt|Sen|Rep|Gov|Prof|No|vs|etc|Inc|Co|Corp|Ltd|U\.N|a\.m|p\.m|e\.g|i\.e)\.
 | [A-Z]\.(?=\s[A-Z])
 | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?![A-Za-z])
 | [^\W_]+(?:[^\W\d_]['’][^\W\d_]+)*['’]?[^\W_]*
 | \.{2,} | -{2,} | [^\w\s] | _+
""", re.X)
CONTRACT = re.compile(r"(?i)^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$")
PREFIX = {"e", "non", "pro", "anti", "co", "re", "pre", "post", "mid", "semi", "ex", "inter", "intra", "sub", "un", "multi", "ultra", "neo", "mini", "bi", "al", "el"}
END = {".", "!", "?", "...", ";"}
CLOSE = {'"', "”", "’", "'", ")", "]"}


def words(text):
    out = []
    for t in TOKEN.findall(text):
        if "'" in t or "’" in t:
            if t.lower() in ("cannot",): out += [t[:3], t[3:]]; continue
            m = CONTRACT.match(t)
            if m: out += [m.group(1), m.group(2)]; continue
            if len(t) > 1 and t[-1] in "'’": out += [t[:-1], t[-1]]; continue
        elif t.lower() == "cannot": out += [t[:3], t[3:]]; continue
        out.append(t)
    res, i = [], 0
    while i < len(out):                                   # prefix + hyphen + word is one word in UD English
        if i + 2 < len(out) and out[i + 1] == "-" and out[i].lower() in PREFIX and out[i + 2].isalpha():
            res.append(out[i] + "-" + out[i + 2]); i += 3
        else: res.append(out[i]); i += 1
    return res


def sentences(text):
    for par in re.split(r"\n\s*\n", text):
        w, cur = words(par), []
        for i, t in enumerate(w):
            cur.append(t)
            if t in END and not (i + 1 < len(w) and (w[i + 1] in CLOSE or w[i + 1].islower())) or (t in CLOSE and i and w[i - 1] in END and i + 1 < len(w) and w[i + 1][:1].isupper()):
                yield cur; cur = []
        if cur: yield cur


def work(text): return [s for s in sentences(text) if 3 <= len(s) <= 120]


def conllu(path):
    cur, mwt = [], 0
    for l in open(path, encoding="utf8"):
        if l == "\n": yield cur; cur = []
        elif l[0] != "#":
            c = l.split("\t")
            if c[0].isdigit(): cur.append(c[1])


def main(shared, out):
    with multiprocessing.Pool(2) as pool:
        un = subprocess.run(["zstdcat", shared + "/corpus/ungdc.jsonl.zst"], capture_output=True, check=True).stdout.decode().splitlines()
        un = [json.loads(l)["text"] for l in un]
        # early transcripts: single newlines inside paragraphs are layout
        un = [re.sub(r"(?<!\n)\n(?!\n)", " ", re.sub(r"(?m)^\s*\d+\.\s+", "\n\n", t)) for t in un]
        mil = [open(p, encoding="utf8").read() for p in sorted(glob.glob(shared + "/corpus/milestones/*.txt"))]
        sets = {}
        for d in ("wikigold", "crossner_politics", "redocred", "re3d", "knowledgenet", "crossre_politics", "uner_ewt"):
            sets[d] = [json.loads(l)["text"] for l in open(f"{shared}/data/{d}/train.jsonl", encoding="utf8")]
        gloss = []
        for p in ("noun", "verb", "adj", "adv"):
            for l in open("/usr/share/wordnet/data." + p, encoding="utf8"):
                if " | " in l: gloss += [x.strip(' "\n') for x in re.split(r'; (?=")', l.split(" | ", 1)[1])]
        r_un = [s for d in pool.imap(work, un, 50) for s in d]
        r_mil = [s for d in pool.imap(work, mil, 10) for s in d]
        r_set = [s for k in sets for d in pool.imap(work, sets[k], 100) for s in d]
        r_wn = [s for d in pool.imap(work, gloss, 2000) for s in d]
    ud = [s for s in conllu(shared + "/data/ud/train.conllu") if s]
    print({k: (len(v), sum(map(len, v))) for k, v in dict(un=r_un, mil=r_mil, sets=r_set, wn=r_wn, ud=ud).items()})
    rnd = random.Random(1)
    vec = r_un + r_mil * 3 + r_set * 3 + r_wn * 2 + ud * 5
    rnd.shuffle(vec)
    with open(out + "/vec.txt", "w") as f:
        for s in vec: f.write(re.sub(r"\d", "0", " ".join(s).lower()) + "\n")
    rnd.shuffle(r_un)
    for k, v in dict(un=r_un, mil=r_mil, sets=r_set, wn=r_wn, ud=ud).items():
        with open(f"{out}/raw.{k}.txt", "w") as f:
            for s in v: f.write(" ".join(s) + "\n")


if __name__ == "__main__": main(*sys.argv[1:])
