// Text to paragraphs, whether or not a program wrapped its lines. Internal to extract.
#pragma once
#include <string_view>
#include <vector>

#include "schema/span.h"

namespace trine::extract {

// Paragraphs of `text` in order, without the white space around: separated by blank lines, and by
// single line breaks where these are not the work of a program that wraps lines.
std::vector<Span> find_paragraphs(std::string_view text);

}  // namespace trine::extract
