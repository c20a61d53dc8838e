#include "graph/query/graphs/store_graph.h"

#include <algorithm>
#include <unordered_map>

#include "graph/query/error.h"
#include "graph/query/graphs/store_records.h"
#include "schema/entity_type.h"

namespace trine::query {
namespace {

constexpr Token kLiteralLabel = 64;
constexpr std::uint8_t kTypes = 17;  // of entities

// Above so many facts, classes and labels are not counted but guessed: counting reads all.
constexpr std::uint64_t kCountedFacts = 300'000;

// Of few kinds of facts and nodes more is known than that they are some of all.
constexpr double kGuessedShare = 0.1;

template <class Item>
class ListCursor : public NodeCursor, public RelationshipCursor {
 public:
  explicit ListCursor(std::vector<Item> items) : items_(std::move(items)) {}
  std::optional<std::uint64_t> next() override {
    if (at_ == items_.size()) return std::nullopt;
    return items_[at_++];
  }

 private:
  std::vector<Item> items_;
  std::size_t at_ = 0;
};

}  // namespace

class StoreGraph::Impl {
 public:
  explicit Impl(const storage::Store& of) : store(of), statistics(of.statistics()) {}

  struct Brief {
    NodeId id = 0;
    EntityType type = EntityType::kAbstract;
    bool literal = false;
  };
  struct Fact {
    storage::FactRecord record;
    Token type = 0;
  };

  const storage::EntityRecord& entity(NodeId id) {
    const auto [at, fresh] = entities.try_emplace(id);
    if (fresh) {
      auto record = store.entity(EntityId{id});
      if (!record) {
        entities.erase(at);
        throw Error(ErrorKind::kCorruption, "the store has no node #" + to_hex(id));
      }
      at->second = std::move(*record);
    }
    return at->second;
  }

  const storage::RelationRecord& relation(RelationId id) {
    const auto [at, fresh] = relations.try_emplace(id.value);
    if (fresh) {
      if (auto record = store.relation(id)) at->second = std::move(*record);
    }
    return at->second;
  }

  Token token(const std::string& relation_class) {
    const auto [at, fresh] =
        class_tokens.try_emplace(relation_class, static_cast<Token>(class_names.size()));
    if (fresh) class_names.push_back(relation_class);
    return at->second;
  }

  // Keeps a fact; nothing for one without an object, which no relationship can be.
  const Fact* keep(storage::FactRecord record) {
    if (!record.has_object()) return nullptr;
    const auto [at, fresh] = facts.try_emplace(record.id.value);
    if (fresh) {
      at->second.type = token(relation(record.relation).relation_class);
      at->second.record = std::move(record);
    }
    return &at->second;
  }

  const Fact& fact(RelationshipId id) {
    const auto found = facts.find(id);
    if (found != facts.end()) return found->second;
    auto record = store.fact(FactId{id});
    const Fact* kept = record ? keep(std::move(*record)) : nullptr;
    if (kept == nullptr)
      throw Error(ErrorKind::kCorruption, "the store has no fact #" + to_hex(id));
    return *kept;
  }

  struct Incidence {
    RelationshipId fact = 0;
    NodeId other = 0;
    Token type = 0;
    bool outgoing = false;
  };
  const std::vector<Incidence>& around(NodeId node) {
    const auto [at, fresh] = incidences.try_emplace(node);
    if (!fresh) return at->second;
    std::vector<Incidence> found;
    for (auto& record : store.facts_of_subject(EntityId{node})) {
      const NodeId other = record.object.value;
      const RelationshipId id = record.id.value;
      if (const Fact* kept = keep(std::move(record))) {
        found.push_back({id, other, kept->type, true});
      }
    }
    for (auto& record : store.facts_of_object(EntityId{node})) {
      const NodeId other = record.subject.value;
      const RelationshipId id = record.id.value;
      if (other == node) continue;  // a loop came with those before
      if (const Fact* kept = keep(std::move(record))) {
        found.push_back({id, other, kept->type, false});
      }
    }
    return incidences[node] = std::move(found);
  }

  // All nodes; read once.
  const std::vector<Brief>& briefs() {
    if (!all_read) {
      all_read = true;
      store.for_each_entity([&](const storage::EntityRecord& one) {
        all.push_back({one.id.value, one.type, one.literal});
        return true;
      });
    }
    return all;
  }

  void count_classes() {
    if (classes_counted) return;
    classes_counted = true;
    store.for_each_relation([&](const storage::RelationRecord& one) {
      class_counts[token(one.relation_class)] += static_cast<double>(one.facts);
      return true;
    });
  }

  static bool labelled(EntityType type, bool literal, Token label) {
    if (label == kLiteralLabel) return literal;
    return static_cast<Token>(type) == label || static_cast<Token>(base_type(type)) == label;
  }

