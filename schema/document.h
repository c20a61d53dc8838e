// A document and what one reading of it yields: the values that the ledger stores whole.
#pragma once
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "schema/entity_type.h"
#include "schema/ids.h"
#include "schema/span.h"
#include "schema/statement.h"

namespace trine {

// `key` names a document in a store: adding another text under the same key replaces it.
struct Document {
  std::string
      key;  // in a store "source::name" (document_key.h); the name is a file's or a record's
  std::string text;   // valid UTF-8; every offset counts bytes of it
  std::string title;  // may be empty
  std::string date;   // ISO 8601 calendar date "2023-03-09", or empty when unknown
  std::string uri;    // where it came from; may be empty
  friend bool operator==(const Document&, const Document&) = default;

  DocumentId id() const { return DocumentId{content_hash(key, 1)}; }
  // Of everything that influences extraction: text, title, date.
  std::uint64_t hash() const;
};

enum class SentenceKind : std::uint8_t {  // persisted, never renumber
  kBody = 0,
  kHeadline = 1,
  kCaption = 2,
  kBoilerplate = 3,  // credits, e-mail lines, lists of other stories: no statements are drawn
  kDateline = 4,
};

struct SentenceRecord {
  Span span;
  SentenceKind kind = SentenceKind::kBody;
  friend bool operator==(const SentenceRecord&, const SentenceRecord&) = default;
};

// An occurrence of an entity in the text.
struct Mention {
  Span span;                   // the whole noun phrase, with modifiers
  Span head;                   // the head word, widened to the whole name where it is a name
  std::uint32_t sentence = 0;  // index into Analysis::sentences
  EntityType type = EntityType::kAbstract;
  bool named = false;        // its head is a proper name
  bool pronoun = false;      // personal, possessive, demonstrative or relative pronoun
  bool demonym = false;      // an adjective or noun of nationality ("Japanese")
  std::string name;          // bare name, without determiner and title; for descriptions the phrase
  std::uint32_t entity = 0;  // index into Analysis::entities
  friend bool operator==(const Mention&, const Mention&) = default;
};

// One thing that the document speaks of: a cluster of mentions.
struct Entity {
  std::string name;  // its fullest name in the document (canonical for known places)
  EntityType type = EntityType::kAbstract;
  bool named = false;                  // some mention is a name
  std::vector<std::string> aliases;    // every other name and description, sorted; no pronouns
  std::vector<std::string> roles;      // titles and roles given to it ("prime minister"), sorted
  std::vector<std::uint32_t> members;  // of a group ("the two"): indices of entities; may be empty
  std::string gazetteer_id;            // link into a user's gazetteer or "iso:KR"; may be empty
  friend bool operator==(const Entity&, const Entity&) = default;
};

// The outcome of extraction for one document.
struct Analysis {
  Document document;
  std::vector<SentenceRecord> sentences;
  std::vector<Mention> mentions;      // ordered by span
  std::vector<Entity> entities;       // ordered by first mention
  std::vector<Statement> statements;  // ordered by sentence, then rule order
  friend bool operator==(const Analysis&, const Analysis&) = default;
};

std::ostream& operator<<(std::ostream& out, const Document& document);
std::ostream& operator<<(std::ostream& out, const Mention& mention);
std::ostream& operator<<(std::ostream& out, const Entity& entity);
std::ostream& operator<<(std::ostream& out, const Analysis& analysis);

}  // namespace trine
