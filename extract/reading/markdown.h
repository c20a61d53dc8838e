// Markdown to prose: headings, paragraphs, lists and tables without their marks; no code.
// Internal to extract.
#pragma once
#include <string>

#include "schema/document.h"

namespace trine::extract {

// Title: of the front matter, else the first heading; date: of the front matter.
Document read_markdown(const std::string& text);

}  // namespace trine::extract
