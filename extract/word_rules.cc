// Works on one chunk (what stands between spaces) at a time, from left to right: at each position
// the first rule that fits makes a token. The lists below were drawn up against the training part
// of EWT and GUM; where the two disagree, the commoner practice was taken.
#include "extract/word_rules.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace trine::extract {
namespace {

// Longer unbroken text is cut here, so that memory stays bounded.
constexpr std::size_t kLongestChunk = 4096;

enum class Kind : std::uint8_t { kLetter, kDigit, kMark, kSpace, kOther };

Kind kind_of(char32_t c) {
  if (c < 0x80) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return Kind::kLetter;
    if (c >= '0' && c <= '9') return Kind::kDigit;
    if (c <= ' ' || c == 0x7F) return Kind::kSpace;
    return Kind::kOther;
  }
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_LETTER_NUMBER:
      return Kind::kLetter;
    case U_DECIMAL_DIGIT_NUMBER:
      return Kind::kDigit;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
      return Kind::kMark;
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_CONTROL_CHAR:
      return Kind::kSpace;
    case U_FORMAT_CHAR:
      // Zero-width spaces and directional marks separate; soft hyphens and joiners belong to words.
      return c == 0xAD || c == 0x200C || c == 0x200D ? Kind::kMark : Kind::kSpace;
    default:
      return Kind::kOther;
  }
}

bool is_upper(char32_t c) {
  return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(static_cast<UChar32>(c)) != 0;
}
bool is_lower(char32_t c) {
  return c < 0x80 ? c >= 'a' && c <= 'z' : u_islower(static_cast<UChar32>(c)) != 0;
}
bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == '`' || c == 0x02BC; }
bool is_emoji(char32_t c) {
  return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) || c == 0x2B50;
}

template <std::size_t N>
constexpr auto sorted(std::array<std::string_view, N> words) {
  std::sort(words.begin(), words.end());
  return words;
}

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

// Lower case; a final period belongs to them.
constexpr auto kAbbreviations = sorted(std::to_array<std::string_view>(
    {"adj",  "adm",  "al",   "apr",  "approx", "apt",  "arrv", "assn",   "assoc", "asst",  "attn",
     "atty", "aug",  "ave",  "bldg", "blvd",   "brig", "bros", "capt",   "cf",    "cmdr",  "co",
     "col",  "conn", "corp", "cpl",  "cpt",    "ct",   "dec",  "dept",   "det",   "dir",   "dist",
     "div",  "dr",   "drs",  "eds",  "e.g",    "eg",   "est",  "esq",    "etc",   "ext",   "feb",
     "fig",  "figs", "fla",  "fr",   "fri",    "ft",   "gen",  "gov",    "govt",  "hon",   "hr",
     "hrs",  "hwy",  "i.e",  "ie",   "inc",    "incl", "inst", "intl",   "jan",   "jr",    "jul",
     "kans", "lb",   "lbs",  "lt",   "ltd",    "maj",  "mass", "messrs", "mfg",   "mgr",   "minn",
     "mr",   "mrs",  "ms",   "msgr", "mt",     "mts",  "nos",  "nov",    "oct",   "okla",  "oz",
     "penn", "pg",   "ph.d", "phd",  "pls",    "pp",   "pres", "prof",   "pt",    "pvt",   "rd",
     "ref",  "rep",  "reps", "ret",  "rev",    "rte",  "sen",  "sens",   "sep",   "sept",  "sgt",
     "spc",  "spec", "sr",   "st",   "ste",    "supt", "tel",  "tenn",   "thur",  "thurs", "tue",
     "tues", "univ", "v",    "va",   "viz",    "vol",  "vols", "vs",     "wash",  "wed",   "wis",
     "yr",   "yrs"}));

// Abbreviations that are also words: a period belongs to them only before a capital or a digit.
constexpr auto kDoubtful =
    sorted(std::to_array<std::string_view>({"art", "cal", "ed", "gal", "ill", "ind", "la", "mar",
                                            "mon", "no", "p", "sat", "sec", "sun", "tex", "wis"}));

// "non-violent" is one word; other hyphens separate.
constexpr auto kPrefixes = sorted(std::to_array<std::string_view>(
    {"anti",  "arch",  "bi",    "co",    "counter", "cross", "de",     "e",      "ex",    "extra",
     "hyper", "inter", "intra", "macro", "mega",    "micro", "mid",    "mini",   "multi", "neo",
     "non",   "over",  "post",  "pre",   "pro",     "proto", "pseudo", "psycho", "re",    "semi",
     "socio", "sub",   "super", "trans", "tri",     "ultra", "un",     "under"}));

