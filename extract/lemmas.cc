#include "extract/lemmas.h"

#include <charconv>

#include "extract/word_features.h"
#include "schema/error.h"

namespace trine::extract {

LemmaScript LemmaScript::parse(std::string_view text) {
  LemmaScript script;
  if (text.starts_with('=')) {
    script.letter_case = Case::kWhole;
    script.ending = text.substr(1);
    return script;
  }
  const auto plus = text.find('+');
  const auto from = text.data() + 1;
  const auto cases = std::string_view("lkt");
  const auto found = text.empty() ? std::string_view::npos : cases.find(text[0]);
  if (found != std::string_view::npos && plus != std::string_view::npos && plus > 1) {
    const auto parsed = std::from_chars(from, text.data() + plus, script.cut);
    if (parsed.ec == std::errc{} && parsed.ptr == text.data() + plus) {
      script.letter_case = static_cast<Case>(found + 1);
      script.ending = text.substr(plus + 1);
      return script;
    }
  }
  throw Error(ErrorKind::kCorruption,
              "the model has a malformed lemma script: " + std::string(text));
}

std::string LemmaScript::apply(std::string_view form) const {
  if (letter_case == Case::kWhole) return ending;
  std::string out;
  out.reserve(form.size() + ending.size());
  std::vector<char32_t> points;
  decode_utf8(form, points);
  const auto n = points.size();
  const bool fits = cut < n || (cut == n && !ending.empty());
  const auto kept = fits ? n - cut : n;
  for (std::size_t i = 0; i < kept; ++i) {
    const bool lower = letter_case == Case::kLower || (letter_case == Case::kTitle && i > 0);
    append_utf8(lower ? lower_case(points[i]) : points[i], out);
  }
  if (fits) out += ending;
  return out;
}

}  // namespace trine::extract
