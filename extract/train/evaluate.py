"""Scores a model file with the project's scorers: evaluate.py MODEL.trine [SHARED] [OUT]

Trees on data/ud/dev (EWT, GUM), names on four sets, mention heads on data/gum/dev. Uses the reference run time of export.py.
"""
import json, os, subprocess, sys
import data as D, decode, export


def recased(rt, dev, how):
    """LAS, UPOS of the dev sentences in capitals, lower case or headline case."""
    n = las = upos = 0
    for s in dev:
        r = rt.analyse(D.recased(s, how)["form"]); n += len(s["form"]); upos += sum(x == y for x, y in zip(s["upos"], r["upos"]))
        las += sum(a == b and c.split(":")[0] == d.split(":")[0] for a, b, c, d in zip(s["head"], r["head"], s["rel"], r["rel"]))
    return dict(LAS=round(100 * las / n, 2), UPOS=round(100 * upos / n, 2))


def main(model, shared="/work/shared", out="/tmp/trine-eval"):
    os.makedirs(out, exist_ok=True); rt = export.Runtime(model); score = lambda *a: subprocess.run([sys.executable, *a], capture_output=True, text=True).stdout
    dev = D.conllu(shared + "/data/ud/dev.conllu")
    for part in ("ewt", "gum"):
        with open(f"{out}/{part}.gold", "w") as g, open(f"{out}/{part}.pred", "w") as p:
            for s in dev:
                if s["set"] != part: continue
                words = [r for r in s["rows"] if r[0].isdigit()]
                g.write("\n".join("\t".join(r[:9] + ["_"]) for r in words) + "\n\n"); export.conllu(p, rt.analyse(s["form"]), [])
        j = json.loads(score(shared + "/eval/conllu_score.py", f"{out}/{part}.gold", f"{out}/{part}.pred", "--json")); print(part, {k: round(100 * v["f1"], 2) for k, v in j["metrics"].items()})
    for how in ("upper", "lower", "headline"): print(how, recased(rt, dev, how))
    for k, types in (("uner_ewt", "PER,ORG,LOC"), ("wikigold", "PER,ORG,LOC"), ("crossner_politics", "PER,ORG,LOC,EVENT"), ("redocred", "PER,ORG,LOC")):
        with open(f"{out}/{k}.jsonl", "w") as f:
            for l in open(f"{shared}/data/{k}/dev.jsonl", encoding="utf8"):
                r = json.loads(l); toks, at, cut = D.located(r["text"]); ms = []
                for a, b in zip(cut, cut[1:]):
                    if b <= a: continue
                    tags = [D.NAME_LABELS.index(x) for x in rt.analyse(toks[a:b])["name"]]
                    ms += [dict(id=f"m{a + x}", b=at[a + x], e=at[a + y - 1] + len(toks[a + y - 1]), type={"MISC": "OTHER"}.get(t, t)) for x, y, t in decode.spans(tags)]
                f.write(json.dumps(dict(id=r["id"], mentions=ms)) + "\n")
        print(k, "\n".join(score(shared + "/eval/typed_score.py", "ner", f"{shared}/data/{k}/dev.jsonl", f"{out}/{k}.jsonl", "--types", types).splitlines()[:14]))

    with open(f"{out}/gum-mentions.jsonl", "w") as f:
        for l in open(shared + "/data/gum/dev.jsonl", encoding="utf8"):
            r = json.loads(l); ms = []; tok = r["tokens"]
            for sb, se in r["sents"]:
                ix = [k for k, (b, e) in enumerate(tok) if sb <= b and e <= se]
                if not ix: continue
                a = rt.analyse([r["text"][tok[k][0]:tok[k][1]] for k in ix]); n = len(ix)
                for i, m in enumerate(a["mention"]):
                    if m == "O": continue
                    lo = hi = i                                  # the head's subtree, without clauses that hang off it
                    for j in range(n):
                        k, far = j, False
                        while k >= 0 and k != i: far |= a["rel"][k].split(":")[0] in ("acl", "punct", "cop", "nsubj", "cc", "conj", "appos", "parataxis", "aux", "advcl", "mark", "dislocated", "expl", "advmod") or a["rel"][k] == "acl:relcl"; k = a["head"][k] - 1
                        if k == i and not far: lo, hi = min(lo, j), max(hi, j)
                    b, e = tok[ix[lo]][0], tok[ix[hi]][1]; ms.append(dict(id=f"m{ix[i]}", b=b, e=e, type=m, ftype=m, head=tok[ix[i]], named=a["upos"][i] == "PROPN", pron=a["upos"][i] in ("PRON", "DET")))
            f.write(json.dumps(dict(id=r["id"], mentions=ms)) + "\n")
    print("gum mentions", "\n".join(score(shared + "/eval/typed_score.py", "ner", shared + "/data/gum/dev.jsonl", f"{out}/gum-mentions.jsonl", "--ftype").splitlines()[:3]))
    print("gum named", "\n".join(score(shared + "/eval/typed_score.py", "ner", shared + "/data/gum/dev.jsonl", f"{out}/gum-mentions.jsonl", "--ftype", "--named").splitlines()[:3]))


if __name__ == "__main__": main(*sys.argv[1:])
