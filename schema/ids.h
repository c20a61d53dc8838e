// Strong ids. All are derived from content, never from arrival order or addresses, so that the same
// corpus gives the same ids on any machine. Printed as 16 hexadecimal digits.
#pragma once
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

namespace trine {

template <class Tag>
struct Id {
  std::uint64_t value = 0;
  friend auto operator<=>(Id, Id) = default;
};

using DocumentId = Id<struct DocumentTag>;  // of a document's key
using EntityId = Id<struct EntityTag>;      // of a global entity (a node of the graph)
using RelationId = Id<struct RelationTag>;  // of a relation phrase with its class
using FactId = Id<struct FactTag>;          // of (subject, relation, object)

// XXH3, 64 bits: stable over versions and platforms. `seed` separates kinds of things.
std::uint64_t content_hash(std::string_view bytes, std::uint64_t seed = 0);

// 16 lower-case hexadecimal digits.
std::string to_hex(std::uint64_t value);
template <class Tag>
std::string to_string(Id<Tag> id) {
  return to_hex(id.value);
}
std::ostream& operator<<(std::ostream& out, DocumentId id);
std::ostream& operator<<(std::ostream& out, EntityId id);
std::ostream& operator<<(std::ostream& out, RelationId id);
std::ostream& operator<<(std::ostream& out, FactId id);

}  // namespace trine

template <class Tag>
struct std::hash<trine::Id<Tag>> {
  std::size_t operator()(trine::Id<Tag> id) const noexcept { return id.value; }
};
