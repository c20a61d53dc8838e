#include "schema/ids.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <ostream>

namespace trine {

std::uint64_t content_hash(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::string to_hex(std::uint64_t value) { return fmt::format("{:016x}", value); }

std::ostream& operator<<(std::ostream& out, DocumentId id) { return out << to_string(id); }
std::ostream& operator<<(std::ostream& out, EntityId id) { return out << to_string(id); }
std::ostream& operator<<(std::ostream& out, RelationId id) { return out << to_string(id); }
std::ostream& operator<<(std::ostream& out, FactId id) { return out << to_string(id); }

}  // namespace trine
