// Facts and their evidence told to a person: aligned, wrapped, coloured on a terminal.
#pragma once
#include <cstddef>
#include <string>

#include "storage/store/store.h"
#include "tools/telling/names.h"
#include "tools/telling/output.h"

namespace trine::tools {

// "denied", "planned", "disputed (2 for, 1 against)", ...; empty for a plainly asserted fact.
std::string status_words(const storage::FactRecord& fact);
// "stated", "denied", "planned", "reported to be possible", ...
std::string manner_words(const Statement& statement);
// "2023-03-16", "from 2023-03-16 to 2023-03-17"; empty when there is no time.
std::string time_words(const std::string& first, const std::string& last);

class Teller {
 public:
  Teller(Output& out, const Paint& paint, Names& names)
      : out_(out), paint_(paint), names_(names), width_(terminal_width(out.is_terminal())) {}

  std::size_t width() const { return width_; }
  std::string node(EntityId id);  // coloured name
  // "Yoon ── meet ─▶ Kishida". With `seen_from` the other end comes last: "Yoon ◀─ invite ──
  // Biden".
  std::string arrow(const storage::FactRecord& fact, EntityId seen_from = {});
  // Status, time, number of documents, belief.
  std::string remarks(const storage::FactRecord& fact);
  // The arrow with its remarks, and under it up to `quotes` sentences with their source.
  void fact(const storage::FactRecord& fact, std::size_t quotes, EntityId seen_from = {},
            const std::string& indent = "");
  void quote(const storage::Evidence& evidence, const std::string& indent);
  // Name, type, counts: the first line about a node.
  std::string heading(const storage::EntityRecord& node);

 private:
  Output& out_;
  const Paint& paint_;
  Names& names_;
  std::size_t width_;
};

}  // namespace trine::tools
