// A part of a page as paragraphs. Internal to extract.
#pragma once
#include <string>
#include <vector>

#include "extract/reading/html_main.h"

namespace trine::extract {

struct PageBlock {
  std::string text;        // a single line break where the page has one within a paragraph
  std::size_t linked = 0;  // bytes of it inside links
};

// Without furniture and lists of links. Of a table of data each row is a block: "Name: Lena Orsk;
// Office: director".
std::vector<PageBlock> collect_blocks(const GumboNode& part, const PageProse& page);

}  // namespace trine::extract
