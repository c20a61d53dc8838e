#include "extract/reading/encoding.h"

#include <fmt/format.h>
#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace trine::extract {
namespace {

using namespace std::string_view_literals;

// Calls `visit(character, offset, its bytes)` for each until that returns false; what is no valid
// sequence is a negative character.
template <class Visit>
void for_each_character(std::string_view bytes, Visit visit) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto size = static_cast<std::int64_t>(bytes.size());
  std::int64_t at = 0;
  while (at < size) {
    const auto start = static_cast<std::size_t>(at);
    UChar32 character = 0;
    U8_NEXT(data, at, size, character);
    if (!visit(character, start, bytes.substr(start, static_cast<std::size_t>(at) - start))) return;
  }
}

// The first byte that is not part of a valid sequence.
std::size_t first_invalid(std::string_view bytes) {
  auto found = bytes.size();
  for_each_character(bytes, [&](UChar32 character, std::size_t at, std::string_view) {
    if (character < 0) found = at;
    return character >= 0;
  });
  return found;
}

}  // namespace

std::optional<std::string> why_not_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xff\xfe"sv) || bytes.starts_with("\xfe\xff"sv)) {
    return "is UTF-16 text; convert it with: iconv -f UTF-16 -t UTF-8";
  }
  if (const auto zero = bytes.find('\0'); zero != std::string_view::npos) {
    return fmt::format("is binary, not text: byte {} is zero", zero);
  }
  if (simdjson::validate_utf8(bytes.data(), bytes.size())) return std::nullopt;
  const auto at = first_invalid(bytes);
  return fmt::format(
      "is not valid UTF-8: byte {} is 0x{:02x}; if it is Latin-1 text, convert it with: iconv -f "
      "ISO-8859-1 -t UTF-8",
      at, static_cast<unsigned char>(bytes[at]));
}

void drop_byte_order_mark(std::string& text) {
  if (text.starts_with("\xef\xbb\xbf")) text.erase(0, 3);
}

std::optional<std::string> to_utf8(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* from = ucnv_open(charset.c_str(), &status);
  if (U_FAILURE(status)) return std::nullopt;
  std::string out(bytes.size() * 3 + 16, '\0');
  status = U_ZERO_ERROR;
  ucnv_setToUCallBack(from, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  const auto length =
      ucnv_toAlgorithmic(UCNV_UTF8, from, out.data(), static_cast<std::int32_t>(out.size()),
                         bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  ucnv_close(from);
  if (U_FAILURE(status)) return std::nullopt;
  out.resize(static_cast<std::size_t>(length));
  return out;
}

std::string printable_key(std::string_view bytes) {
  std::string key;
  for_each_character(bytes, [&](UChar32 character, std::size_t, std::string_view written) {
    if (character < 0x20 || character == 0x7f) {
      for (const char byte : written)
        key += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    } else {
      key += written;
    }
    return true;
  });
  return key;
}

}  // namespace trine::extract
