// What a store answers with: the records of the derived view. Plain values, comparable and
// printable.
#pragma once
#include <array>
#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "schema/document.h"
#include "schema/entity_type.h"
#include "schema/ids.h"
#include "schema/span.h"
#include "schema/statement.h"

namespace trine::storage {

// Numbers of EntityType.
inline constexpr std::size_t kEntityTypes = static_cast<std::size_t>(EntityType::kFacility) + 1;

struct Alias {
  std::string text;         // as it stands in the documents, or as an entity's name
  std::uint64_t count = 0;  // mentions of the entity by this text; 0 for a name never used as such
  friend bool operator==(const Alias&, const Alias&) = default;
};

// A node of the graph: one thing, or one literal.
struct EntityRecord {
  EntityId id;
  std::string name;  // shown; a user's rename wins
  EntityType type = EntityType::kAbstract;
  bool literal = false;            // a time, a quantity, a clause: no identity beyond its text
  bool named = false;              // somewhere called by a proper name
  std::vector<Alias> aliases;      // sorted by count, most first, then text; includes `name`
  std::vector<std::string> roles;  // sorted
  std::vector<EntityId> members;   // of a group ("the two leaders"); sorted
  std::string gazetteer_id;        // "iso:KR", a user's id; may be empty
  std::uint64_t documents = 0;     // that mention it
  std::uint64_t mentions = 0;      // pronouns included
  friend bool operator==(const EntityRecord&, const EntityRecord&) = default;
};

// A relation phrase within a class.
struct RelationRecord {
  RelationId id;
  std::string phrase;          // "hold summit with"
  std::string relation_class;  // "CONSULT"
  bool symmetric = false;      // of some statement with it
  std::uint64_t facts = 0;
  friend bool operator==(const RelationRecord&, const RelationRecord&) = default;
};

inline constexpr std::size_t kModalities = 7;

// All statements with the same subject, relation and object. Of a symmetric one the smaller id is
// the subject.
struct FactRecord {
  FactId id;
  EntityId subject;
  RelationId relation;
  EntityId object;            // value 0: a one-place fact ("ties improve")
  std::uint64_t support = 0;  // statements
  std::uint64_t documents = 0;
  std::string first_time;      // ISO 8601 day: of the statements' times, else the documents' dates
  std::string last_time;       // empty when no statement and no document is dated
  std::uint64_t positive = 0;  // statements, by polarity
  std::uint64_t negative = 0;
  std::array<std::uint64_t, kModalities> modality{};  // statements, by Modality
  bool symmetric = false;
  double belief = 0;  // in [0, 1] that it holds; docs/storage-format.md gives the formula
  friend bool operator==(const FactRecord&, const FactRecord&) = default;

