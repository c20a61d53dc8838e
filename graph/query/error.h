// What can be wrong with a query, in the words of the openCypher TCK.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "schema/error.h"

namespace trine::query {

// A place in the text of a query; columns count characters. Line 0: no place is known.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

enum class Phase { kCompile, kRuntime };

// `type` and `detail` are the TCK's: "SyntaxError", "UndefinedVariable".
class QueryError : public Error {
 public:
  QueryError(std::string_view type, Phase phase, std::string_view detail, Position position,
             const std::string& message)
      : Error(ErrorKind::kUsage, place(position) + message + " (" + std::string(detail) + ")"),
        type_(type),
        detail_(detail),
        phase_(phase),
        position_(position) {}

  const std::string& type() const noexcept { return type_; }
  const std::string& detail() const noexcept { return detail_; }
  Phase phase() const noexcept { return phase_; }
  Position position() const noexcept { return position_; }

 private:
  static std::string place(Position at) {
    return at.line == 0 ? std::string()
                        : std::to_string(at.line) + ":" + std::to_string(at.column) + ": ";
  }
  std::string type_;
  std::string detail_;
  Phase phase_;
  Position position_;
};

// The three kinds that are most of them.
[[noreturn]] inline void syntax_error(std::string_view detail, Position at,
                                      const std::string& message) {
  throw QueryError("SyntaxError", Phase::kCompile, detail, at, message);
}
[[noreturn]] inline void type_error(std::string_view detail, const std::string& message) {
  throw QueryError("TypeError", Phase::kRuntime, detail, {}, message);
}
[[noreturn]] inline void argument_error(std::string_view detail, const std::string& message) {
  throw QueryError("ArgumentError", Phase::kRuntime, detail, {}, message);
}

}  // namespace trine::query
