#!/usr/bin/env python3
"""Checks the tables of English in extract/english/lexicon and makes them into C++. Run by the build.

  tools/english_tables.py LEXICON OUTPUT      writes OUTPUT/extract/english/properties.h, OUTPUT/properties.cc and OUTPUT/frames.cc
  tools/english_tables.py LEXICON --used SOURCES...     fails when no source asks for a declared property

properties.tsv    lemma TAB property TAB source     ("!property": has it not; see the file's head)
property_names.tsv    property TAB definition
frames.tsv        lemma TAB part TAB complement TAB controller TAB effect TAB source: values as in extract/english/frames.h
Every fault is reported as FILE:LINE: MESSAGE; then the exit code is 1.
"""
import pathlib
import re
import sys

faults = []


def read_rows(path, columns):
    """(line number, fields) of each line that is no comment."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line:
            continue
        fields = line.split("\t")
        if len(fields) != columns or any(field != field.strip() or not field for field in fields):
            faults.append(f"{path}:{number}: needs {columns} columns parted by tabs, none empty or padded")
            continue
        yield number, fields


def read_names(folder):
    """property -> definition, in the order of the file, which is the order of the enumerators."""
    path, names = folder / "property_names.tsv", {}
    for number, (name, definition) in read_rows(path, 2):
        if name in names:
            faults.append(f"{path}:{number}: '{name}' is declared twice")
        names[name] = definition
    return names


def read_properties(folder, names):
    """lemma -> set of properties."""
    path, table, seen = folder / "properties.tsv", {}, set()
    for number, (lemma, name, _) in read_rows(path, 3):
        denied, bare = name.startswith("!"), name.lstrip("!")
        if bare not in names:
            faults.append(f"{path}:{number}: unknown property '{bare}' (declare it in property_names.tsv)")
        elif (lemma, bare) in seen:
            faults.append(f"{path}:{number}: '{lemma}' has '{bare}' already")
        elif not denied:
            table.setdefault(lemma, set()).add(bare)
        seen.add((lemma, bare))
    for name in names:
        if not any(name in properties for properties in table.values()):
            faults.append(f"{path}: no lemma is '{name}'")
    return table


def enumerator(name):
    return "k" + "".join(part.capitalize() for part in name.split("-"))


def header(names):
    lines = [f"  {enumerator(name)},  // {definition}" for name, definition in names.items()]
    return ("// Made by tools/english_tables.py from property_names.tsv. Do not edit.\n#pragma once\n#include <cstdint>\n\n"
            "namespace trine::extract {\n\nenum class Property : std::uint8_t {\n" + "\n".join(lines) +
            f"\n}};\ninline constexpr int kPropertyCount = {len(names)};\n\n}}  // namespace trine::extract\n")


def source(names, table):
    order = {name: i for i, name in enumerate(names)}
    words = (len(names) + 63) // 64
    rows = []
    for lemma in sorted(table, key=lambda word: word.encode()):
        bits = sum(1 << order[name] for name in table[lemma])
        parts = ", ".join(f"0x{bits >> 64 * i & (1 << 64) - 1:x}ULL" for i in range(words))
        rows.append(f"    {{\"{lemma}\", Properties::of_words({{{{{parts}}}}})}},")
    return ("// Made by tools/english_tables.py from properties.tsv. Do not edit.\n#include \"extract/english/lexicon_table.h\"\n\n"
            "namespace trine::extract {\n\nnamespace {\nconstexpr LexiconRow kRows[] = {\n" + "\n".join(rows) +
            "\n};\n}  // namespace\nconst std::span<const LexiconRow> kLexicon(kRows);\n\n}  // namespace trine::extract\n")


def read_enumerators(header):
    """Enumeration -> its enumerators, of the values that frames.tsv may use."""
    text = header.read_text(encoding="utf-8")
    found = {}
    for name, body in re.findall(r"enum class (\w+) : std::uint8_t \{(.*?)\};", text, re.DOTALL):
        found[name] = re.findall(r"\bk[A-Z]\w*", re.sub(r"//.*", "", body))
    return found


def read_frames(folder, header):
    path, frames, seen = folder / "frames.tsv", [], set()
    allowed = read_enumerators(header)
    for number, (lemma, *values, _) in read_rows(path, 6):
        row = [enumerator(value) for value in values]
        for kind, value in zip(("Part", "Complement", "Controller", "Effect"), row):
            if value not in allowed[kind]:
                faults.append(f"{path}:{number}: '{value}' is no {kind} of {header.name}")
        key = (lemma, row[0], row[1], row[2] == "kObject")
        if key in seen:
            faults.append(f"{path}:{number}: '{lemma}' has a frame for this complement already")
        seen.add(key)
        frames.append((lemma, *row))
    for kind, column in (("Controller", 3), ("Effect", 4)):
        for value in allowed[kind]:
            if not any(frame[column] == value for frame in frames):
                faults.append(f"{path}: no frame has {kind} {value}")
    return sorted(frames, key=lambda frame: (frame[0].encode(), *(
        allowed[kind].index(value) if value in allowed[kind] else -1
        for kind, value in zip(("Part", "Complement", "Controller"), frame[1:]))))


def frames_source(frames):
    rows = [f'    {{"{lemma}", Part::{part}, Complement::{complement}, Controller::{controller}, Effect::{effect}}},'
            for lemma, part, complement, controller, effect in frames]
    return ("// Made by tools/english_tables.py from frames.tsv. Do not edit.\n#include \"extract/english/frames_table.h\"\n\n"
            "namespace trine::extract {\n\nnamespace {\nconstexpr Frame kRows[] = {\n" + "\n".join(rows) +
            "\n};\n}  // namespace\nconst std::span<const Frame> kFrames(kRows);\n\n}  // namespace trine::extract\n")


def write(path, text):
    """Only where it differs, so that nothing is compiled again for nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def check_used(folder, names, sources):
    text = "".join(pathlib.Path(path).read_text(encoding="utf-8") for path in sources)
    for name in names:
        if f"Property::{enumerator(name)}" not in text:
            faults.append(f"{folder / 'property_names.tsv'}: no code asks for '{name}'")


def main(arguments):
    folder = pathlib.Path(arguments[0])
    names = read_names(folder)
    table = read_properties(folder, names)
    if arguments[1] == "--used":
        check_used(folder, names, arguments[2:])
    elif not faults:
        output = pathlib.Path(arguments[1])
        if (folder / "frames.tsv").exists():
            frames = read_frames(folder, folder.parent / "frames.h")
            if not faults:
                write(output / "frames.cc", frames_source(frames))
        write(output / "extract/english/properties.h", header(names))
        write(output / "properties.cc", source(names, table))
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
