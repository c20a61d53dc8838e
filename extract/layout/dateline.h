// Where and when a news text was written: "SEOUL, April 7 (Yonhap) -- ". Internal to extract.
#pragma once
#include <optional>
#include <string_view>

#include "extract/english/calendar.h"
#include "schema/document.h"

namespace trine::extract {

struct Dateline {
  Span span;           // with the dash or colon that closes it
  Span place;          // "SEOUL, South Korea"
  unsigned month = 0;  // 0: not stated
  unsigned day = 0;    // 0: not stated
  int year = 0;        // 0: not stated
  friend bool operator==(const Dateline&, const Dateline&) = default;
};

// The dateline at the start of `text` [begin, end), if there is one.
std::optional<Dateline> find_dateline(std::string_view text, Span line);

// Fills in an empty title and an empty date from the text: the headline above the article,
// "Updated:
// ..." lines, the dateline with the year that the rest of the text tells. What is there stays.
// A date like 01/04/2024 is taken in the order given, with kUnknown not at all.
void complete_metadata(Document& document, DateOrder order = DateOrder::kUnknown);

}  // namespace trine::extract
