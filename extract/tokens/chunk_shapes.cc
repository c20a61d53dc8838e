#include "extract/tokens/chunk_shapes.h"

#include <array>
#include <string_view>

#include "extract/english/word_lists.h"

namespace trine::extract {
namespace {

// The last part of a domain or file name.
constexpr auto kDomainEnds = sorted(std::to_array<std::string_view>(
    {"ai",  "asp",  "au",   "biz", "br",  "ca",  "ch",  "cn",  "co",   "com", "csv",  "de",
     "doc", "docx", "edu",  "es",  "eu",  "exe", "fr",  "gif", "gov",  "htm", "html", "hu",
     "ie",  "in",   "info", "int", "io",  "it",  "jp",  "jpg", "jsp",  "kr",  "mil",  "mp3",
     "mx",  "net",  "nl",   "nz",  "org", "pdf", "php", "png", "ppt",  "pl",  "ru",   "se",
     "tv",  "tw",   "txt",  "uk",  "url", "us",  "wav", "xls", "xlsx", "xml", "za",   "zip"}));

bool is_emoji(char32_t c) {
  return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) || c == 0x2B50;
}

// "comp.sources.unix": three or more parts in small letters.
bool newsgroup(const Chunk& chunk, std::size_t b, std::size_t e) {
  int periods = 0;
  for (auto i = b; i < e; ++i) {
    const bool period = chunk.at(i) == '.' && i > b + 1 && is_lower(chunk.at(i - 1)) &&
                        is_lower(chunk.at(i - 2)) && is_lower(chunk.at(i + 1));
    if (!period && !is_lower(chunk.at(i)) && chunk.at(i) != '-') return false;
    periods += period ? 1 : 0;
  }
  return periods >= 2;
}

// "example.com", "report.doc": word characters, hyphens and periods up to a known ending.
std::size_t domain(const Chunk& chunk, std::size_t b, std::size_t e) {
  if (newsgroup(chunk, b, e)) return e;
  // The chunk's own punctuation was taken off; the ending must be followed by none of its
  // letters.
  for (auto j = e; j > b + 2; --j) {
    if (j < e && chunk.at(j) != '.') continue;
    auto dot = j;
    while (dot > b && chunk.at(dot - 1) != '.') --dot;
    if (dot <= b + 1 || !chunk.word(dot - 2)) return b;
    const auto ending = chunk.lower(dot, j);
    // "end.In": a capital after a small letter is a missing space, not a country.
    const bool capital = is_upper(chunk.at(dot)) && is_lower(chunk.at(dot - 2));
    if (is_in(kDomainEnds, ending) && !capital && (chunk.any_letter(b, dot) || ending.size() > 2) &&
        (ending.size() > 2 || dot - b > 3)) {
      return j;
    }
    return b;
  }
  return b;
}

}  // namespace

std::size_t address_end(const Chunk& chunk, std::size_t i) {
  if (i > 0 && chunk.word(i - 1)) return i;
  const bool url = chunk.starts(i, "http://") || chunk.starts(i, "https://") ||
                   chunk.starts(i, "ftp://") || (chunk.starts(i, "www.") && chunk.word(i + 4)) ||
                   chunk.starts(i, "mailto:");
  if (!url) {
    if (!chunk.word(i)) return i;
    // An e-mail address: word characters and .+-%, one @, then a domain.
    auto j = i;
    std::size_t sign = 0;
    std::size_t period = 0;
    constexpr std::size_t kLongestAddress = 256;
    while (j < chunk.size() && j - i < kLongestAddress &&
           (chunk.word(j) || chunk.at(j) == '.' || chunk.at(j) == '-' || chunk.at(j) == '+' ||
            chunk.at(j) == '%' || (chunk.at(j) == '@' && sign == 0 && j > i))) {
      if (chunk.at(j) == '@') sign = j;
      if (chunk.at(j) == '.') period = j;
      ++j;
    }
    if (sign == 0 && period == 0) return i;
    while (j > i && !chunk.word(j - 1)) --j;
    if (sign > i && j > sign + 1) return j;
    return domain(chunk, i, j);
  }
  auto j = i;
  int depth = 0;
  while (j < chunk.size() && chunk.at(j) != '<' && chunk.at(j) != '>' && chunk.at(j) != '"' &&
         chunk.at(j) != 0x201D) {
    if (chunk.at(j) == '(') ++depth;
    if (chunk.at(j) == ')' && --depth < 0) break;
    ++j;
  }
  while (j > i + 1 && std::u32string_view(U".,;:!?'\u2019\"]}*|").find(chunk.at(j - 1)) !=
                          std::u32string_view::npos) {
    --j;
  }
  return j;
}

