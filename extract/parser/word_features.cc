#include "extract/parser/word_features.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace trine::extract {

char32_t lower_case(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (c == 0x130) return 'i';
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

void decode_utf8(std::string_view bytes, std::vector<char32_t>& out) {
  out.clear();
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto size = static_cast<std::int32_t>(bytes.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(data, i, size, c);
    out.push_back(static_cast<char32_t>(c));
  }
}

void append_utf8(char32_t c, std::string& out) {
  std::uint8_t bytes[4];
  std::int32_t n = 0;
  U8_APPEND_UNSAFE(bytes, n, static_cast<UChar32>(c));
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(n));
}

void FeatureReader::read(std::string_view form, WordFeatures& out) {
  decode_utf8(form, form_);
  norm_bytes_.clear();
  shape_bytes_.clear();
  at_.clear();
  char32_t last = 0;
  int run = 0;
  for (const auto c : form_) {
    const auto low = lower_case(c);
    at_.push_back(static_cast<std::uint32_t>(norm_bytes_.size()));
    append_utf8(low >= '1' && low <= '9' ? U'0' : low, norm_bytes_);
    char32_t shape = c;
    if (c >= '0' && c <= '9') {
      shape = 'd';
    } else if (low != c) {
      shape = 'X';
    } else if (c < 0x80 ? c >= 'a' && c <= 'z' : u_isalpha(static_cast<UChar32>(c)) != 0) {
      shape = 'x';
    }
    run = shape == last ? run + 1 : 1;
    last = shape;
    if (run <= 3) append_utf8(shape, shape_bytes_);
  }
  at_.push_back(static_cast<std::uint32_t>(norm_bytes_.size()));

  const std::string_view norm = norm_bytes_;
  const auto hash = fnv(norm);
  const auto row = [](std::uint32_t r, const Embedding& table) { return r < table.rows ? r : 0; };
  out.word = row(model_.word_table.find(hash, 0), model_.words);
  out.vec = row(model_.vec_table.find(hash, 0), model_.vectors);
  out.bits = model_.lex_table.find(hash, 0);
  out.affixes.clear();
  const auto length = form_.size();
  for (const auto& affix : model_.affixes) {
    std::string_view text = shape_bytes_;
    const auto k = std::min<std::size_t>(length, static_cast<std::size_t>(affix.name[1] - '0'));
    if (affix.name[0] == 'p') {
      text = norm.substr(0, at_[k]);
    } else if (affix.name != "sh") {
      text = norm.substr(at_[length - k]);
    }
    const auto folded = fold(fnv(text, fnv(":", fnv(affix.name)))) & 0xFFFFFFFFU;
    out.affixes.push_back(static_cast<std::uint32_t>(folded % affix.rows.rows));
  }
}

}  // namespace trine::extract