  const storage::Store& store;
  storage::Statistics statistics;
  std::unordered_map<NodeId, storage::EntityRecord> entities;
  std::unordered_map<std::uint64_t, storage::RelationRecord> relations;
  std::unordered_map<RelationshipId, Fact> facts;
  std::unordered_map<NodeId, std::vector<Incidence>> incidences;
  std::map<std::string, Token, std::less<>> class_tokens;
  std::vector<std::string> class_names;
  std::map<Token, double> class_counts;
  std::map<Token, double> label_counts;
  bool classes_counted = false;
  std::vector<Brief> all;
  bool all_read = false;
};

StoreGraph::StoreGraph(const storage::Store& store) : impl_(std::make_unique<Impl>(store)) {}
StoreGraph::~StoreGraph() = default;

std::optional<Token> StoreGraph::label(std::string_view name) const {
  if (name == "Literal") return kLiteralLabel;
  for (std::uint8_t i = 0; i < kTypes; ++i) {
    if (label_of(static_cast<EntityType>(i)) == name) return i;
  }
  return std::nullopt;
}

// Any name may be a class: those of a user's ontology are only in the store.
std::optional<Token> StoreGraph::type(std::string_view name) const {
  return impl_->token(std::string(name));
}

std::vector<std::string> StoreGraph::all_labels() const {
  std::vector<std::string> names{"Literal"};
  for (std::uint8_t i = 0; i < kTypes; ++i) {
    names.push_back(label_of(static_cast<EntityType>(i)));
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> StoreGraph::all_types() const {
  impl_->count_classes();
  std::vector<std::string> names;
  for (const auto& [token, count] : impl_->class_counts) names.push_back(impl_->class_names[token]);
  std::sort(names.begin(), names.end());
  return names;
}

double StoreGraph::count_nodes() const {
  return static_cast<double>(impl_->statistics.entities + impl_->statistics.literals);
}

double StoreGraph::count_nodes(Token label) const {
  if (label == kLiteralLabel) return static_cast<double>(impl_->statistics.literals);
  if (impl_->statistics.facts > kCountedFacts && !impl_->all_read) {
    return count_nodes() * kGuessedShare;
  }
  if (impl_->label_counts.empty()) {
    for (const auto& one : impl_->briefs()) {
      ++impl_->label_counts[static_cast<Token>(one.type)];
      if (base_type(one.type) != one.type) {
        ++impl_->label_counts[static_cast<Token>(base_type(one.type))];
      }
    }
  }
  return impl_->label_counts[label];
}

double StoreGraph::count_relationships() const {
  return static_cast<double>(impl_->statistics.facts);
}

double StoreGraph::count_relationships(Token type) const {
  if (impl_->statistics.facts > kCountedFacts && !impl_->classes_counted) {
    return count_relationships() * kGuessedShare;
  }
  impl_->count_classes();
  return impl_->class_counts[type];
}

std::unique_ptr<NodeCursor> StoreGraph::nodes() const {
  std::vector<NodeId> ids;
  for (const auto& one : impl_->briefs()) ids.push_back(one.id);
  return std::make_unique<ListCursor<NodeId>>(std::move(ids));
}

std::unique_ptr<NodeCursor> StoreGraph::nodes(Token label) const {
  std::vector<NodeId> ids;
  for (const auto& one : impl_->briefs()) {
    if (Impl::labelled(one.type, one.literal, label)) ids.push_back(one.id);
  }
  return std::make_unique<ListCursor<NodeId>>(std::move(ids));
}

bool StoreGraph::has_index(std::string_view key) const { return key == "name" || key == "id"; }

std::vector<NodeId> StoreGraph::find(std::string_view key, const Value& value) const {
  std::vector<NodeId> found;
  if (!value.is(Kind::kString)) return found;
  if (key == "id") {
    NodeId id = 0;
    const std::string& text = value.string();
    const bool hex =
        text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (hex) id = std::stoull(text, nullptr, 16);
    if (hex && impl_->store.entity(EntityId{id})) found.push_back(id);
    return found;
  }
  for (const auto& match : impl_->store.find_exact(value.string())) found.push_back(match.id.value);
  return found;
}

bool StoreGraph::has_label(NodeId node, Token label) const {
  const auto& entity = impl_->entity(node);
  return Impl::labelled(entity.type, entity.literal, label);
}

std::vector<std::string> StoreGraph::labels(NodeId node) const {
  const auto& entity = impl_->entity(node);
  std::vector<std::string> names{label_of(entity.type)};
  if (base_type(entity.type) != entity.type) names.push_back(label_of(base_type(entity.type)));
  if (entity.literal) names.emplace_back("Literal");
  return names;
}

Value StoreGraph::node_property(NodeId node, std::string_view key) const {
  const auto& entity = impl_->entity(node);
  if (key == "name") return entity.name;
  if (key == "documents") return static_cast<std::int64_t>(entity.documents);
  if (key == "mentions") return static_cast<std::int64_t>(entity.mentions);
  const Map all = properties_of(entity);
  const auto found = all.find(key);
  return found == all.end() ? Value() : found->second;
}

Map StoreGraph::node_properties(NodeId node) const { return properties_of(impl_->entity(node)); }

std::string StoreGraph::type_name(RelationshipId relationship) const {
  return impl_->class_names[impl_->fact(relationship).type];
}

NodeId StoreGraph::start(RelationshipId relationship) const {
  return impl_->fact(relationship).record.subject.value;
}

NodeId StoreGraph::end(RelationshipId relationship) const {
  return impl_->fact(relationship).record.object.value;
}

Value StoreGraph::relationship_property(RelationshipId relationship, std::string_view key) const {
  const auto& fact = impl_->fact(relationship).record;
  if (key == "belief") return fact.belief;
  if (key == "support") return static_cast<std::int64_t>(fact.support);
  if (key == "relation") return impl_->relation(fact.relation).phrase;
  if (key == "speakers") return speakers_of(impl_->store, fact.id);
  if (key == "rules") return rules_of(impl_->store, fact.id);
  const Map all = properties_of(fact, impl_->relation(fact.relation));
  const auto found = all.find(key);
  return found == all.end() ? Value() : found->second;
}

Map StoreGraph::relationship_properties(RelationshipId relationship) const {
  const auto& fact = impl_->fact(relationship).record;
  Map all = properties_of(fact, impl_->relation(fact.relation));
  all["speakers"] = speakers_of(impl_->store, fact.id);
  all["rules"] = rules_of(impl_->store, fact.id);
  return all;
}

void StoreGraph::expand(NodeId node, Direction direction, std::span<const Token> types,
                        std::vector<Neighbour>& into) const {
  for (const auto& one : impl_->around(node)) {
    const bool loop = one.other == node;
    const bool way =
        direction == Direction::kBoth || loop || one.outgoing == (direction == Direction::kOut);
    if (!way) continue;
    if (!types.empty() && std::find(types.begin(), types.end(), one.type) == types.end()) continue;
    into.push_back({one.fact, one.other});
  }
}

std::optional<std::unique_ptr<RelationshipCursor>> StoreGraph::relationships(
    std::span<const Token> types) const {
  std::vector<RelationshipId> ids;
  if (types.empty()) {
    impl_->store.for_each_fact([&](const storage::FactRecord& fact) {
      if (impl_->keep(fact) != nullptr) ids.push_back(fact.id.value);
      return true;
    });
  }
  for (const Token type : types) {
    for (auto& fact : impl_->store.facts_of_class(impl_->class_names[type])) {
      const RelationshipId id = fact.id.value;
      if (impl_->keep(std::move(fact)) != nullptr) ids.push_back(id);
    }
  }
  return std::make_unique<ListCursor<RelationshipId>>(std::move(ids));
}

std::optional<Value> StoreGraph::graph_function(std::string_view name,
                                                const Value& argument) const {
  if (argument.is(Kind::kRelationship)) {
    const FactId fact{argument.relationship()};
    if (name == "evidence") return evidence_of(impl_->store, fact);
    if (name == "source") return sources_of(impl_->store, fact);
  }
  if (argument.is(Kind::kNode) && name == "source") {
    return sources_of(impl_->store, EntityId{argument.node()});
  }
  return std::nullopt;
}

void add_store_procedures(Procedures& into, const storage::Store& store) {
  const auto found = [](const std::vector<storage::NameMatch>& matches) {
    std::vector<List> rows;
    for (const auto& one : matches) {
      rows.push_back({NodeValue{one.id.value}, one.name, one.matched});
    }
    return rows;
  };
  const std::vector<Parameter> results{
      {"node", "NODE", false}, {"name", "STRING", false}, {"matched", "STRING", false}};
  into.add({"trine.find",
            "the nodes that a name stands for, by any alias, without regard to case and accents",
            {{"name", "STRING", false}},
            results,
            [&store, found](const PropertyGraph&, const List& arguments) {
              if (!arguments[0].is(Kind::kString)) return std::vector<List>();
              return found(store.find_exact(arguments[0].string()));
            }});
  into.add({"trine.search",
            "nodes whose names have these words, or are spelled nearly so",
            {{"words", "STRING", false}, {"limit", "INTEGER", true}},
            results,
            [&store, found](const PropertyGraph&, const List& arguments) {
              if (!arguments[0].is(Kind::kString)) return std::vector<List>();
              const std::size_t limit =
                  arguments[1].is(Kind::kInteger) && arguments[1].integer() > 0
                      ? static_cast<std::size_t>(arguments[1].integer())
                      : 20;
              auto matches = store.find_words(arguments[0].string(), limit);
              if (matches.empty()) matches = store.find_similar(arguments[0].string(), limit);
              return found(matches);
            }});
}

}  // namespace trine::query
