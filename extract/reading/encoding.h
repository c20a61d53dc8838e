// Is it text? Checks of encoding, with reasons that tell a user what to do. Internal to extract.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace trine::extract {

// Why `bytes` can't be read as UTF-8 text: "is UTF-16 ...", "is binary ...", "is not valid UTF-8:
// byte 17 ...". nullopt when it can.
std::optional<std::string> why_not_utf8(std::string_view bytes);

// A whole text as UTF-8.
struct Decoded {
  std::string utf8;
  std::string note;     // what was guessed; empty: nothing
  std::string why_not;  // it is no text; empty: it is
};
// By its byte order mark, else as it is where that is valid UTF-8, else in the character set that
// it declares, else in the one that its bytes suggest (ICU), with a note. UTF-8 with a few
// damaged bytes has U+FFFD in their place.
Decoded decode(std::string bytes, const std::string& declared);

// Removes a UTF-8 byte order mark from the front.
void drop_byte_order_mark(std::string& text);

// `bytes` in the character set `charset` (an IANA name) to UTF-8; nullopt when there is no such
// character set or the bytes are not valid in it.
std::optional<std::string> to_utf8(std::string_view bytes, const std::string& charset);

// Text fit to name a document: what is not valid UTF-8, and control characters, as "%FF".
std::string printable_key(std::string_view bytes);

}  // namespace trine::extract
