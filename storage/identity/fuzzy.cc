#include "storage/identity/fuzzy.h"

#include <algorithm>

namespace trine::storage {
namespace {

bool begins_code_point(char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }

void shorten(const std::string& form, std::uint32_t edits, std::vector<std::string>& forms) {
  forms.push_back(form);
  if (edits == 0) return;
  for (std::size_t i = 0; i < form.size();) {
    std::size_t end = i + 1;
    while (end < form.size() && !begins_code_point(form[end])) ++end;
    shorten(form.substr(0, i) + form.substr(end), edits - 1, forms);
    i = end;
  }
}

}  // namespace

std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_code_point));
}

std::uint32_t forgiven_edits(std::size_t length) {
  if (length <= 2) return 0;
  return length <= 5 ? 1 : 2;
}

std::vector<std::string> shortened_forms(std::string_view word) {
  std::size_t end = 0;
  for (std::size_t points = 0; end < word.size(); ++end) {
    if (begins_code_point(word[end]) && ++points > kFuzzyPrefix) break;
  }
  std::vector<std::string> forms;
  shorten(std::string(word.substr(0, end)), forgiven_edits(length_of(word)), forms);
  std::sort(forms.begin(), forms.end());
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
  return forms;
}

}  // namespace trine::storage
