#include "extract/lemmas.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "extract/word_features.h"
#include "schema/error.h"

namespace trine {
extern const std::string_view kIrregularText;  // lexicon/irregular.tsv
}

namespace trine::extract {
namespace {

// Lines "v TAB fled TAB flee", sorted, without the comments above them.
const std::vector<std::string_view>& irregular_lines() {
  static const std::vector<std::string_view> lines = [] {
    std::vector<std::string_view> out;
    for (auto rest = kIrregularText; !rest.empty();) {
      const auto line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      if (line.size() > 2 && line[0] != '#') out.push_back(line);
    }
    return out;
  }();
  return lines;
}

}  // namespace

std::string_view irregular_lemma(std::string_view form, IrregularKind kind) {
  std::array<char, 24> key;  // longer than any entry
  if (form.empty() || form.size() + 3 > key.size()) return {};
  auto* end = key.data();
  *end++ = static_cast<char>(kind);
  *end++ = '\t';
  for (const char c : form) *end++ = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  *end++ = '\t';
  const std::string_view wanted(key.data(), static_cast<std::size_t>(end - key.data()));
  const auto& lines = irregular_lines();
  const auto found = std::lower_bound(lines.begin(), lines.end(), wanted);
  if (found == lines.end() || !found->starts_with(wanted)) return {};
  return found->substr(wanted.size());
}

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
