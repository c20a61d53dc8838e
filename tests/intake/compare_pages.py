"""Word F1 of another extractor on the pages of tests/intake/pages, for comparison with pages_test.cc.

    python3 -m venv VENV && VENV/bin/pip install trafilatura lxml_html_clean
    VENV/bin/python tests/intake/compare_pages.py
"""
import collections
import html
import os
import re

import trafilatura

PAGES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pages")


def words(text):
    return collections.Counter(re.findall(r"\w+", text.lower()))


def main():
    scores = []
    for name in sorted(os.listdir(PAGES)):
        with open(os.path.join(PAGES, name), encoding="utf-8") as file:
            page = file.read()
        marked = " ".join(re.findall(r"<!--main-->(.*?)<!--/main-->", page, re.S))
        wanted = words(html.unescape(re.sub(r"<[^>]+>", " ", marked)))
        page = re.sub(r"<!--/?main-->", "", page)
        text = trafilatura.extract(page, include_comments=True, include_tables=True) or ""
        title = trafilatura.extract_metadata(page).title or ""
        found = words(text if title in text else title + "\n" + text)
        scores.append(2 * sum((wanted & found).values()) / (sum(wanted.values()) + sum(found.values())))
        print(f"{scores[-1]:.3f}  {name}")
    print(f"{sum(scores) / len(scores):.4f}  mean")


main()
