// Works on one chunk (what stands between spaces) at a time, from left to right: at each position
// the first rule that fits makes a token. The lists below were drawn up against the training part
// of EWT and GUM; where the two disagree, the commoner practice was taken.
#include "extract/tokens/word_rules.h"

#include <array>
#include <string>
#include <string_view>

#include "extract/english/word_lists.h"
#include "extract/tokens/chunk.h"
#include "extract/tokens/chunk_shapes.h"
#include "extract/tokens/contractions.h"

namespace trine::extract {
namespace {

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

// Cuts one chunk after the other; it is the chunk at which it is.
class ChunkCutter : private Chunk {
 public:
  ChunkCutter(std::string_view text, std::vector<RawToken>& tokens) : text_(text), out_(tokens) {}

  void paragraph(Span paragraph) {
    open_quote_ = 0;
    std::size_t at = paragraph.begin;
    while (at < paragraph.end) {
      at = read(text_, at, paragraph.end);
      if (empty()) break;
      cut_chunk();
    }
  }

 private:
  RawToken& put(std::size_t b, std::size_t e) {
    RawToken token;
    token.span = span(b, e);
    token.space_before = b == 0 && !glued();
    out_.push_back(token);
    if (open_quote_ > 0) --open_quote_;
    return out_.back();
  }
  void cut(RawToken& token, std::size_t i) const {
    if (token.parts < 3) token.cut[token.parts++ - 1] = offset(i);
  }

  void cut_chunk() {
    std::size_t i = 0;
    while (i < size()) {
      std::size_t e = 0;
      if ((e = address_end(*this, i)) > i || (e = emoticon_end(*this, i)) > i) {
        put(i, e);
      } else if (word(i) || leading_number(i)) {
        e = word_at(i);
      } else if (is_apostrophe(at(i))) {
        e = apostrophe_at(i);
      } else {
        if (at(i) == 0x2018) open_quote_ = 61;
        e = symbol_end(*this, i);
        put(i, e);
      }
      i = e;
    }
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
        next() != 0) {
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
        j + 1 == size() ? is_upper(next()) || character_kind(next()) == CharacterKind::kDigit
                        : is_upper(at(j + 1));
    if (!any_digit(i, j) && any_letter(i, j)) {
      const auto w = lower(i, j);
      // in capitals these are names: a browser, a newspaper, a department
      const bool name = all_upper(i, j) && (w == "ie" || w == "eg" || w == "ft" || w == "hr");
      if (name && !glued) return false;
      if (is_in(kAbbreviations, w)) {
        // At a sentence's end the period is the sentence's.
        if (j + 1 == size() && next() == 0) return false;
        if (w == "etc" && j + 1 == size()) return !is_upper(next());
        if (w == "v" || w == "pt" || w == "co" || w == "st" || w == "det" || w == "dir" ||
            w == "est") {
          return !glued || capital_next;
        }
        return !glued || w.size() > 1;
      }
      if (glued) return false;
      if (is_in(kDoubtful, w) && (j - i > 1 || !is_upper(at(i)))) {
        // "Sec. Ruiz", the secretary; "3 sec." is a time.
        if (w == "sec" && is_upper(at(i)) && j + 1 == size() && is_upper(next())) return true;
        if (w == "no" || w == "p" || w == "sec" || w == "art") {
          return j + 1 == size() && character_kind(next()) == CharacterKind::kDigit && next() != 0;
        }
        return j + 1 == size() && is_upper(at(i)) && next() != 0 &&
               (character_kind(next()) == CharacterKind::kDigit || (w == "la" && capital_next));
      }
      if (j - i == 1 && is_upper(at(i))) {  // an initial
        if (at(i) == 'I') return false;
        if (j + 1 == size()) return next() != 0 && capital_next && !after_small_word();
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
        const auto unit = lower(k, j);
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
    const auto n = find_contractions(*this, i, j, cuts);
    auto& token = put(i, j);
    for (std::size_t k = 0; k < n; ++k) cut(token, cuts[k]);
    return j;
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
      const auto w = lower(i, j);
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

  std::string_view text_;
  std::vector<RawToken>& out_;
  int open_quote_ = 0;  // a closing quote is awaited within so many tokens
};

}  // namespace

void find_words(std::string_view text, Span paragraph, std::vector<RawToken>& tokens) {
  ChunkCutter(text, tokens).paragraph(paragraph);
}

}  // namespace trine::extract