// Units after a number, written together: two words ("5pm", "30ft").
constexpr auto kUnits = sorted(std::to_array<std::string_view>(
    {"a.m", "a.m.", "am", "bn", "cm",  "ft",   "gb", "ghz", "hr", "hrs", "kb",  "kg",
     "km",  "kph",  "kw", "lb", "lbs", "mb",   "mg", "mhz", "mi", "min", "ml",  "mm",
     "mph", "mw",   "nm", "oz", "p.m", "p.m.", "pm", "sq",  "tb", "tn",  "trn", "yrs"}));

// The last part of a domain or file name.
constexpr auto kDomainEnds = sorted(std::to_array<std::string_view>(
    {"ai",  "asp",  "au",   "biz", "br",  "ca",  "ch",  "cn",  "co",   "com", "csv",  "de",
     "doc", "docx", "edu",  "es",  "eu",  "exe", "fr",  "gif", "gov",  "htm", "html", "hu",
     "ie",  "in",   "info", "int", "io",  "it",  "jp",  "jpg", "jsp",  "kr",  "mil",  "mp3",
     "mx",  "net",  "nl",   "nz",  "org", "pdf", "php", "png", "ppt",  "pl",  "ru",   "se",
     "tv",  "tw",   "txt",  "uk",  "url", "us",  "wav", "xls", "xlsx", "xml", "za",   "zip"}));

// Contractions written without an apostrophe, and where they are cut.
struct Joined {
  std::string_view word;
  int cut;
};
constexpr auto kJoined = std::to_array<Joined>(
    {{"aint", 2},   {"arent", 3},  {"cannot", 3}, {"cant", 2},   {"couldnt", 5}, {"didnt", 3},
     {"doesnt", 4}, {"dont", 2},   {"elses", 4},  {"gimme", 3},  {"gonna", 3},   {"gotta", 3},
     {"hadnt", 3},  {"hasnt", 3},  {"havent", 4}, {"hes", 2},    {"im", 1},      {"isnt", 2},
     {"itll", 2},   {"ive", 1},    {"lemme", 3},  {"outta", 3},  {"shes", 3},    {"shouldnt", 6},
     {"thats", 4},  {"theres", 5}, {"theyll", 4}, {"theyre", 4}, {"theyve", 4},  {"wanna", 3},
     {"wasnt", 3},  {"weve", 2},   {"whats", 4},  {"wont", 2},   {"wouldnt", 5}, {"youll", 3},
     {"youre", 3},  {"youve", 3}});

class ChunkCutter {
 public:
  ChunkCutter(std::string_view text, std::vector<RawToken>& tokens) : text_(text), out_(tokens) {}

  void paragraph(Span span) {
    open_quote_ = 0;
    std::size_t at = span.begin;
    while (at < span.end) {
      at = read_chunk(at, span.end);
      if (points_.empty()) break;
      next_ = peek(at, span.end);
      next_word_ = text_.substr(at, std::min<std::size_t>(span.end - at, 64));
      next_word_.remove_prefix(
          std::min(next_word_.find_first_not_of(" \n\r\t"), next_word_.size()));
      next_word_ = next_word_.substr(0, next_word_.find_first_of(" \n\r\t"));
      cut_chunk();
    }
  }

