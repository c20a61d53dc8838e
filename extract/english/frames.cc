#include "extract/english/frames.h"

#include <algorithm>

#include "extract/english/frames_table.h"

namespace trine::extract {

const Frame* find_frame(std::string_view lemma, Part part, Complement complement, bool object) {
  const auto [first, last] = std::ranges::equal_range(kFrames, lemma, {}, &Frame::lemma);
  const Frame* other = nullptr;
  for (auto row = first; row != last; ++row) {
    if (row->part != part || row->complement != complement) continue;
    const bool wants = row->controller == Controller::kObject;
    if (wants == object) return &*row;
    if (!wants) other = &*row;  // "promised Bo to leave"
  }
  return other;
}

}  // namespace trine::extract
