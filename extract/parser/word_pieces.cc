#include "extract/parser/word_pieces.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "schema/error.h"

namespace trine::extract {
namespace {

constexpr std::uint32_t kAbsent = ~std::uint32_t{0};

bool is_han(UChar32 c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0xF900 && c <= 0xFAFF);
}

bool stands_alone(UChar32 c) {
  if (c < 0x80) return c > ' ' && c < 0x7F && u_isalnum(c) == 0;
  return u_ispunct(c) != 0 || is_han(c);
}

// Lower case, decomposed, without non-spacing marks.
void make_plain(std::string_view form, std::string& out) {
  out.clear();
  if (std::all_of(form.begin(), form.end(), [](unsigned char c) { return c < 0x80; })) {
    for (const char c : form) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return;
  }
  auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(form.data(), static_cast<std::int32_t>(form.size())));
  text.toLower(icu::Locale::getRoot());
  UErrorCode error = U_ZERO_ERROR;
  const auto* decompose = icu::Normalizer2::getNFDInstance(error);
  if (U_SUCCESS(error)) {
    const auto decomposed = decompose->normalize(text, error);
    if (U_SUCCESS(error)) text = decomposed;
  }
  icu::UnicodeString bare;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const auto c = text.char32At(i);
    if (u_charType(c) != U_NON_SPACING_MARK) bare.append(c);
  }
  bare.toUTF8String(out);
}

}  // namespace

WordPieces::WordPieces(const Transformer& transformer) : transformer_(transformer) {
  const auto mark = [&](std::string_view name) {
    const auto row = transformer.table.find(fnv(name), kAbsent);
    if (row == kAbsent) {
      throw Error(ErrorKind::kCorruption, "the model's pieces lack " + std::string(name));
    }
    return row;
  };
  cls_ = mark("[CLS]");
  sep_ = mark("[SEP]");
  unknown_ = mark("[UNK]");
}

void WordPieces::split(std::string_view form, std::vector<std::uint32_t>& out) {
  make_plain(form, plain_);
  found_.clear();
  const std::string_view text = plain_;
  const auto size = static_cast<std::int32_t>(text.size());
  std::size_t begin = 0;
  for (std::int32_t i = 0; i < size;) {
    const auto at = static_cast<std::size_t>(i);
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(text.data(), i, size, c);
    const bool alone = stands_alone(c);
    if (!alone && u_isUWhiteSpace(c) == 0) continue;
    cut(text.substr(begin, at - begin));
    begin = static_cast<std::size_t>(i);
    if (alone) cut(text.substr(at, begin - at));
  }
  cut(text.substr(begin));
  if (found_.empty()) found_.push_back(unknown_);
  const auto n = std::min(found_.size(), transformer_.most_pieces);
  out.insert(out.end(), found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(n));
}

void WordPieces::cut(std::string_view part) {
  const auto before = found_.size();
  const auto size = static_cast<std::int32_t>(part.size());
  for (std::size_t begin = 0; begin < part.size();) {
    // The hashes of all beginnings of what is left, as far as pieces reach.
    auto hash = begin > 0 ? fnv("##") : kFnvStart;
    prefixes_.clear();
    for (auto i = static_cast<std::int32_t>(begin);
         i < size && prefixes_.size() < transformer_.longest_piece;) {
      const auto at = static_cast<std::size_t>(i);
      U8_FWD_1(part.data(), i, size);
      hash = fnv(part.substr(at, static_cast<std::size_t>(i) - at), hash);
      prefixes_.push_back({static_cast<std::size_t>(i), hash});
    }
    auto row = kAbsent;
    while (!prefixes_.empty()) {
      row = transformer_.table.find(prefixes_.back().hash, kAbsent);
      if (row != kAbsent) break;
      prefixes_.pop_back();
    }
    if (row == kAbsent) {
      found_.resize(before);
      found_.push_back(unknown_);
      return;
    }
    found_.push_back(row);
    begin = prefixes_.back().end;
  }
}

}  // namespace trine::extract
