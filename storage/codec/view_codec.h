// The rows of the view <-> bytes (Cap'n Proto). Internal. Decoding throws Error{kCorruption} naming
// `what`. The ids of a row's key are not repeated in its value.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/records.h"

namespace trine::storage {

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
  bool in_fact = false;
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

}  // namespace trine::storage
