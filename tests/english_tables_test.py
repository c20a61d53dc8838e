#!/usr/bin/env python3
# The tables of English are refused with the line that is wrong, and made into C++ when they are right.
import pathlib
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parent.parent
tool = root / "tools" / "english_tables.py"
NAMES = "saying\tsay: speech\nhoping\thope: a wish\n"


def run(properties, names=NAMES, code=None):
    """Exit code and messages for the given tables."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "properties.tsv").write_text(properties)
        (folder / "property_names.tsv").write_text(names)
        rest = [folder / "out"]
        if code is not None:
            (folder / "code.cc").write_text(code)
            rest = ["--used", folder / "code.cc"]
        done = subprocess.run([sys.executable, tool, folder, *rest], capture_output=True, text=True)
        return done.returncode, done.stderr


GOOD = "say\tsaying\thand\nhope\thoping\thand\nhope\t!saying\ta wish\n"
cases = [
    ("right tables", run(GOOD), 0, ""),
    ("an unknown property", run(GOOD + "vow\tvowing\thand\n"), 1, "properties.tsv:4: unknown property 'vowing'"),
    ("a duplicate", run(GOOD + "say\tsaying\tagain\n"), 1, "properties.tsv:4: 'say' has 'saying' already"),
    ("both with and without", run(GOOD + "hope\tsaying\thand\n"), 1, "'hope' has 'saying' already"),
    ("no source", run(GOOD + "vow\tsaying\t\n"), 1, "properties.tsv:4: needs 3 columns"),
    ("too few columns", run(GOOD + "vow saying hand\n"), 1, "needs 3 columns"),
    ("a property of no lemma", run(GOOD, NAMES + "fearing\tfear\n"), 1, "no lemma is 'fearing'"),
    ("a property that no code asks for", run(GOOD, NAMES, "Property::kSaying"), 1, "no code asks for 'hoping'"),
    ("all asked for", run(GOOD, NAMES, "Property::kSaying Property::kHoping"), 0, ""),
]
status = 0
for what, (code, message), wanted_code, wanted in cases:
    if code != wanted_code or wanted not in message:
        print(f"{what}: exit {code}, wanted {wanted_code} with '{wanted}'; got: {message}")
        status = 1
sys.exit(status)
