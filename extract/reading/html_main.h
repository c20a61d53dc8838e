// Which part of a page is what the page is for. Internal to extract.
#pragma once
#include <unordered_map>

#include "extract/reading/html_tree.h"

namespace trine::extract {

// Where the prose of a page is: bytes of it in each element, what is furniture set aside.
class PageProse {
 public:
  explicit PageProse(const GumboNode& root);
  std::size_t of(const GumboNode& node) const;

  // Navigation, scripts, what names itself as furniture, hidden elements; a form, unless most of
  // the page is in it.
  bool is_left_out(const GumboNode& node) const;
  // The article, the main element, or the body; of that the innermost element that holds nearly
  // all of its prose.
  const GumboNode& main_part(const GumboNode& root) const;

 private:
  std::unordered_map<const GumboNode*, std::size_t> prose_;
  std::size_t all_ = 0;
};

}  // namespace trine::extract
