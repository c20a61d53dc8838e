// Characters (Unicode code points) of UTF-8 strings. Internal to functions/.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace trine::query {

std::size_t count_characters(std::string_view text);
// The byte at which character number `index` begins; text.size() beyond the last one.
std::size_t byte_of_character(std::string_view text, std::size_t index);
std::string reversed_characters(std::string_view text);

}  // namespace trine::query
