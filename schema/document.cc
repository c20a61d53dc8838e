#include "schema/document.h"

#include <algorithm>
#include <ostream>

namespace trine {

Span join(Span a, Span b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

std::ostream& operator<<(std::ostream& out, Span span) {
  return out << '[' << span.begin << ", " << span.end << ')';
}

std::uint64_t Document::hash() const {
  return content_hash(text, content_hash(title, content_hash(date, 2)));
}

std::ostream& operator<<(std::ostream& out, const Document& document) {
  return out << document.key << " (" << document.text.size() << " bytes, " << document.date << ')';
}

std::ostream& operator<<(std::ostream& out, const Mention& mention) {
  return out << mention.span << ' ' << mention.type << " \"" << mention.name << "\" #"
             << mention.entity << (mention.named ? " named" : "")
             << (mention.pronoun ? " pronoun" : "") << (mention.demonym ? " demonym" : "");
}

std::ostream& operator<<(std::ostream& out, const Entity& entity) {
  out << entity.name << ' ' << entity.type;
  for (const auto& alias : entity.aliases) out << " | " << alias;
  return out;
}

std::ostream& operator<<(std::ostream& out, const Analysis& analysis) {
  out << analysis.document << '\n';
  for (const auto& entity : analysis.entities) out << "  entity " << entity << '\n';
  for (const auto& statement : analysis.statements) out << "  " << statement << '\n';
  return out;
}

}  // namespace trine
