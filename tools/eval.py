"""Runs the scorers of ../shared/eval on what `trine` prints; called by tools/eval.sh.

Every table of docs/quality.md comes from here: what was run, what came out, what was wanted.
"""
import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time


class Evaluation:
    def __init__(self, trine, shared, work):
        self.trine = os.path.abspath(trine)
        self.shared = os.path.abspath(shared)
        self.eval = os.path.join(self.shared, "eval")
        self.work = work
        self.sections = []

    # -- running

    def path(self, name):
        return os.path.join(self.work, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as out:
            out.write(text)
        return self.path(name)

    def extract(self, output, *arguments):
        """Runs `trine extract`, its output in a file; returns user+system seconds."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with open(self.path(output), "wb") as out:
            done = subprocess.run([self.trine, "extract", "-q", *arguments], stdout=out,
                                  stderr=subprocess.PIPE, check=False)
        if done.returncode not in (0, 3):
            raise RuntimeError(f"trine extract {' '.join(arguments)}: exit {done.returncode}: "
                               + done.stderr.decode(errors="replace")[-500:])
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)

    def score(self, program, *arguments, stdin=None):
        done = subprocess.run([sys.executable, os.path.join(self.eval, program), *arguments,
                               "--json"], capture_output=True, check=False, stdin=stdin)
        if done.returncode not in (0, 3):
            raise RuntimeError(f"{program} {' '.join(arguments)}: "
                               + done.stderr.decode(errors="replace")[-500:])
        return json.loads(done.stdout)

    # -- writing

    def section(self, title, commands, rows, note=""):
        lines = [f"## {title}", ""]
        if note:
            lines += [note, ""]
        lines += ["| measure | value | wanted |", "|---|--:|--:|"]
        lines += [f"| {name} | {value} | {wanted} |" for name, value, wanted in rows]
        lines += [""] + [f"    {command}" for command in commands] + [""]
        self.sections.append("\n".join(lines))
        print(self.sections[-1], flush=True)

    def attempt(self, measure):
        """A part that fails is named in the page and does not take the others with it."""
        try:
            measure()
        except (RuntimeError, KeyError, OSError, ValueError) as error:
            name = measure.__name__.replace("_", " ")
            self.sections.append(f"## {name}\n\nNot measured: {error}\n")
            print(f"eval: {name}: {error}", file=sys.stderr)

    # -- the measures

    def syntax(self):
        gold = os.path.join(self.shared, "data", "ud", "dev.conllu")
        with open(gold, encoding="utf-8") as lines:
            documents = read_conllu(lines)
        rows = []
        parts = {"EWT": [d for d in documents if not d.name.startswith("GUM_")],
                 "GUM": [d for d in documents if d.name.startswith("GUM_")], "all": documents}
        for name, part in parts.items():
            gold_part = self.write(f"{name}.gold.conllu", "".join(d.source for d in part))
            tokens = self.write(f"{name}.txt", "".join(d.tokenised() for d in part))
            self.extract(f"{name}.conllu", "--tokenized", "--format", "conllu", tokens)
            metrics = self.score("conllu_score.py", gold_part,
                                 self.path(f"{name}.conllu"))["metrics"]
            wanted = {"EWT": "88.0", "GUM": "87.5", "all": ""}[name]
            rows.append((f"LAS, gold words, {name}", percent(metrics["LAS"]["aligned"]), wanted))
            if name == "all":
                for metric, goal in (("UPOS", "96.5"), ("XPOS", "96.0"), ("Lemmas", "98.0"),
                                     ("UFeats", "")):
                    rows.append((f"{metric}, gold words", percent(metrics[metric]["aligned"]),
                                 goal))
        raw = self.write("raw.jsonl", "".join(
            json.dumps({"id": d.name, "text": d.text()}) + "\n" for d in documents))
        self.extract("raw.conllu", "--format", "conllu", raw)
        metrics = self.score("conllu_score.py", gold, self.path("raw.conllu"))["metrics"]
        for metric, goal in (("Words", "99.2"), ("Sentences", "90"), ("UPOS", ""), ("LAS", "85.5")):
            rows.append((f"{metric} F1, raw text", percent(metrics[metric]["f1"]), goal))
        self.section("Syntax", [
            "trine extract --tokenized --format conllu WORDS >OUT.conllu   # one sentence a line",
            "../shared/eval/conllu_score.py GOLD.conllu OUT.conllu",
            "trine extract --format conllu raw.jsonl >raw.conllu   # text by # text and # newpar",
            "../shared/eval/conllu_score.py ../shared/data/ud/dev.conllu raw.conllu"], rows,
            "`../shared/data/ud/dev.conllu`: EWT and GUM documents, 43,579 words.")

    def mentions(self):
        rows = []
        gold = os.path.join(self.shared, "data", "gum", "dev.jsonl")
        self.extract("gum.jsonl", "--format", "mentions", gold)
        prediction = self.path("gum.jsonl")
        maps = os.path.join(self.eval, "maps", "gum.tsv")
        for match, name, wanted in (("exact", "exact", "62"), ("head", "head", "78")):
            result = self.score("typed_score.py", "ner", gold, prediction, "--bytes", "--ftype",
                                "--map", maps)
            rows.append((f"typed mentions, ten types, {name} F1",
                         percent(dig(result, match, "f1")), wanted))
        for label, extra in (("without single mentions", []),
                             ("with single mentions", ["--singletons"])):
            result = self.score("typed_score.py", "coref", gold, prediction, "--bytes", "--match",
                                "head", *extra)
            rows.append((f"coreference, CoNLL F1, {label}",
                         percent(dig(result, "conll_f1")), ""))
        for data, map_name in (("uner_ewt", "uner"), ("wikigold", "wikigold"),
                               ("crossner_politics", "crossner_politics")):
            gold_names = os.path.join(self.shared, "data", data, "dev.jsonl")
            self.extract(f"{data}.mentions", "--format", "mentions", gold_names)
            names = self.path(f"{data}.names")
            with open(self.path(f"{data}.mentions"), "rb") as given, open(names, "wb") as out:
                subprocess.run([sys.executable, os.path.join(self.eval, "names_view.py")],
                               stdin=given, stdout=out, check=True)
            result = self.score("typed_score.py", "ner", gold_names, names, "--bytes", "--named",
                                "--types", "PER,ORG,LOC", "--map",
                                os.path.join(self.eval, "maps", map_name + ".tsv"))
            rows.append((f"names PER ORG LOC, `{data}`, exact F1",
                         percent(dig(result, "exact", "f1")), ""))
        self.section("Entities", [
            "trine extract --format mentions ../shared/data/gum/dev.jsonl >gum.jsonl",
            "../shared/eval/typed_score.py ner ../shared/data/gum/dev.jsonl gum.jsonl --bytes "
            "--ftype --map ../shared/eval/maps/gum.tsv",
            "../shared/eval/typed_score.py coref ... --bytes --match head [--singletons]",
            "../shared/eval/names_view.py <X.mentions | ../shared/eval/typed_score.py ner GOLD - "
            "--bytes --named --types PER,ORG,LOC --map ../shared/eval/maps/X.tsv"], rows)

    def open_extraction(self):
        rows = []
        for view, gold, wanted in (("carb", "carb-dev/gold.tsv", "56.0"),
                                   ("benchie", "benchie-dev/gold.txt", "45.0")):
            folder = os.path.join(self.eval, f"{view}-dev")
            self.extract(f"{view}.tsv", "--tokenized", "--format", "oie", "--view", view,
                         os.path.join(folder, "sentences.txt"))
            result = self.score("oie_score.py", view, "--gold", os.path.join(self.eval, gold),
                                "--pred", self.path(f"{view}.tsv"))
            name = {"carb": "CaRB", "benchie": "BenchIE"}[view]
            for key, label in (("f1", "F1"), ("precision", "precision"), ("recall", "recall")):
                rows.append((f"{name} dev, {label}", percent(dig(result, key)),
                             wanted if key == "f1" else
                             "55" if (view, key) == ("benchie", "precision") else ""))
        self.section("Open extraction", [
            "trine extract --tokenized --format oie --view carb "
            "../shared/eval/carb-dev/sentences.txt >carb.tsv",
            "../shared/eval/oie_score.py carb --gold ../shared/eval/carb-dev/gold.tsv "
            "--pred carb.tsv",
            "(benchie alike)"], rows)

    def statements(self):
        gold = os.path.join(self.eval, "mission-gold")
        texts = [os.path.join(self.shared, "seeds"), os.path.join(gold, "text")]
        # The gold's document dates, as a user would give them: in the records.
        records = []
        for name in sorted(os.listdir(gold)):
            if not name.endswith(".json"):
                continue
            with open(os.path.join(gold, name), encoding="utf-8") as file:
                document = json.load(file)
            for folder in texts:
                for candidate in (document["doc"] + ".txt", os.path.basename(
                        document.get("text_file", ""))):
                    text_file = os.path.join(folder, candidate)
                    if os.path.isfile(text_file):
                        with open(text_file, encoding="utf-8") as file:
                            text = file.read()
                        records.append({"id": document["doc"], "text": text,
                                        "date": document.get("date") or None})
                        break
                else:
                    continue
                break
        given = self.write("mission.jsonl", "".join(json.dumps(r) + "\n" for r in records))
        self.extract("mission.out.jsonl", given)
        result = self.score("mission_score.py", gold, "--pred", self.path("mission.out.jsonl"))
        self.write("mission.json", json.dumps(result, indent=1))
        rows = []
        for label, key, wanted in (("recall, importance 2", "recall_imp2", "85"),
                                   ("recall, importance 1 and 2", "recall_imp1plus", "65"),
                                   ("precision, lower bound", "precision_proxy", "60"),
                                   ("predictions from boilerplate", "boilerplate_predictions", "")):
            rows.append((label, percent(dig(result, "total", key, "rate")), wanted))
        for label, key, wanted in (
                ("class", "relation_class", "80"), ("polarity", "polarity", "97"),
                ("modality", "modality", "80"), ("attribution", "attribution", ""),
                ("attribution, where there is one", "attribution_where_gold_has_one", "75"),
                ("time", "time", "80"), ("place", "place", "")):
            rows.append((f"{label}, among found",
                         percent(dig(result, "accuracy_among_found", key, "rate")), wanted))
        self.section("Statements", [
            "trine extract mission.jsonl >facts.jsonl   # the texts with their dates",
            "../shared/eval/mission_score.py ../shared/eval/mission-gold --pred facts.jsonl"], rows,
            f"{len(records)} documents of `../shared/eval/mission-gold`.")

    def speed(self):
        corpus = os.path.join(self.shared, "corpus", "milestones")
        words = 0
        for name in sorted(os.listdir(corpus)):
            with open(os.path.join(corpus, name), encoding="utf-8") as file:
                words += len(file.read().split())
        rows = []
        for label, arguments in (("text to CoNLL-U", ["--format", "conllu"]),
                                 ("text to statements", ["--format", "jsonl"])):
            for jobs in ("1", "2"):
                begin = time.monotonic()
                cpu = self.extract("speed.out", "-j", jobs, *arguments, corpus)
                wall = time.monotonic() - begin
                rows.append((f"{label}, -j {jobs}",
                             f"{wall:.1f} s; {cpu:.1f} s CPU; {words / cpu:,.0f} words/s of CPU",
                             "4 s" if jobs == "2" and label.endswith("U") else ""))
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            model = re.search(r"model name\s*:\s*(.*)", file.read())
        self.section("Speed", ["trine extract -j N --format conllu ../shared/corpus/milestones"],
                     rows, f"{words:,} words; {model.group(1) if model else 'unknown processor'}. "
                     "Wall time depends on what else runs; the CPU time does so less.")


class Document:
    def __init__(self, name):
        self.name = name
        self.lines = []

    @property
    def source(self):
        return "".join(self.lines)

    def sentences(self):
        """Yields (words, text, begins a paragraph)."""
        words, text, paragraph = [], "", False
        for line in self.lines:
            if line.startswith("# text ="):
                text = line.split("=", 1)[1].strip()
            elif line.startswith("# newpar"):
                paragraph = True
            elif line.startswith("#"):
                continue
            elif not line.strip():
                if words:
                    yield words, text, paragraph
                words, text, paragraph = [], "", False
            elif re.match(r"\d+\t", line):
                # A word with a blank inside is one word all the same.
                words.append(line.split("\t")[1].replace(" ", "\u00a0"))

    def tokenised(self):
        return "".join(" ".join(words) + "\n" for words, _, _ in self.sentences())

    def text(self):
        parts = []
        for _, text, paragraph in self.sentences():
            if parts:
                parts.append("\n\n" if paragraph else " ")
            parts.append(text)
        return "".join(parts)


def read_conllu(lines):
    documents = []
    for line in lines:
        if line.startswith("# newdoc"):
            documents.append(Document(line.split("=", 1)[1].strip()))
        if documents:
            documents[-1].lines.append(line)
    return documents


def dig(value, *keys):
    for key in keys:
        if not isinstance(value, dict) or key not in value:
            return None
        value = value[key]
    return value


def percent(value):
    return "?" if value is None else f"{100 * value:.1f}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--trine", required=True)
    parser.add_argument("--shared", required=True)
    parser.add_argument("--write", required=True)
    parser.add_argument("--only", action="append", help="one section (repeatable); writes nothing")
    parser.add_argument("--keep", help="folder for what the programs print")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        if options.keep:
            os.makedirs(options.keep, exist_ok=True)
        run = Evaluation(options.trine, options.shared, options.keep or temporary)
        for name in ("syntax", "mentions", "open_extraction", "statements", "speed"):
            if not options.only or name in options.only:
                run.attempt(getattr(run, name))
        if options.only:
            return
        version = subprocess.run([run.trine, "--version"], capture_output=True, text=True,
                                 check=True).stdout.strip()
        commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True,
                                text=True, check=False).stdout.strip()
        page = ["# How good is it?", "",
                f"Measured by `tools/eval.sh` with {version} at commit {commit}, on development "
                "sets only: per cent unless said otherwise. `wanted` is the goal of the issue that "
                "asks for it.", "", *run.sections]
        folder = os.path.dirname(options.write) or "."
        more = sorted(name for name in os.listdir(folder) if re.match(r"quality-.*\.md$", name))
        if more:
            page += ["## More", ""] + [f"- [{name}]({name})" for name in more] + [""]
        with open(options.write, "w", encoding="utf-8") as out:
            out.write("\n".join(page))
        print(f"written: {options.write}")


if __name__ == "__main__":
    main()
