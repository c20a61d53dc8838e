#include "extract/parser/lemmas.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "extract/english/ascii.h"
#include "extract/parser/word_features.h"
#include "schema/error.h"

namespace trine {
extern const std::string_view kIrregularText;  // lexicon/irregular.tsv
}

namespace trine::extract {
namespace {

// Lines "b TAB flee TAB", "v TAB fled TAB flee", sorted, without the comments above them.
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

namespace {

// The line that begins with `kind`, tab, `form` in small letters, tab: what follows; nullopt if
// none.
std::optional<std::string_view> find_line(char kind, std::string_view form) {
  std::array<char, 40> key;  // longer than any entry
  if (form.empty() || form.size() + 3 > key.size()) return {};
  auto* end = key.data();
  *end++ = kind;
  *end++ = '\t';
  for (const char c : form) *end++ = lower_ascii(c);
  *end++ = '\t';
  const std::string_view wanted(key.data(), static_cast<std::size_t>(end - key.data()));
  const auto& lines = irregular_lines();
  const auto found = std::lower_bound(lines.begin(), lines.end(), wanted);
  if (found == lines.end() || !found->starts_with(wanted)) return {};
  return found->substr(wanted.size());
}

}  // namespace

std::string_view irregular_lemma(std::string_view form, IrregularKind kind) {
  return find_line(static_cast<char>(kind), form).value_or(std::string_view{});
}

bool is_verb(std::string_view form) { return find_line('b', form).has_value(); }

std::string regular_lemma(std::string_view form, std::string_view xpos,
                          const std::function<bool(std::string_view)>& is_known) {
  std::string word;
  for (const char c : form) {
    const char low = lower_ascii(c);
    if (low < 'a' || low > 'z') return {};
    word += low;
  }
  if (word.size() < 4 || word.size() > 40) return {};
  const auto vowel = [](char c) {
    return std::string_view("aeiouy").find(c) != std::string_view::npos;
  };
  std::string found;
  const auto stem = [&](std::size_t cut, std::string_view ending = {}) {
    if (!found.empty() || word.size() < cut + 1) return;
    auto candidate = word.substr(0, word.size() - cut);
    candidate += ending;
    if (is_known(candidate)) found = std::move(candidate);
  };
  // The stem, without its last letter where this was doubled ("plann", but not "pass", "fill").
  const auto plain_stem = [&](std::size_t cut) {
    const auto n = word.size() - cut;
    const bool doubled = n >= 3 && word[n - 1] == word[n - 2] && !vowel(word[n - 1]);
    if (doubled && std::string_view("flsz").find(word[n - 1]) == std::string_view::npos) {
      stem(cut + 1);
    }
    stem(cut);
    if (doubled) stem(cut + 1);
  };
  if (xpos == "VBZ" || xpos == "NNS") {
    if (!word.ends_with('s') || word.ends_with("ss")) return {};
    stem(1);
    if (word.ends_with("ies")) stem(3, "y");
    if (word.ends_with("es")) stem(2);
    if (xpos == "NNS" && word.ends_with("ves")) {
      stem(3, "f");
      stem(3, "fe");
    }
  } else if (xpos == "VBD" || xpos == "VBN") {
    if (!word.ends_with("ed")) return {};
    stem(1);  // "hoped" is of "hope": of "hop" it would be "hopped"
    if (word.ends_with("ied")) stem(3, "y");
    plain_stem(2);
  } else if (xpos == "VBG") {
    if (!word.ends_with("ing")) return {};
    const auto n = word.size() - 3;
    const bool single =
        n >= 2 && !vowel(word[n - 1]) && vowel(word[n - 2]) && (n == 2 || !vowel(word[n - 3]));
    if (single) stem(3, "e");
    plain_stem(3);
    stem(3, "e");
    if (word.ends_with("ying")) stem(4, "ie");
  } else if (xpos == "VB" || xpos == "VBP") {
    stem(0);
  }
  return found;
}

void keep_capitals(std::span<Token> tokens, bool begins) {
  std::size_t upper = 0;
  std::size_t lower = 0;
  for (const auto& token : tokens) {
    upper += is_upper_ascii(token.form[0]) ? 1 : 0;
    lower += is_lower_ascii(token.form[0]) ? 1 : 0;
  }
  if (lower < upper) return;
  for (auto& token : tokens) {
    const auto first = token.form[0];
    if (!begins && token.xpos == "NN" && is_upper_ascii(first) && token.form.size() > 1 &&
        is_lower_ascii(token.form[1])) {
      token.lemma = token.form;
    }
    if (is_upper_ascii(first) || is_lower_ascii(first)) begins = false;
  }
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
