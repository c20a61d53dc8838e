// A web page to its main text. Internal to extract.
#pragma once
#include <string>

#include "schema/document.h"

namespace trine::extract {

// Headline, paragraphs, lists and captions of the article, a blank line between; no navigation,
// scripts, forms, lists of links. Title, date and address come from the page's metadata, else from
// its headings and <time>. `html` is UTF-8; `key` is left empty.
// Throws Error{kInput} when it has more than kMostElements (html_scan.h).
Document read_html(const std::string& html);

// The character set that the page declares in its first kilobyte ("windows-1252"); empty if none.
std::string declared_charset(const std::string& html);

}  // namespace trine::extract
