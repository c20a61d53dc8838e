// The layout of a text: headlines, datelines, captions, body, and what a site or an agency puts
// around an article. Internal to extract.
#pragma once
#include <string_view>
#include <vector>

#include "extract/sentence/sentence.h"
#include "schema/document.h"

namespace trine::extract {

// A line, or a paragraph whose lines are hard-wrapped. A dateline's place is a block of its own,
// and so is the rest of it (date, agency, dash), which is boilerplate.
struct Block {
  Span span;  // without the white space around
  SentenceKind kind = SentenceKind::kBody;
  friend bool operator==(const Block&, const Block&) = default;
};

// Non-empty, in order. Linear in the text's length. A text that does not look like an article (a
// list, a letter, a poem) is all body but for lines that are unmistakable.
std::vector<Block> find_blocks(std::string_view text);

// Sets every sentence's kind by the block it lies in. A sentence that reaches over the limit of two
// blocks of different kinds is cut there. Only for sentences not yet parsed.
void mark_structure(std::string_view text, std::vector<Sentence>& sentences);

// Is the block a line that tells when the text was written ("Updated: Thursday, November 04,
// 2021")?
bool is_date_line(std::string_view line);

}  // namespace trine::extract