 private:
  // --- reading -----------------------------------------------------------------------------------
  char32_t decode(std::size_t& at) const {
    UChar32 c = 0;
    auto i = static_cast<std::int32_t>(0);
    const auto rest = static_cast<std::int32_t>(std::min<std::size_t>(text_.size() - at, 4));
    U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text_.data()) + at, i, rest, c);
    at += static_cast<std::size_t>(i);
    return static_cast<char32_t>(c);
  }

  // Fills in the next chunk and returns the offset after it.
  std::size_t read_chunk(std::size_t at, std::size_t end) {
    points_.clear();
    kinds_.clear();
    offsets_.clear();
    glued_ = cut_short_;
    cut_short_ = false;
    while (at < end) {
      const auto before = at;
      const auto c = decode(at);
      const auto kind = kind_of(c);
      if (kind == Kind::kSpace) {
        if (!points_.empty()) {
          at = before;
          break;
        }
        glued_ = false;
        continue;
      }
      if (points_.size() == kLongestChunk) {
        cut_short_ = true;
        at = before;
        break;
      }
      points_.push_back(c);
      kinds_.push_back(kind);
      offsets_.push_back(static_cast<std::uint32_t>(before));
      chunk_end_ = at;
    }
    offsets_.push_back(static_cast<std::uint32_t>(chunk_end_));
    return at;
  }

  // The first character of the next chunk; 0 at the end of the paragraph.
  char32_t peek(std::size_t at, std::size_t end) const {
    for (int tries = 0; at < end && tries < 64; ++tries) {
      const auto c = decode(at);
      if (kind_of(c) != Kind::kSpace) return c;
    }
    return 0;
  }

  // Is the next chunk a word that seldom follows a possessive?
  bool before_predicate() const {
    static constexpr auto kWords = sorted(std::to_array<std::string_view>(
        {"a", "already", "also", "always", "an", "been", "definitely", "getting", "gonna", "just",
         "not", "nothing", "really", "simply", "so", "the", "very"}));
    return is_in(kWords, next_word_);
  }

  // --- looking -----------------------------------------------------------------------------------
  std::size_t size() const { return points_.size(); }
  char32_t at(std::size_t i) const { return i < points_.size() ? points_[i] : 0; }
  bool letter(std::size_t i) const { return i < size() && kinds_[i] == Kind::kLetter; }
  bool digit(std::size_t i) const { return i < size() && kinds_[i] == Kind::kDigit; }
  bool mark(std::size_t i) const { return i < size() && kinds_[i] == Kind::kMark; }
  bool word(std::size_t i) const {
    return i < size() && (kinds_[i] != Kind::kOther || points_[i] == '_');
  }
  bool all_digits(std::size_t b, std::size_t e) const {
    for (auto i = b; i < e; ++i) {
      if (!digit(i)) return false;
    }
    return b < e;
  }
  bool any_letter(std::size_t b, std::size_t e) const {
    for (auto i = b; i < e; ++i) {
      if (letter(i)) return true;
    }
    return false;
  }
  bool any_digit(std::size_t b, std::size_t e) const {
    for (auto i = b; i < e; ++i) {
      if (digit(i)) return true;
    }
    return false;
  }
  bool all_lower(std::size_t b, std::size_t e) const {
    for (auto i = b; i < e; ++i) {
      if (!is_lower(at(i))) return false;
    }
    return b < e;
  }
  bool all_upper(std::size_t b, std::size_t e) const {
    for (auto i = b; i < e; ++i) {
      if (!is_upper(at(i))) return false;
    }
    return b < e;
  }
  // The ASCII characters of [b, e) in lower case, '?' for others; curly apostrophes as straight
  // ones.
  const std::string& lower(std::size_t b, std::size_t e) {
    lower_.clear();
    for (auto i = b; i < e; ++i) {
      const auto c = points_[i];
      if (is_apostrophe(c)) {
        lower_ += '\'';
      } else if (c >= 'A' && c <= 'Z') {
        lower_ += static_cast<char>(c - 'A' + 'a');
      } else {
        lower_ += c < 0x80 ? static_cast<char>(c) : '?';
      }
    }
    return lower_;
  }
  bool starts(std::size_t i, std::string_view prefix) const {
    for (std::size_t k = 0; k < prefix.size(); ++k) {
      auto c = at(i + k);
      if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
      if (c != static_cast<unsigned char>(prefix[k])) return false;
    }
    return true;
  }

  // --- writing -----------------------------------------------------------------------------------
  RawToken& put(std::size_t b, std::size_t e) {
    RawToken token;
    token.span = {offsets_[b], offsets_[e]};
    token.space_before = b == 0 && !glued_;
    out_.push_back(token);
    if (open_quote_ > 0) --open_quote_;
    return out_.back();
  }
  void cut(RawToken& token, std::size_t i) const {
    if (token.parts < 3) token.cut[token.parts++ - 1] = offsets_[i];
  }

  // --- rules -------------------------------------------------------------------------------------
  void cut_chunk() {
    std::size_t i = 0;
    while (i < size()) {
      std::size_t e = 0;
      if ((e = address(i)) > i || (e = emoticon(i)) > i) {
        put(i, e);
      } else if (word(i) || leading_number(i)) {
        e = word_at(i);
      } else if (is_apostrophe(at(i))) {
        e = apostrophe_at(i);
      } else {
        e = symbol_end(i);
        put(i, e);
      }
      i = e;
    }
  }

  // URL, e-mail address, domain or file name; returns its end, or `i` where there is none.
  std::size_t address(std::size_t i) {
    if (i > 0 && word(i - 1)) return i;
    const bool url = starts(i, "http://") || starts(i, "https://") || starts(i, "ftp://") ||
                     (starts(i, "www.") && word(i + 4)) || starts(i, "mailto:");
    if (!url) {
      if (!word(i)) return i;
      // An e-mail address: word characters and .+-%, one @, then a domain.
      auto j = i;
      std::size_t sign = 0;
      std::size_t period = 0;
      constexpr std::size_t kLongestAddress = 256;
      while (j < size() && j - i < kLongestAddress &&
             (word(j) || at(j) == '.' || at(j) == '-' || at(j) == '+' || at(j) == '%' ||
              (at(j) == '@' && sign == 0 && j > i))) {
        if (at(j) == '@') sign = j;
        if (at(j) == '.') period = j;
        ++j;
      }
      if (sign == 0 && period == 0) return i;
      while (j > i && !word(j - 1)) --j;
      if (sign > i && j > sign + 1) return j;
      return domain(i, j);
    }
    auto j = i;
    int depth = 0;
    while (j < size() && at(j) != '<' && at(j) != '>' && at(j) != '"' && at(j) != 0x201D) {
      if (at(j) == '(') ++depth;
      if (at(j) == ')' && --depth < 0) break;
      ++j;
    }
    while (j > i + 1 && std::u32string_view(U".,;:!?'\u2019\"]}*|").find(at(j - 1)) !=
                            std::u32string_view::npos) {
      --j;
    }
    return j;
  }

  // "example.com", "report.doc": word characters, hyphens and periods up to a known ending.
  std::size_t domain(std::size_t b, std::size_t e) {
    if (newsgroup(b, e)) return e;
    // The chunk's own punctuation was taken off; the ending must be followed by none of its
    // letters.
    for (auto j = e; j > b + 2; --j) {
      if (j < e && at(j) != '.') continue;
      auto dot = j;
      while (dot > b && at(dot - 1) != '.') --dot;
      if (dot <= b + 1 || !word(dot - 2)) return b;
      const auto& ending = lower(dot, j);
      // "end.In": a capital after a small letter is a missing space, not a country.
      const bool capital = is_upper(at(dot)) && is_lower(at(dot - 2));
      if (is_in(kDomainEnds, ending) && !capital && (any_letter(b, dot) || ending.size() > 2) &&
          (ending.size() > 2 || dot - b > 3)) {
        return j;
      }
      return b;
    }
    return b;
  }

  // "comp.sources.unix": three or more parts in small letters.
  bool newsgroup(std::size_t b, std::size_t e) const {
    int periods = 0;
    for (auto i = b; i < e; ++i) {
      const bool period = at(i) == '.' && i > b + 1 && is_lower(at(i - 1)) && is_lower(at(i - 2)) &&
                          is_lower(at(i + 1));
      if (!period && !is_lower(at(i)) && at(i) != '-') return false;
      periods += period ? 1 : 0;
    }
    return periods >= 2;
  }

  std::size_t emoticon(std::size_t i) const {
    if (i > 0 && word(i - 1) && at(i) != ':' && at(i) != ';') return i;
    if (at(i) == '<' && at(i + 1) == '3' && !digit(i + 2)) return i + 2;
    if (at(i) == '^' && at(i + 1) == '_' && at(i + 2) == '^') return i + 3;
    if (at(i) == '-' && at(i + 1) == '_' && at(i + 2) == '-') return i + 3;
    auto j = i;
    if (at(j) == '>') ++j;
    if (at(j) != ':' && at(j) != ';' && at(j) != '=') return i;
    ++j;
    if (at(j) == '-' || at(j) == '\'' || at(j) == 'o') ++j;
    const auto mouth = at(j);
    if (mouth == 0 ||
        std::u32string_view(U")(][DPpO/\\|*3").find(mouth) == std::u32string_view::npos) {
      return i;
    }
    if (mouth == '/' && at(j + 1) == '/') return i;
    while (at(j) == mouth) ++j;
    // A letter or digit as mouth must end the chunk, and a colon after a word is no pair of eyes.
    if (word(j) || (kind_of(mouth) != Kind::kOther && j < size() && kinds_[j] != Kind::kOther))
      return i;
    if (i > 0 && word(i - 1) && (mouth != ')' && mouth != '(')) return i;
    return j;
  }

  bool leading_number(std::size_t i) const {
    return ((at(i) == '+' && i == 0) || (at(i) == '.' && (i == 0 || !word(i - 1)))) && digit(i + 1);
  }

  // "U.S.", "a.m.", "J.K.": single letters with periods; returns the end, or `i`.
  std::size_t acronym(std::size_t i) const {
    auto j = i;
    int letters = 0;
    while (letter(j) && at(j + 1) == '.' && at(j + 2) != '.') {
      ++letters;
      j += 2;
    }
    if (letters < 1) return i;
    if (letter(j) && at(j + 1) == '.' && at(j + 2) == '.' && at(j + 3) != '.') {
      return j + 2;  // "in the U.S.." keeps its own period
    }
    if (letter(j) && !word(j + 1) && at(j + 1) != '.') {
      ++letters;  // "U.S", "p.m": the last period is missing
      ++j;
    } else if (word(j) && letters < 2) {
      return i;  // "a.word"
    }
    return letters >= 2 ? j : i;
  }

  // A word, number or code and what belongs to it; puts its tokens and returns the end.
  std::size_t word_at(std::size_t i) {
    if (letter(i)) {
      if (const auto e = acronym(i); e > i) return finish_word(i, e);
      if (starts(i, "ph.d") && !word(i + 4)) {
        return finish_word(i, at(i + 4) == '.' ? i + 5 : i + 4);
      }
    }
    auto j = i + (word(i) ? 0 : 1);
    int hyphens = 0;
    bool numeric = true;  // no letters in [i, seen)
    auto seen = i;
    while (j < size()) {
      const auto c = at(j);
      if (word(j)) {
        ++j;
        continue;
      }
      if (j == i || !word(j - 1) || !word(j + 1)) break;
      const bool digits = digit(j - 1) && digit(j + 1);
      for (; seen < j; ++seen) numeric = numeric && !letter(seen);
      if (is_apostrophe(c)) {
        if (!letter(j + 1) && !(c == '\'' && letter(j - 1) && digit(j + 1))) break;
        ++j;
      } else if (c == '.' || c == ':' || c == ',') {
        if (!digits || (c != '.' && !numeric) || (c == ',' && !thousands(j))) break;
        ++j;
      } else if (c == '/') {
        if (!digits || !numeric || !date_or_fraction(i, j)) break;
        ++j;
      } else if (c == '-') {
        if (!keeps_hyphen(i, j, hyphens)) break;
        ++hyphens;
        ++j;
      } else if (c == '&') {
        auto k = j + 1;
        while (letter(k)) ++k;
        if (!any_letter(i, j) || j - i > 3 || k - j > 4) break;
        ++j;
      } else if (c == '@' || (c == '*' && letter(j - 1) && letter(j + 1)) ||
                 (c == '#' && hyphens > 0)) {
        ++j;
      } else {
        break;
      }
    }
    // "US$", "HK$"
    if (at(j) == '$' && j - i <= 2 && all_upper(i, j)) return put(i, j + 1), j + 1;
    // "th-": a word broken off
    if (at(j) == '-' && j + 1 == size() && j - i <= 2 && any_letter(i, j) && !any_digit(i, j) &&
        next_ != 0) {
      return put(i, j + 1), j + 1;
    }
    if (at(j) == '.' && takes_period(i, j)) ++j;
    return finish_word(i, j);
  }

  bool thousands(std::size_t comma) const {
    return digit(comma + 1) && digit(comma + 2) && digit(comma + 3) && !digit(comma + 4);
  }

  // "9/11" and "11/28/2000" are dates; "3/4", "2001/02", "20/20" are two numbers.
  bool date_or_fraction(std::size_t i, std::size_t slash) const {
    std::size_t b = slash;
    while (b > i && digit(b - 1)) --b;
    std::size_t e = slash + 1;
    while (digit(e)) ++e;
    const auto left = slash - b;
    const auto right = e - slash - 1;
    if (b > i || at(e) == '/') return true;    // one of several
    if (left == 3 && right >= 3) return true;  // telephone
    if (left == 1 && right == 1 && at(b) < at(e - 1) && at(e - 1) <= '5') return false;  // 3/4
    return left <= 2 && right <= 2 && (left == 1 || at(b) == '0' || at(b) == '1') &&
           (right == 1 || at(slash + 1) <= '3');
  }

  bool keeps_hyphen(std::size_t i, std::size_t hyphen, int hyphens) {
    auto b = hyphen;
    while (b > i && at(b - 1) != '-') --b;
    auto e = hyphen + 1;
    while (word(e)) ++e;
    const bool left_number = all_digits(b, hyphen);
    const bool right_number = all_digits(hyphen + 1, e);
    if (left_number && right_number) {
      if (hyphens > 0) return true;
      if (at(e) == '-' && digit(e + 1)) return true;  // 713-555-3989, 2001-05-06
      const auto left = hyphen - b;
      const auto right = e - hyphen - 1;
      return (left == 3 || left == 5) && right == 4;  // telephone, postal code
    }
    if (b > i && hyphens > 0 && (left_number || right_number) && any_digit(i, b)) return true;
    if (left_number) return false;
    // a code: "x3-9890"; but "9am-5pm"
    if (letter(b) && any_digit(b, hyphen) && (any_digit(hyphen + 1, e) || at(hyphen + 1) == '#'))
      return true;
    if (lower(b, hyphen) == "covid") return true;
    if (!is_in(kPrefixes, lower(b, hyphen))) return false;
    // "E-mail", "Re-elected", but "UN-led", "Abd-e-Ali"
    return !(hyphen - b <= 2 && all_upper(b, hyphen) && hyphen - b == 2) &&
           !(hyphen - b == 1 && (b > 0 || is_upper(at(hyphen + 1))));
  }

  bool takes_period(std::size_t i, std::size_t j) {
    if (at(j + 1) == '.') return false;
    const bool glued = word(j + 1);  // no space after the period
    const bool capital_next =
        j + 1 == size() ? is_upper(next_) || kind_of(next_) == Kind::kDigit : is_upper(at(j + 1));
    if (!any_digit(i, j) && any_letter(i, j)) {
      const auto& w = lower(i, j);
      if (is_in(kAbbreviations, w)) {
        // At a sentence's end the period is the sentence's.
        if (j + 1 == size() && next_ == 0) return false;
        if (w == "etc" && j + 1 == size()) return !is_upper(next_);
        if (w == "v" || w == "pt" || w == "co" || w == "st" || w == "det" || w == "dir" ||
            w == "est") {
          return !glued || capital_next;
        }
        return !glued || w.size() > 1;
      }
      if (glued) return false;
      if (is_in(kDoubtful, w) && (j - i > 1 || !is_upper(at(i)))) {
        if (w == "no" || w == "p" || w == "sec" || w == "art") {
          return j + 1 == size() && kind_of(next_) == Kind::kDigit && next_ != 0;
        }
        return j + 1 == size() && is_upper(at(i)) && next_ != 0 &&
               (kind_of(next_) == Kind::kDigit || (w == "la" && capital_next));
      }
      if (j - i == 1 && is_upper(at(i))) {  // an initial
        if (at(i) == 'I') return false;
        if (j + 1 == size()) return next_ != 0 && capital_next && !after_small_word();
        return at(j + 1) == ',' || at(j + 1) == ';';
      }
      return false;
    }
    // "1." at the start of a line or item
    return false;
  }

  // Is the token before written small, so that "vitamin C." ends a sentence?
  bool after_small_word() const {
    if (out_.empty()) return false;
    const auto last = out_.back().span.in(text_);
    static constexpr auto kBeforeNames = sorted(std::to_array<std::string_view>(
        {"and", "as", "by", "for", "from", "of", "or", "that", "to", "with"}));
    return !last.empty() && last[0] >= 'a' && last[0] <= 'z' && last.size() > 1 &&
           !is_in(kBeforeNames, last);
  }

  // Puts the word [i, j), cut at contractions and units.
  std::size_t finish_word(std::size_t i, std::size_t j) {
    // number + unit
    if (digit(i)) {
      auto k = i;
      while (k < j && !letter(k)) ++k;
      if (k < j && k > i && digit(k - 1)) {
        const auto& unit = lower(k, j);
        const bool price = !out_.empty() && i > 0 && !word(i - 1) &&
                           (at(i - 1) == '$' || at(i - 1) == 0xA3 || at(i - 1) == 0x20AC);
        const bool amount = price || (unit != "s" && is_lower(at(k)));
        const bool spelled = unit.size() > 2 && is_lower(at(k)) && is_lower(at(k + 1)) &&
                             is_lower(at(k + 2)) && all_lower(k, j);  // "20minutes"
        if (is_in(kUnits, unit) || spelled ||
            (amount && unit.size() == 1 &&
             (unit == "k" || unit == "m" || (price && unit == "b"))) ||
            (price && unit == "mm")) {
          put(i, k);
          // "5 p.m." keeps its period
          put(k, j);
          return j;
        }
      }
    }
    // possessive of plurals: "years'"
    const bool ends_s = at(j - 1) == 's' || at(j - 1) == 'S' || at(j - 1) == 'z';
    if (is_apostrophe(at(j)) && at(j) != '`' && ends_s && letter(j - 1) && j - i > 2 &&
        !word(j + 1) && open_quote_ == 0 && !(is_apostrophe(at(j + 1)))) {
      auto& token = put(i, j + 1);
      cut(token, j);
      return j + 1;
    }
    // "the 1990's"
    if (j - i >= 4 && digit(i) && at(j - 1) == 's' && is_apostrophe(at(j - 2)) &&
        at(j - 3) == '0' && all_digits(i, j - 2)) {
      return put(i, j), j;
    }
    std::array<std::size_t, 2> cuts{};
    const auto n = contraction(i, j, cuts);
    auto& token = put(i, j);
    for (std::size_t k = 0; k < n; ++k) cut(token, cuts[k]);
    return j;
  }

  std::size_t contraction(std::size_t i, std::size_t j, std::array<std::size_t, 2>& cuts) {
    std::array<std::size_t, 2> found{};
    std::size_t n = 0;
    auto e = j;
    while (n < 2) {
      std::size_t where = 0;
      // the last apostrophe of [i, e)
      auto a = e;
      while (a > i && !is_apostrophe(at(a - 1)) && e - a < 4) --a;
      if (a > i + 1 && is_apostrophe(at(a - 1))) {
        --a;
        const auto& tail = lower(a, e);
        const bool backquote = at(a) == '`';
        if (tail == "'s" || tail == "'m" || tail == "'d" ||
            (!backquote && (tail == "'re" || tail == "'ve" || tail == "'ll" || tail == "'em"))) {
          where = a;
        } else if (tail == "'t" && a >= i + 2 && (at(a - 1) == 'n' || at(a - 1) == 'N')) {
          where = a - 1;
        }
      }
      if (where == 0) break;
      found[n++] = where;
      e = where;
    }
    if (n == 0) {
      const auto& w = lower(i, j);
      if (w == "y'all") {
        cuts[0] = i + 2;
        return 1;
      }
      // "its a pity": an apostrophe was left out
      if (w == "its" && j == size() && before_predicate()) {
        cuts[0] = i + 2;
        return 1;
      }
      if (w == "dunno") {
        cuts = {i + 2, i + 3};
        return 2;
      }
      const auto it =
          std::lower_bound(kJoined.begin(), kJoined.end(), w,
                           [](const Joined& a, std::string_view b) { return a.word < b; });
      if (it == kJoined.end() || it->word != w) return 0;
      // "IM", "HES" in capitals are more often something else.
      if (w.size() <= 3 && j - i > 1 && is_upper(at(i + 1))) return 0;
      cuts[0] = i + static_cast<std::size_t>(it->cut);
      return 1;
    }
    for (std::size_t k = 0; k < n; ++k) cuts[k] = found[n - 1 - k];
    return n;
  }

  std::size_t apostrophe_at(std::size_t i) {
    const bool start = i == 0 || !word(i - 1);
    // '' and `` as quotes
    if (at(i + 1) == at(i) || (at(i) == 0x2018 && at(i + 1) == 0x2019)) {
      put(i, i + 2);
      return i + 2;
    }
    if (start && at(i) != '`') {
      if (digit(i + 1) && digit(i + 2) && !digit(i + 3)) {  // '72, '60s
        auto j = i + 3;
        if (at(j) == 's' && !word(j + 1)) ++j;
        if (!word(j)) return put(i, j), j;
      }
      auto j = i + 1;
      while (letter(j)) ++j;
      const auto& w = lower(i, j);
      static constexpr auto kClipped = sorted(std::to_array<std::string_view>(
          {"'bout", "'cause", "'cuz", "'em", "'n", "'nuff", "'round", "'til", "'till", "'tude"}));
      const bool ending = w == "'s" || w == "'re" || w == "'ve" || w == "'ll" || w == "'m" ||
                          w == "'d" || w == "'t";
      if ((is_in(kClipped, w) && at(j) != '\'') || (ending && i == 0)) return put(i, j), j;
      if (w == "'tis" || w == "'twas") {
        auto& token = put(i, j);
        cut(token, i + 2);
        return j;
      }
    }
    if (start) open_quote_ = 60;  // a closing quote is awaited within so many tokens
    put(i, i + 1);
    if (!start) open_quote_ = 0;
    return i + 1;
  }

  std::size_t symbol_end(std::size_t i) {
    const auto c = at(i);
    auto j = i + 1;
    if (c == '.' || c == '!' || c == '?') {
      // Dots and marks together make one token ("?!", ".?"), but an ellipsis stands alone.
      if (c == '.' && at(j) == '.') {
        while (at(j) == '.') ++j;
        return j;
      }
      while ((at(j) == '.' && at(j + 1) != '.') || at(j) == '!' || at(j) == '?') ++j;
      return j;
    }
    if (c == 0x2018) open_quote_ = 61;
    if ((c == '#' || c == '@') && letter(j) && (i == 0 || !word(i - 1))) {
      while (word(j)) ++j;
      return j;
    }
    if (c == '-' || c == '=' || c == '*' || c == '~' || c == '<' || c == '>' || c == '+' ||
        c == '#' || c == '|') {
      while (at(j) == c) ++j;
      if (c == '-' && at(j) == '>') ++j;
      if (c == '<' && at(j) == '-') ++j;
      return j;
    }
    if (c == 0x2026 || c == 0x2014) {
      while (at(j) == c || (c == 0x2026 && at(j) == '.')) ++j;
      return j;
    }
    if (c == 0x2018 && at(j) == 0x2019) return j + 1;
    if (is_emoji(c)) {
      // Modifiers, joiners and what they join; flags are pairs of letters.
      if (c >= 0x1F1E6 && c <= 0x1F1FF && at(j) >= 0x1F1E6 && at(j) <= 0x1F1FF) return j + 1;
      while (mark(j) || (at(j) >= 0x1F3FB && at(j) <= 0x1F3FF) ||
             (j > 0 && at(j - 1) == 0x200D && j < size()))
        ++j;
      return j;
    }
    while (mark(j)) ++j;
    return j;
  }

  std::string_view text_;
  std::vector<RawToken>& out_;
  std::vector<char32_t> points_;
  std::vector<Kind> kinds_;
  std::vector<std::uint32_t> offsets_;
  std::size_t chunk_end_ = 0;
  bool glued_ = false;          // no space before this chunk
  bool cut_short_ = false;      // the chunk goes on in the next
  char32_t next_ = 0;           // the first character of the next chunk, 0 if there is none
  std::string_view next_word_;  // the next chunk
  int open_quote_ = 0;
  std::string lower_;
};

