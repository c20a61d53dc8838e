"""A transformer reader of random numbers, small enough to lie among the tests: tiny_model.py FAST.trine OUT.trine (labels are the fast model's).

It knows nothing, but it must be read, cut into pieces, computed and quantised like a real one: export_accurate.py golden OUT.trine says what comes out.
"""
import string, sys
import numpy as np
import export as X, features as Fe, pieces as P

WIDTH, PIECE, INNER, LAYERS, ARC, REL, WORD, AFFIX, VECTOR = 16, 64, 96, 2, 16, 16, 4, 4, 16


def main(fast, out):
    meta, _ = X.read(fast); rnd = np.random.default_rng(5); labels = meta["labels"]; t = X.Tensors(); normal = lambda *n: rnd.normal(size=n).astype(np.float32)
    def matrix(name, o, i, bias=True): t.matrix(name, normal(o, i) * 2 / np.sqrt(i).astype(np.float32), normal(o) * np.float32(0.2) if bias else None)
    def norm(name, n): t.norm(name, 1 + normal(n) * np.float32(0.1), normal(n) * np.float32(0.1))
    words = ["the", "of", "and", "in", "met", "in", "talks", "minister"]; t.rows("word", normal(len(words) + 1, WORD)); t.table("word", {w: i + 1 for i, w in enumerate(words)}, np.uint32)
    for n, size in Fe.AFFIXES: t.rows("affix." + n, normal(size, AFFIX))
    t.rows("vec", normal(len(words) + 1, VECTOR)); t["vec.scale"][0] = 0; t.table("vec", {w: i + 1 for i, w in enumerate(words)}, np.uint32); t.table("lex", {"norway": 1 << Fe.COUNTRY, "talks": 5}, np.uint64)
    t.table("dict", {"DT\tthe": 1}, np.uint32); t["dict.pool"] = np.frombuffer(b"\0\3the", np.uint8)
    matrix("mix", 2 * WIDTH, WORD + AFFIX * len(Fe.AFFIXES)); matrix("mixv", 2 * WIDTH, VECTOR, False); t["mixb"] = normal(Fe.BITS, 2 * WIDTH); norm("mixln", WIDTH)
    pieces = [P.UNK, P.CLS, P.SEP, "the", "of", "min", "##ister", "##ing", "##s", "no"] + [x + c for c in string.ascii_lowercase + string.digits for x in ("", "##") if c not in "xq"] + list(",.'-\"$%()")
    t.rows("piece", normal(len(pieces), PIECE)); t.table("piece", {w: i for i, w in enumerate(pieces)}, np.uint32); t.rows("position", normal(60, PIECE)); matrix("inject", PIECE, WIDTH, False); norm("pieceln", PIECE)
    for i in range(LAYERS):
        for k, o, n in (("qkv", 3 * PIECE, PIECE), ("out", PIECE, PIECE), ("up", INNER, PIECE), ("down", PIECE, INNER)): matrix(f"layer.{i}.{k}", o, n)
        for k in ("ln1", "ln2"): norm(f"layer.{i}.{k}", PIECE)
    t["mean"] = np.array([0.2, 0.3, 0.5], np.float32); norm("topln", PIECE); columns, begin = [], 0
    for k in X.HEADS: n = dict(ad=ARC, ah=ARC, rd=REL, rh=REL).get(k) or len(labels[k]); columns.append([k, begin, begin + n]); begin += n
    matrix("heads", begin, PIECE); matrix("headsv", begin, WIDTH, False); n = len(meta["lemma_scripts"]); matrix("lemma", n, PIECE); matrix("lemmav", n, WIDTH, False)
    matrix("arc", ARC, ARC); matrix("rel", len(labels["rel"]), REL); t["root.arc"] = normal(ARC); t["root.rel"] = normal(REL)
    t.save(dict(meta, reader="tiny", encoder="transformer", width=WIDTH, piece=PIECE, inner=INNER, layers=LAYERS, most_pieces=5, longest_piece=7, max_words=30, arc=ARC, rel=REL, word_dim=WORD, affix_dim=AFFIX, vector_dim=VECTOR, heads=columns,
                training={}), out)


if __name__ == "__main__": main(*sys.argv[1:])