std::size_t emoticon_end(const Chunk& chunk, std::size_t i) {
  if (i > 0 && chunk.word(i - 1) && chunk.at(i) != ':' && chunk.at(i) != ';') return i;
  if (chunk.at(i) == '<' && chunk.at(i + 1) == '3' && !chunk.digit(i + 2)) return i + 2;
  if (chunk.at(i) == '^' && chunk.at(i + 1) == '_' && chunk.at(i + 2) == '^') return i + 3;
  if (chunk.at(i) == '-' && chunk.at(i + 1) == '_' && chunk.at(i + 2) == '-') return i + 3;
  auto j = i;
  if (chunk.at(j) == '>') ++j;
  if (chunk.at(j) != ':' && chunk.at(j) != ';' && chunk.at(j) != '=') return i;
  ++j;
  if (chunk.at(j) == '-' || chunk.at(j) == '\'' || chunk.at(j) == 'o') ++j;
  const auto mouth = chunk.at(j);
  if (mouth == 0 ||
      std::u32string_view(U")(][DPpO/\\|*3").find(mouth) == std::u32string_view::npos) {
    return i;
  }
  if (mouth == '/' && chunk.at(j + 1) == '/') return i;
  while (chunk.at(j) == mouth) ++j;
  // A letter or digit as mouth must end the word, and a colon after a word is no pair of eyes.
  if (chunk.word(j)) return i;
  if (i > 0 && chunk.word(i - 1) && (mouth != ')' && mouth != '(')) return i;
  return j;
}

std::size_t symbol_end(const Chunk& chunk, std::size_t i) {
  const auto c = chunk.at(i);
  auto j = i + 1;
  if (c == '.' || c == '!' || c == '?') {
    // Dots and marks together make one token ("?!", ".?"), but an ellipsis stands alone.
    if (c == '.' && chunk.at(j) == '.') {
      while (chunk.at(j) == '.') ++j;
      return j;
    }
    while ((chunk.at(j) == '.' && chunk.at(j + 1) != '.') || chunk.at(j) == '!' ||
           chunk.at(j) == '?')
      ++j;
    return j;
  }
  if ((c == '#' || c == '@') && chunk.letter(j) && (i == 0 || !chunk.word(i - 1))) {
    while (chunk.word(j)) ++j;
    return j;
  }
  if (c == '-' || c == '=' || c == '*' || c == '~' || c == '<' || c == '>' || c == '+' ||
      c == '#' || c == '|') {
    while (chunk.at(j) == c) ++j;
    if (c == '-' && chunk.at(j) == '>') ++j;
    if (c == '<' && chunk.at(j) == '-') ++j;
    return j;
  }
  if (c == 0x2026 || c == 0x2014) {
    while (chunk.at(j) == c || (c == 0x2026 && chunk.at(j) == '.')) ++j;
    return j;
  }
  if (c == 0x2018 && chunk.at(j) == 0x2019) return j + 1;
  if (is_emoji(c)) {
    // Modifiers, joiners and what they join; flags are pairs of letters.
    if (c >= 0x1F1E6 && c <= 0x1F1FF && chunk.at(j) >= 0x1F1E6 && chunk.at(j) <= 0x1F1FF)
      return j + 1;
    while (chunk.mark(j) || (chunk.at(j) >= 0x1F3FB && chunk.at(j) <= 0x1F3FF) ||
           (j > 0 && chunk.at(j - 1) == 0x200D && j < chunk.size()))
      ++j;
    return j;
  }
  while (chunk.mark(j)) ++j;
  return j;
}

}  // namespace trine::extract
