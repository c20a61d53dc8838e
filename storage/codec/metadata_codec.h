// The user's decisions and the states of ledger and view <-> bytes (Cap'n Proto). Internal.
// Decoding throws Error{kCorruption} naming `what`.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "schema/entity_type.h"
#include "storage/decisions.h"
#include "storage/records.h"

namespace trine::storage {

// The number is the key's.
std::string encode(const Decision& decision);
Decision decode_decision(std::string_view bytes, std::string_view what, std::uint64_t number);

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
  std::string reader;
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
  std::array<std::uint64_t, kEntityTypes> types{};  // entities, by EntityType
  std::map<std::string, std::uint64_t> classes;     // facts, by relation class
  // Adds the record to the counts, or takes it off (`sign` -1).
  void count(const EntityRecord& record, int sign);
  // Adds `facts` to those of the class, or takes them off where negative.
  void count_class(const std::string& relation_class, std::int64_t facts);
  friend bool operator==(const ViewState&, const ViewState&) = default;
};

std::string encode(const LedgerState& state);
LedgerState decode_ledger_state(std::string_view bytes, std::string_view what);
std::string encode(const ViewState& state);
ViewState decode_view_state(std::string_view bytes, std::string_view what);

}  // namespace trine::storage
