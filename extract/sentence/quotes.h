// Who speaks where: quotations that run over several sentences.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "extract/sentence/sentence.h"

namespace trine::extract {

// Where a sentence stands with regard to quotation marks.
struct QuoteState {
  bool inside = false;    // it begins within a quotation that an earlier sentence opened
  std::int32_t run = -1;  // number of the quotation, counted through the document; -1: none
};

// One state a sentence. A run is a quotation that goes on over several sentences, or the first
// quotation of a sentence.
std::vector<QuoteState> quote_states(std::span<const Sentence> sentences);

}  // namespace trine::extract
