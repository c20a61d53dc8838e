#include "extract/reading/encoding.h"

#include <fmt/format.h>
#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

#include <cstdint>

#include "extract/english/ascii.h"

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

namespace {

// The character set of UTF-16 or UTF-32 text, by its mark or by where its zero bytes stand; empty
// for other text.
std::string wide_charset(std::string_view bytes) {
  if (bytes.starts_with("\xff\xfe\0\0"sv) || bytes.starts_with("\0\0\xfe\xff"sv)) return "UTF-32";
  if (bytes.starts_with("\xff\xfe"sv) || bytes.starts_with("\xfe\xff"sv)) return "UTF-16";
  const auto head = bytes.substr(0, 512);
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0' ? 1 : 0;
  const auto most = head.size() / 2;
  if (most < 4) return {};
  if (zeros[0] == 0 && zeros[1] * 10 > most * 8) return "UTF-16LE";
  if (zeros[1] == 0 && zeros[0] * 10 > most * 8) return "UTF-16BE";
  return {};
}

// Text of whatever character set has hardly any control characters.
bool looks_binary(std::string_view bytes) {
  const auto head = bytes.substr(0, 65536);
  std::size_t controls = 0;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte != 0x1b) ++controls;
  }
  return controls * 100 > head.size();
}

// ISO 8859-1 as the web reads it: its second half has quotation marks where the standard has
// controls.
std::string as_on_the_web(const std::string& charset) {
  return charset == "ISO-8859-1" || charset == "iso-8859-1" || charset == "latin1" ||
                 charset == "us-ascii"
             ? "windows-1252"
             : charset;
}

std::string suggested_charset(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector* detector = ucsdet_open(&status);
  const auto head = bytes.substr(0, std::size_t{1} << 20);
  ucsdet_setText(detector, head.data(), static_cast<std::int32_t>(head.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector, &status);
  std::string charset = "windows-1252";  // of short texts, which suggest nothing
  if (U_SUCCESS(status) && match != nullptr && ucsdet_getConfidence(match, &status) >= 30) {
    charset = ucsdet_getName(match, &status);
  }
  ucsdet_close(detector);
  return charset;
}

// UTF-8 of which some bytes were lost: most of what is not ASCII is in order.
std::optional<std::string> mended_utf8(std::string_view bytes) {
  std::string out;
  std::size_t good = 0;
  std::size_t bad = 0;
  for_each_character(bytes, [&](UChar32 c, std::size_t, std::string_view written) {
    if (c < 0) {
      ++bad;
      out += "\xef\xbf\xbd";
    } else {
      if (c > 0x7f) ++good;
      out += written;
    }
    return true;
  });
  if (good < bad * 4) return std::nullopt;
  return out;
}

}  // namespace

Decoded decode(std::string bytes, const std::string& declared) {
  Decoded text;
  if (const auto wide = wide_charset(bytes); !wide.empty()) {
    auto converted = to_utf8(bytes, wide);
    if (converted) {
      text.utf8 = std::move(*converted);
      drop_byte_order_mark(text.utf8);
    } else {
      text.why_not = "is damaged " + wide + " text";
    }
    return text;
  }
  if (const auto zero = bytes.find('\0'); zero != std::string::npos) {
    text.why_not = fmt::format("is binary, not text: byte {} is zero", zero);
    return text;
  }
  if (simdjson::validate_utf8(bytes.data(), bytes.size())) {
    text.utf8 = std::move(bytes);
    drop_byte_order_mark(text.utf8);
    return text;
  }
  if (looks_binary(bytes)) {
    text.why_not = "is binary, not text";
    return text;
  }
  if (!declared.empty() && lower_ascii(declared) != "utf-8") {
    if (auto converted = to_utf8(bytes, as_on_the_web(declared))) {
      text.utf8 = std::move(*converted);
      return text;
    }
  }
  if (auto mended = mended_utf8(bytes)) {
    text.utf8 = std::move(*mended);
    text.note =
        fmt::format("has bytes that are not UTF-8, the first at {}; they are shown as \uFFFD",
                    first_invalid(bytes));
    return text;
  }
  const auto charset = as_on_the_web(suggested_charset(bytes));
  if (auto converted = to_utf8(bytes, charset)) {
    text.utf8 = std::move(*converted);
    text.note = fmt::format("is not UTF-8; read as {}, which its bytes suggest", charset);
  } else {
    text.why_not = why_not_utf8(bytes).value_or("is not text");
  }
  return text;
}

void drop_byte_order_mark(std::string& text) {
  if (text.starts_with("\xef\xbb\xbf")) text.erase(0, 3);
}

std::optional<std::string> to_utf8(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* from = ucnv_open(charset.c_str(), &status);
  if (U_FAILURE(status)) return std::nullopt;
  std::string out(bytes.size() * 4 + 16, '\0');
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
