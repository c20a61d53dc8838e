"""Scores a model file with the project's scorers: evaluate.py MODEL.trine [SHARED] [OUT]

Trees on data/ud/dev (EWT, GUM), names on four sets, mention heads on data/gum/dev. Uses the reference run time of export.py.
"""
import json, os, subprocess, sys
import data as D, decode, export


def main(model, shared="/work/shared", out="/tmp/trine-eval"):
    os.makedirs(out, exist_ok=True); rt = export.Runtime(model); score = lambda *a: subprocess.run([sys.executable, *a], capture_output=True, text=True).stdout
    dev = D.conllu(shared + "/data/ud/dev.conllu")
    for part in ("ewt", "gum"):
        with open(f"{out}/{part}.gold", "w") as g, open(f"{out}/{part}.pred", "w") as p:
            for s in dev:
                if s["set"] != part: continue
                words = [r for r in s["rows"] if r[0].isdigit()]
                g.write("\n".join("\t".join(r[:9] + ["_"]) for r in words) + "\n\n"); export.conllu(p, rt.analyse(s["form"]), [])
        j = json.loads(score(shared + "/eval/conllu_score.py", f"{out}/{part}.gold", f"{out}/{part}.pred", "--json")); print(part, json.dumps(j)[:1500])
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


if __name__ == "__main__": main(*sys.argv[1:])
