// A JSON value as text, the one way in which all of ours is written.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace trine::tools {

// One line of UTF-8; what is not valid UTF-8 becomes U+FFFD, and what would steer a terminal or
// turn the direction of writing is escaped.
std::string json_text(const nlohmann::ordered_json& json);

}  // namespace trine::tools
