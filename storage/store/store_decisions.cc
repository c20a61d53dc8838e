// Store: the user's decisions, recorded and taken back. Nodes are made by them: nodes.h.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "schema/error.h"
#include "storage/identity/names.h"
#include "storage/store/store.h"
#include "storage/store/store_impl.h"

namespace trine::storage {
namespace {

// Equal but for the number.
bool same_decision(Decision a, const Decision& b) {
  a.number = b.number;
  return a == b;
}

bool speaks_of(const Decision& decision, EntityId id) {
  return id.value != 0 && (decision.node.id == id || decision.other.id == id);
}

// Whatever its nodes were called at the time, and why it was made.
bool means_the_same(const Decision& a, const Decision& b) {
  return std::tie(a.kind, a.node.id, a.other.id, a.documents, a.local_name, a.name) ==
         std::tie(b.kind, b.node.id, b.other.id, b.documents, b.local_name, b.name);
}

}  // namespace

std::vector<Decision> Store::Impl::decisions() const {
  std::vector<Decision> all;
  for (Rows rows(*database, nullptr, Table::kDecisions, Key()); rows.valid(); rows.next()) {
    const auto number = read_u64(rows.key(), 0);
    all.push_back(decode_decision(rows.value(), fmt::format("decision {}", number), number));
  }
  return all;
}

Decision Store::Impl::record(Decision decision) {
  require_writable("record a decision");
  const auto all = decisions();
  // A command that was stopped after this, and is given again, decides nothing new.
  const auto latest = std::find_if(all.rbegin(), all.rend(), [&](const Decision& old) {
    return speaks_of(old, decision.node.id) || speaks_of(old, decision.other.id);
  });
  if (latest != all.rend() && means_the_same(*latest, decision)) return *latest;
  decision.number = all.empty() ? 1 : all.back().number + 1;
  rocksdb::WriteBatch batch;
  expect_ok(
      batch.Put(database->family(Table::kDecisions), Key().u64(decision.number), encode(decision)),
      "collect a decision");
  auto next = ledger;
  ++next.decisions;
  commit(batch, next);
  return decision;
}

Decision Store::Impl::record_pair(DecisionKind kind, EntityId node, EntityId other,
                                  std::string note) {
  Decision decision;
  decision.kind = kind;
  decision.node = reference(node);
  decision.other = reference(other);
  decision.note = std::move(note);
  return record(std::move(decision));
}

NodeReference Store::Impl::reference(EntityId id) const {
  const ReadView view(*database);
  const auto entity = view.entity(id);
  if (!entity)
    throw Error(ErrorKind::kNotFound, fmt::format("no entity has the id {}", to_string(id)));
  if (entity->literal) {
    throw Error(ErrorKind::kUsage, fmt::format("'{}' is a literal, not an entity", entity->name));
  }
  NodeReference reference{id, entity->name, entity->type, {}};
  if (!entity->named) {
    Rows rows(view.snapshot(), Table::kMembers, view.key().id(id));
    if (rows.valid()) {
      const DocumentId document{read_u64(rows.key(), 12)};
      if (const auto bytes = view.get(Table::kDocuments, Key().id(document))) {
        reference.document = decode_document(*bytes, "document " + to_string(document)).key;
      }
    }
  }
  return reference;
}

Decision Store::merge_entities(EntityId keep, EntityId other, std::string note) {
  if (keep == other) throw Error(ErrorKind::kUsage, "an entity cannot be merged with itself");
  return impl_->record_pair(DecisionKind::kMerge, keep, other, std::move(note));
}

Decision Store::split_entity(EntityId entity, std::vector<std::string> documents,
                             std::string local_name, std::string name, std::string note) {
  Decision decision;
  decision.kind = DecisionKind::kSplit;
  decision.node = impl_->reference(entity);
  std::sort(documents.begin(), documents.end());
  documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
  const auto members = memberships(entity);
  std::size_t leaving = 0;
  for (const auto& document : documents) {
    const auto count = static_cast<std::size_t>(
        std::count_if(members.begin(), members.end(),
                      [&](const Membership& m) { return m.document_key == document; }));
    if (count == 0) {
      throw Error(ErrorKind::kUsage,
                  fmt::format("document {} does not mention '{}'", document, decision.node.name));
    }
    leaving += count;
  }
  if (leaving == 0)
    throw Error(ErrorKind::kUsage, "to split an entity, name the documents of one part");
  if (leaving == members.size() && local_name.empty()) {
    throw Error(ErrorKind::kUsage,
                fmt::format("these are all documents that mention '{}': nothing would stay",
                            decision.node.name));
  }
  decision.documents = std::move(documents);
  decision.local_name = std::move(local_name);
  decision.name = std::move(name);
  decision.note = std::move(note);
  return impl_->record(std::move(decision));
}

Decision Store::rename_entity(EntityId entity, std::string name, std::string note) {
  if (normalised_name(name).empty())
    throw Error(ErrorKind::kUsage, "an entity's name cannot be empty");
  Decision decision;
  decision.kind = DecisionKind::kRename;
  decision.node = impl_->reference(entity);
  decision.name = std::move(name);
  decision.note = std::move(note);
  return impl_->record(std::move(decision));
}

Decision Store::keep_apart(EntityId a, EntityId b, std::string note) {
  if (a == b) throw Error(ErrorKind::kUsage, "an entity cannot be kept apart from itself");
  return impl_->record_pair(DecisionKind::kApart, a, b, std::move(note));
}

std::optional<Decision> Store::undo(std::optional<std::uint64_t> number) {
  impl_->require_writable("undo a decision");
  const auto all = impl_->decisions();
  const auto found = number ? std::find_if(all.begin(), all.end(),
                                           [&](const Decision& d) { return d.number == *number; })
                            : all.end() - (all.empty() ? 0 : 1);
  if (found == all.end()) return std::nullopt;
  rocksdb::WriteBatch batch;
  expect_ok(batch.Delete(impl_->database->family(Table::kDecisions), Key().u64(found->number)),
            "collect an undone decision");
  auto next = impl_->ledger;
  --next.decisions;
  impl_->commit(batch, next);
  return *found;
}

std::vector<Decision> Store::decisions() const { return impl_->decisions(); }

std::uint64_t Store::import_decisions(std::span<const Decision> decisions) {
  impl_->require_writable("import decisions");
  auto all = impl_->decisions();
  std::uint64_t number = all.empty() ? 0 : all.back().number;
  rocksdb::WriteBatch batch;
  std::uint64_t added = 0;
  for (auto decision : decisions) {
    if (std::any_of(all.begin(), all.end(),
                    [&](const Decision& d) { return same_decision(d, decision); })) {
      continue;
    }
    std::sort(decision.documents.begin(), decision.documents.end());
    decision.number = ++number;
    expect_ok(
        batch.Put(impl_->database->family(Table::kDecisions), Key().u64(number), encode(decision)),
        "collect a decision");
    all.push_back(std::move(decision));
    ++added;
  }
  if (added == 0) return 0;
  auto next = impl_->ledger;
  next.decisions += added;
  impl_->commit(batch, next);
  return added;
}

}  // namespace trine::storage