  bool has_object() const { return object.value != 0; }
  bool only_denied() const { return positive == 0; }
};

// A description and a name inside it: "Japan's plan" and Japan.
struct NestedName {
  EntityId description;
  EntityId name;
  std::uint32_t description_mention = 0;  // positions among the document's mentions
  std::uint32_t name_mention = 0;
  friend bool operator==(const NestedName&, const NestedName&) = default;
};

// One statement that a fact rests on, with its sentence and document.
struct Evidence {
  DocumentId document;
  std::string document_key;
  std::string title;
  std::string date;  // of the document; may be empty
  std::string uri;
  std::uint32_t statement_index = 0;  // into Analysis::statements
  Statement statement;                // as the ledger has it; spans are offsets into the document
  Span sentence;
  std::string sentence_text;
  EntityId subject;      // nodes of the statement's own arguments, before symmetric reordering
  EntityId object;       // value 0 when the statement has none
  EntityId attribution;  // value 0 when the document itself speaks
  std::vector<EntityId> qualifiers;  // nodes of statement.qualifiers, one each; 0 for literals
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

struct DocumentRecord {
  DocumentId id;
  std::string key;
  std::string title;
  std::string date;
  std::string uri;
  std::uint64_t bytes = 0;  // of text
  std::uint64_t sentences = 0;
  std::uint64_t mentions = 0;
  std::uint64_t entities = 0;
  std::uint64_t statements = 0;
  friend bool operator==(const DocumentRecord&, const DocumentRecord&) = default;
};

// Why a document's entity is part of a node.
struct Membership {
  EntityId entity;
  std::string document_key;
  std::uint32_t index = 0;  // into Analysis::entities
  std::string name;         // its name in that document
  EntityType type = EntityType::kAbstract;
  std::uint64_t mentions = 0;
  std::string reason;  // "same full name", "merged by the user (decision 3)"; empty: stands alone
  friend bool operator==(const Membership&, const Membership&) = default;
};

// Two nodes that may be one thing. Listed most valuable first.
struct DoubtfulPair {
  EntityId a;
  EntityId b;
  double score = 0;  // in [0, 1] that they are one
  double value = 0;  // what deciding it is worth: grows with the mentions concerned
  std::string reason;
  friend bool operator==(const DoubtfulPair&, const DoubtfulPair&) = default;
};

enum class MatchKind : std::uint8_t {
  kExact,   // without regard to case, accents, punctuation and a leading article
  kPrefix,  // a name begins so
  kWord,    // a name has these words
  kFuzzy,   // spelled similarly
};

struct NameMatch {
  EntityId id;
  std::string name;     // the entity's
  std::string matched;  // the alias that matched, normalised
  EntityType type = EntityType::kAbstract;
  bool literal = false;
  MatchKind kind = MatchKind::kExact;
  std::uint32_t distance = 0;     // edits, for kFuzzy
  std::uint64_t alias_count = 0;  // mentions by the alias that matched
  std::uint64_t mentions = 0;     // of the entity
  std::uint64_t documents = 0;
  friend bool operator==(const NameMatch&, const NameMatch&) = default;
};

struct Statistics {
  std::uint32_t format_version = 0;
  std::uint64_t ontology_hash = 0;  // of the last document that was put
  std::uint64_t model_hash = 0;
  std::string reader;  // the model's name: "fast", "accurate"
  // Ledger.
  std::uint64_t documents = 0;
  std::uint64_t text_bytes = 0;
  std::uint64_t sentences = 0;
  std::uint64_t mentions = 0;
  std::uint64_t document_entities = 0;
  std::uint64_t statements = 0;
  std::uint64_t decisions = 0;
  // View.
  std::uint64_t entities = 0;  // literals not counted
  std::uint64_t literals = 0;
  std::uint64_t relations = 0;
  std::uint64_t facts = 0;
  std::uint64_t evidence = 0;
  std::array<std::uint64_t, kEntityTypes> types{};  // entities, by EntityType
  std::map<std::string, std::uint64_t> classes;     // facts, by relation class
  bool view_stale = false;  // documents or decisions changed since the view was made
  friend bool operator==(const Statistics&, const Statistics&) = default;
};

std::string_view to_string(MatchKind kind);  // "exact", "prefix", "word", "fuzzy"

// Ids are derived from content alone.
RelationId relation_id(std::string_view relation_class, std::string_view phrase);
FactId fact_id(EntityId subject, RelationId relation, EntityId object);

std::ostream& operator<<(std::ostream& out, MatchKind kind);
std::ostream& operator<<(std::ostream& out, const Alias& alias);
std::ostream& operator<<(std::ostream& out, const EntityRecord& record);
std::ostream& operator<<(std::ostream& out, const RelationRecord& record);
std::ostream& operator<<(std::ostream& out, const FactRecord& record);
std::ostream& operator<<(std::ostream& out, const Evidence& evidence);
std::ostream& operator<<(std::ostream& out, const DocumentRecord& record);
std::ostream& operator<<(std::ostream& out, const Membership& membership);
std::ostream& operator<<(std::ostream& out, const NestedName& nested);
std::ostream& operator<<(std::ostream& out, const DoubtfulPair& pair);
std::ostream& operator<<(std::ostream& out, const NameMatch& match);
std::ostream& operator<<(std::ostream& out, const Statistics& statistics);

}  // namespace trine::storage
