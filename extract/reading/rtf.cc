#include "extract/reading/rtf.h"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "extract/english/ascii.h"
#include "extract/english/word_lists.h"
#include "extract/reading/encoding.h"
#include "extract/reading/text_builder.h"
#include "schema/error.h"

namespace trine::extract {
namespace {

constexpr std::size_t kDeepest = 1000;

// Groups that are not the text. Others that a reader does not know begin with "\*".
constexpr auto kLeftOut = sorted(std::to_array<std::string_view>({"annotation",
                                                                  "author",
                                                                  "bkmkend",
                                                                  "bkmkstart",
                                                                  "colortbl",
                                                                  "comment",
                                                                  "company",
                                                                  "creatim",
                                                                  "datafield",
                                                                  "doccomm",
                                                                  "fldinst",
                                                                  "fonttbl",
                                                                  "footer",
                                                                  "footerf",
                                                                  "footerl",
                                                                  "footerr",
                                                                  "header",
                                                                  "headerf",
                                                                  "headerl",
                                                                  "headerr",
                                                                  "info",
                                                                  "keywords",
                                                                  "listoverridetable",
                                                                  "listtable",
                                                                  "objdata",
                                                                  "operator",
                                                                  "pict",
                                                                  "printim",
                                                                  "revtbl",
                                                                  "revtim",
                                                                  "rsidtbl",
                                                                  "stylesheet",
                                                                  "subject",
                                                                  "themedata",
                                                                  "xmlnstbl"}));

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  Document read() {
    if (!bytes_.starts_with("{\\rtf")) throw Error(ErrorKind::kInput, "is not RTF");
    while (at_ < bytes_.size()) {
      const char c = bytes_[at_++];
      if (c == '{') {
        if (groups_.size() >= kDeepest) throw Error(ErrorKind::kInput, "RTF nests too deep");
        groups_.push_back(group_);
        group_begins_ = true;
        continue;
      }
      if (c == '}') {
        flush();
        if (groups_.empty()) break;
        group_ = groups_.back();
        groups_.pop_back();
      } else if (c == '\\') {
        control();
      } else if (c != '\r' && c != '\n') {
        put(c);
      }
      group_begins_ = false;
    }
    flush();
    Document document;
    document.text = out_.take();
    document.title = title_.take();
    while (document.title.ends_with('\n')) document.title.pop_back();
    return document;
  }

 private:
  struct Group {
    bool left_out = false;
    bool title = false;
    int skip = 1;  // characters after \u that stand in for it
  };

  void control() {
    if (at_ >= bytes_.size()) return;
    const char c = bytes_[at_];
    if (!is_letter_ascii(c)) {
      ++at_;
      symbol(c);
      return;
    }
    const auto begin = at_;
    while (at_ < bytes_.size() && is_letter_ascii(bytes_[at_])) ++at_;
    const auto word = bytes_.substr(begin, std::min<std::size_t>(at_ - begin, 32));
    std::optional<int> number;
    const bool negative = at_ < bytes_.size() && bytes_[at_] == '-';
    if (negative) ++at_;
    for (int digits = 0; at_ < bytes_.size() && is_digit_ascii(bytes_[at_]); ++at_, ++digits) {
      if (digits < 8) number = number.value_or(0) * 10 + (bytes_[at_] - '0');
    }
    if (negative && number) number = -*number;
    if (at_ < bytes_.size() && bytes_[at_] == ' ') ++at_;
    obey(word, number);
  }

  void symbol(char c) {
    if (c == '\'') {  // \'e9: a byte in the code page
      const auto digit = [&](std::size_t i) -> int {
        const char d = i < bytes_.size() ? lower_ascii(bytes_[i]) : 'x';
        return is_digit_ascii(d) ? d - '0' : d >= 'a' && d <= 'f' ? d - 'a' + 10 : -1;
      };
      if (digit(at_) >= 0 && digit(at_ + 1) >= 0) {
        put(static_cast<char>(digit(at_) * 16 + digit(at_ + 1)));
        at_ += 2;
      }
    } else if (c == '*') {
      if (group_begins_) group_.left_out = true;
    } else if (c == '~') {
      put(' ');
    } else if (c == '_') {
      put('-');
    } else if (c == '\n' || c == '\r') {
      end_paragraph();
    } else if (c == '\\' || c == '{' || c == '}') {
      put(c);
    }
  }

  void obey(std::string_view word, std::optional<int> number) {
    if (word == "bin") {
      at_ =
          std::min(bytes_.size(), at_ + static_cast<std::size_t>(std::max(0, number.value_or(0))));
    } else if (word == "u" && number) {
      flush();
      unicode(*number < 0 ? *number + 65536 : *number);
      skip_ = group_.skip;
    } else if (word == "uc" && number) {
      group_.skip = std::clamp(*number, 0, 8);
    } else if (word == "ansicpg" && number) {
      charset_ = fmt::format("windows-{}", *number);
    } else if (word == "title") {
      group_.title = true;
      group_.left_out = false;
    } else if (is_in(kLeftOut, word)) {
      flush();
      group_.left_out = true;
    } else if (word == "par" || word == "sect" || word == "page" || word == "row") {
      end_paragraph();
    } else if (word == "line") {
      flush();
      if (!group_.left_out) out_.break_line();
    } else if (word == "cell") {
      flush();
      if (!group_.left_out) out_.part_cells();
    } else if (word == "tab") {
      put(' ');
    } else {
      constexpr std::pair<std::string_view, UChar32> kSigns[] = {
          {"emdash", 0x2014},    {"endash", 0x2013},    {"lquote", 0x2018}, {"rquote", 0x2019},
          {"ldblquote", 0x201C}, {"rdblquote", 0x201D}, {"bullet", 0x2022}, {"emspace", ' '}};
      for (const auto& [name, sign] : kSigns) {
        if (word != name) continue;
        flush();
        unicode(sign);
      }
    }
  }

  void put(char c) {
    if (skip_ > 0) {
      --skip_;
      return;
    }
    pending_ += c;
  }
  void unicode(UChar32 c) {
    if (U16_IS_LEAD(c)) {
      lead_ = c;
      return;
    }
    if (U16_IS_TRAIL(c) && lead_ != 0) c = U16_GET_SUPPLEMENTARY(lead_, c);
    lead_ = 0;
    char bytes[4];
    std::int32_t n = 0;
    UBool error = false;
    U8_APPEND(reinterpret_cast<std::uint8_t*>(bytes), n, 4, c, error);
    if (!error) target({bytes, static_cast<std::size_t>(n)});
  }
  // Bytes of the code page become text.
  void flush() {
    if (pending_.empty()) return;
    const auto text = to_utf8(pending_, charset_);
    pending_.clear();
    if (text) target(*text);
  }
  void target(std::string_view text) {
    if (group_.title) {
      title_.add(text);
    } else if (!group_.left_out) {
      out_.add(text);
    }
  }
  void end_paragraph() {
    flush();
    if (!group_.left_out) out_.end_paragraph();
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::vector<Group> groups_;
  Group group_;
  bool group_begins_ = false;
  int skip_ = 0;
  UChar32 lead_ = 0;
  std::string pending_;
  std::string charset_ = "windows-1252";
  TextBuilder out_;
  TextBuilder title_;
};

}  // namespace

Document read_rtf(const std::string& bytes) { return Reader(bytes).read(); }

}  // namespace trine::extract
