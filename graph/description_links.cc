#include "graph/description_links.h"

#include <algorithm>
#include <compare>
#include <iterator>
#include <tuple>
#include <unordered_map>

#include "storage/store/store.h"

namespace trine::graph {
namespace {

constexpr double kBelief = 0.5;
constexpr std::uint64_t kFewDocuments = 1'000;  // are read in a tenth of a second
constexpr std::uint64_t kSmallPart = 32;        // one by one costs several times as much

// With the documents' keys and days kept once.
struct Seen {
  EntityId description;
  EntityId name;
  std::uint32_t document;
};

}  // namespace

Relation description_link_relation() {
  return {storage::relation_id("", "link.description"), "refer to", "OTHER", false};
}

FactId fact_of(const DescriptionLink& link) {
  return storage::fact_id(link.description, description_link_relation().id, link.name);
}

Edge edge_of(const DescriptionLink& link) {
  Edge edge;
  edge.fact = fact_of(link);
  edge.belief = kBelief;
  edge.positive = edge.documents = 1;
  edge.first_day = edge.last_day = link.day;
  return edge;
}

class DescriptionLinks::Impl {
 public:
  explicit Impl(const storage::Store& store)
      : store_(store),
        most_documents_(std::max(kFewDocuments, store.statistics().documents / kSmallPart)) {}

  std::vector<DescriptionLink> of(EntityId id) {
    std::vector<Seen> seen;
    if (!all_read_) {
      const auto node = store_.entity(id);
      if (!node) return {};
      if (documents_.size() + node->documents > most_documents_) {
        read_all();
      } else {
        for (const auto& membership : store_.memberships(id)) {
          for (const Seen& one : in_document(membership.document_key)) {
            if (one.description == id || one.name == id) seen.push_back(one);
          }
        }
      }
    }
    if (all_read_) {
      const auto take = [&](const std::vector<Seen>& sorted, EntityId Seen::*end) {
        auto at = std::ranges::lower_bound(sorted, id, {}, end);
        for (; at != sorted.end() && (*at).*end == id; ++at) seen.push_back(*at);
      };
      take(by_description_, &Seen::description);
      take(by_name_, &Seen::name);
    }
    return links(seen);
  }

  std::vector<DescriptionLink> all() {
    if (!all_read_) read_all();
    return links(by_description_);
  }

 private:
  struct DocumentName {
    std::string key;
    std::int32_t day;
  };

  // A pair that several documents show: the first of them.
  std::vector<DescriptionLink> links(const std::vector<Seen>& seen) const {
    std::vector<DescriptionLink> found;
    found.reserve(seen.size());
    for (const Seen& one : seen) {
      const DocumentName& document = documents_[one.document];
      found.push_back({one.description, one.name, document.key, document.day});
    }
    std::sort(found.begin(), found.end());
    const auto same = [](const DescriptionLink& a, const DescriptionLink& b) {
      return a.description == b.description && a.name == b.name;
    };
    found.erase(std::unique(found.begin(), found.end(), same), found.end());
    return found;
  }

  std::uint32_t add(const storage::DocumentRecord& document) {
    documents_.push_back({document.key, pack_day(document.date)});
    return static_cast<std::uint32_t>(documents_.size() - 1);
  }

  const std::vector<Seen>& in_document(const std::string& key) {
    const auto [at, fresh] = by_document_.try_emplace(key);
    if (!fresh) return at->second;
    const auto record = store_.document(key);
    if (!record) return at->second;
    const auto document = add(*record);
    for (const auto& nested : store_.nested_names(key)) {
      at->second.push_back({nested.description, nested.name, document});
    }
    return at->second;
  }

  void read_all() {
    documents_.clear();
    by_document_.clear();
    DocumentId last;
    store_.for_each_nested_name(
        [&](const storage::DocumentRecord& record, const storage::NestedName& nested) {
          if (documents_.empty() || record.id != last) add(record);
          last = record.id;
          by_description_.push_back(
              {nested.description, nested.name, static_cast<std::uint32_t>(documents_.size() - 1)});
          return true;
        });
    by_name_ = by_description_;
    std::ranges::sort(by_description_, {}, &Seen::description);
    std::ranges::sort(by_name_, {}, &Seen::name);
    all_read_ = true;
  }

  const storage::Store& store_;
  std::uint64_t most_documents_;
  std::vector<DocumentName> documents_;  // that were read
  std::unordered_map<std::string, std::vector<Seen>> by_document_;
  bool all_read_ = false;
  std::vector<Seen> by_description_, by_name_;  // once all are read
};

DescriptionLinks::DescriptionLinks(const storage::Store& store)
    : impl_(std::make_unique<Impl>(store)) {}
DescriptionLinks::DescriptionLinks(DescriptionLinks&&) noexcept = default;
DescriptionLinks::~DescriptionLinks() = default;

std::vector<DescriptionLink> DescriptionLinks::of(EntityId id) { return impl_->of(id); }
std::vector<DescriptionLink> DescriptionLinks::all() { return impl_->all(); }

}  // namespace trine::graph
