#!/usr/bin/env python3
# Two types of one name in one namespace are one type to the linker, which says nothing and keeps one
# of each pair of their functions. (It happened: two structs of other fields in two headers.) Looks
# at headers, and at what stands outside unnamed namespaces in sources.
import collections
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
defined = collections.defaultdict(set)
for folder in ("schema", "extract", "storage", "graph", "tools"):
    for path in sorted((root / folder).rglob("*")):
        if path.suffix not in (".h", ".cc") or "train" in path.relative_to(root).parts:
            continue
        depth, scopes = 0, []  # namespaces that are open, with the depth they were opened at
        for line in path.read_text(encoding="utf-8").splitlines():
            code = re.sub(r'"(\\.|[^"\\])*"', '""', re.sub(r"'(\\.|[^'\\])'", "' '", line))
            code = code.split("//")[0]
            if opened := re.match(r"\s*namespace\s*([\w:]*)\s*\{", code):
                scopes.append((depth, opened.group(1)))
            elif all(name for _, name in scopes) and (
                type_ := re.match(r"(?:template <[^{;]*>\s*)?(?:struct|class|enum(?: class)?)\s+(\w+)"
                                  r"(?:\s+final)?\s*(?::(?!:)|{|$)", code)):
                name = "::".join([name for _, name in scopes] + [type_.group(1)])
                defined[name].add(str(path.relative_to(root)))
            depth += code.count("{") - code.count("}")
            while scopes and depth <= scopes[-1][0]:
                scopes.pop()

twice = {name: paths for name, paths in defined.items() if len(paths) > 1}
for name, paths in sorted(twice.items()):
    print(f"{name} is defined in {' and in '.join(sorted(paths))}")
if len(defined) < 100:
    sys.exit(f"only {len(defined)} types found: this test no longer reads the sources")
sys.exit(1 if twice else 0)