// Number of code points, for widths.
std::size_t width(std::string_view line) {
  return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

bool blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\f\v") == std::string_view::npos;
}

// "- item", "* item", "1. item", "•"
bool begins_item(std::string_view line) {
  const auto at = line.find_first_not_of(" \t");
  if (at == std::string_view::npos) return true;
  line.remove_prefix(at);
  if (line.starts_with("\u2022") || line.starts_with(">")) return true;
  if (line.size() > 1 && (line[0] == '-' || line[0] == '*' || line[0] == '+') && line[1] == ' ')
    return true;
  std::size_t digits = 0;
  while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9') ++digits;
  return digits > 0 && digits < 4 && digits + 1 < line.size() &&
         (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
}

struct Line {
  std::uint32_t begin;
  std::uint32_t end;  // without the line break
};

// Lines of one block, without blank ones between, to paragraphs. A program that wraps lines breaks
// where the next word does not fit: a break where it would have fitted was meant.
void add_block(std::string_view text, const std::vector<Line>& lines, std::vector<Span>& out) {
  constexpr std::size_t kNarrowest = 40;
  constexpr std::size_t kWidest = 132;
  std::size_t widest = 0;
  for (const auto& line : lines)
    widest = std::max(widest, width(text.substr(line.begin, line.end - line.begin)));
  const bool wrapped = lines.size() > 1 && widest >= kNarrowest && widest <= kWidest;
  Span current{lines[0].begin, lines[0].end};
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto before = text.substr(lines[i - 1].begin, lines[i - 1].end - lines[i - 1].begin);
    const auto line = text.substr(lines[i].begin, lines[i].end - lines[i].begin);
    bool joined = false;
    if (wrapped && !begins_item(line)) {
      const auto first = line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
      const auto word = first.substr(0, first.find_first_of(" \t\r"));
      joined = width(before) + 1 + width(word) > widest ||
               (!first.empty() && first[0] >= 'a' && first[0] <= 'z' && width(before) * 2 > widest);
    }
    if (joined) {
      current.end = lines[i].end;
    } else {
      out.push_back(current);
      current = {lines[i].begin, lines[i].end};
    }
  }
  out.push_back(current);
}

}  // namespace

void find_words(std::string_view text, Span paragraph, std::vector<RawToken>& tokens) {
  ChunkCutter(text, tokens).paragraph(paragraph);
}

std::vector<Span> find_paragraphs(std::string_view text) {
  std::vector<Span> out;
  std::vector<Line> block;
  std::size_t at = 0;
  while (at < text.size()) {
    auto end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    const auto line = text.substr(at, end - at);
    if (blank(line)) {
      if (!block.empty()) add_block(text, block, out);
      block.clear();
    } else {
      block.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    }
    at = end + 1;
  }
  if (!block.empty()) add_block(text, block, out);
  return out;
}

}  // namespace trine::extract
