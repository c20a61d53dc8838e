// A web page made safe for the parser: the same text and structure, less what never matters
// (scripts, styles, comments, drawings, most attributes) and what makes the parser slow or deep.
// Internal.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace trine::extract {

// Elements nested deeper become siblings of those above them, as in browsers.
constexpr std::size_t kDeepestElement = 512;
// The parser takes about 300 bytes for each.
constexpr std::size_t kMostElements = 1'000'000;

// Linear in the page's size (times kDeepestElement at worst, for a few machine steps each). Throws
// Error{kInput} for a page of more than kMostElements elements.
std::string bounded_html(std::string_view html);

}  // namespace trine::extract
