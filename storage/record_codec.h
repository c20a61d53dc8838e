// Values <-> bytes (Cap'n Proto). Internal. Decoding throws Error{kCorruption} naming `what`.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/document.h"
#include "storage/decisions.h"
#include "storage/records.h"
#include "storage/resolution.h"

namespace trine::storage {

// ---- Ledger ----

struct DocumentEntry {
  std::string key, title, date, uri;
  std::uint64_t document_hash = 0;
  std::uint64_t extraction_hash = 0;
  std::uint64_t content_hash = 0;
  std::uint64_t text_bytes = 0;
  std::uint32_t sentences = 0;
  std::uint32_t mentions = 0;
  std::uint32_t entities = 0;
  std::uint32_t statements = 0;
  friend bool operator==(const DocumentEntry&, const DocumentEntry&) = default;
};

std::string encode(const DocumentEntry& entry);
DocumentEntry decode_document(std::string_view bytes, std::string_view what);
std::string encode_text(std::string_view text);
std::string decode_text(std::string_view bytes, std::string_view what);
// Everything but `document`.
std::string encode_ledger(const Analysis& analysis);
void decode_ledger(std::string_view bytes, std::string_view what, Analysis& into);
// What the resolver wants to know of a document's entities, without those that stay local unless
// `all` are asked for or a group has them as members. `members` and `neighbours` are positions in
// the result, `document` is not set.
std::vector<LocalEntity> decode_local_entities(std::string_view bytes, std::string_view what,
                                               bool all);
// A ledger record from which single statements are decoded. Not for several threads at a time.
struct LedgerStatement {
  Statement statement;
  SentenceRecord sentence;
};
class LedgerReader {
 public:
  LedgerReader(std::string_view bytes, std::string what);
  ~LedgerReader();
  // Nothing when there is no such statement.
  std::optional<LedgerStatement> statement(std::uint32_t index) const;

 private:
  class Message;
  std::unique_ptr<Message> message_;
  std::string what_;
};

// The bytes behind `index`es, spans and enumerations are those of the program that wrote them. What
// does not fit together must not get in: names the first thing that is wrong, or nothing.
std::optional<std::string> find_fault(const Analysis& analysis);

// ---- Decisions: the number is the key's ----

std::string encode(const Decision& decision);
Decision decode_decision(std::string_view bytes, std::string_view what, std::uint64_t number);

// ---- View: ids of keys are not repeated in values ----

struct DocumentView {
  std::uint64_t content_hash = 0;
  std::vector<EntityId> nodes;
  std::vector<FactId> facts;       // value 0: the statement has no subject
  std::vector<EntityId> literals;  // sorted
  std::uint64_t assignment_hash = 0;
  friend bool operator==(const DocumentView&, const DocumentView&) = default;
};

struct MemberEntry {
  std::string name;
  EntityType type = EntityType::kAbstract;
  bool named = false;
  bool literal = false;
  std::uint32_t mentions = 0;
  std::vector<Alias> aliases;
  std::vector<std::string> roles;
  std::vector<EntityId> members;
  std::string reason;
  friend bool operator==(const MemberEntry&, const MemberEntry&) = default;
};

struct RelationEntry {
  RelationRecord relation;  // `symmetric` follows from the count
  std::uint64_t symmetric_facts = 0;
  friend bool operator==(const RelationEntry&, const RelationEntry&) = default;
};

struct NameEntry {
  std::uint64_t count = 0;
  std::uint64_t mentions = 0;
  bool literal = false;
  friend bool operator==(const NameEntry&, const NameEntry&) = default;
};

struct EvidenceEntry {
  EntityId subject;
  RelationId relation;
  EntityId object;
  EntityId attribution;
  double confidence = 0;
  std::uint64_t content_hash = 0;
  Polarity polarity = Polarity::kPositive;
  Modality modality = Modality::kAsserted;
  bool symmetric = false;
  bool swapped = false;
  SentenceKind sentence_kind = SentenceKind::kBody;
  std::string time_from, time_to;
  friend bool operator==(const EvidenceEntry&, const EvidenceEntry&) = default;
};

struct FactEntry {
  FactRecord fact;
  DocumentId best_document;
  std::uint32_t best_statement = 0;
  friend bool operator==(const FactEntry&, const FactEntry&) = default;
};

std::string encode(const DocumentView& view);
DocumentView decode_document_view(std::string_view bytes, std::string_view what);
// Of a DocumentView: what tells whether it still holds.
struct ViewHashes {
  std::uint64_t content = 0;
  std::uint64_t assignment = 0;
};
ViewHashes decode_view_hashes(std::string_view bytes, std::string_view what);
std::string encode(const MemberEntry& entry);
MemberEntry decode_member(std::string_view bytes, std::string_view what);
std::string encode(const EntityRecord& record);
EntityRecord decode_entity(std::string_view bytes, std::string_view what, EntityId id);
std::string encode(const NameEntry& entry);
NameEntry decode_name(std::string_view bytes, std::string_view what);
std::string encode(const RelationEntry& entry);
RelationEntry decode_relation(std::string_view bytes, std::string_view what, RelationId id);
std::string encode(const EvidenceEntry& entry);
EvidenceEntry decode_evidence(std::string_view bytes, std::string_view what);
std::string encode(const FactEntry& entry);
// Fills all but the ids.
FactEntry decode_fact(std::string_view bytes, std::string_view what);
std::string encode(const DoubtfulPair& pair);
DoubtfulPair decode_doubt(std::string_view bytes, std::string_view what);

// ---- Metadata ----

struct LedgerState {
  std::uint32_t format_version = 0;
  std::uint64_t revision = 0;
  std::uint64_t ontology_hash = 0;
  std::uint64_t model_hash = 0;
  std::uint64_t documents = 0;
  std::uint64_t text_bytes = 0;
  std::uint64_t sentences = 0;
  std::uint64_t mentions = 0;
  std::uint64_t entities = 0;
  std::uint64_t statements = 0;
  std::uint64_t decisions = 0;
  friend bool operator==(const LedgerState&, const LedgerState&) = default;
};

struct ViewState {
  std::uint32_t generation = 0;
  std::uint32_t building = 0;
  std::uint64_t revision = 0;
  std::uint64_t rules = 0;
  std::uint64_t entities = 0;
  std::uint64_t literals = 0;
  std::uint64_t relations = 0;
  std::uint64_t facts = 0;
  std::uint64_t evidence = 0;
  friend bool operator==(const ViewState&, const ViewState&) = default;
};

std::string encode(const LedgerState& state);
LedgerState decode_ledger_state(std::string_view bytes, std::string_view what);
std::string encode(const ViewState& state);
ViewState decode_view_state(std::string_view bytes, std::string_view what);

}  // namespace trine::storage
