// Documents that evidence was read from lately: a long one must not be unpacked again for each of
// its statements. Thread-safe. Internal.
#pragma once
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "schema/ids.h"
#include "storage/codec/ledger_codec.h"

namespace trine::storage {

class CachedDocument {
 public:
  CachedDocument(std::string text, std::string_view ledger, std::vector<EntityId> nodes,
                 std::string what)
      : text_(std::move(text)),
        size_(text_.size() + ledger.size()),
        nodes_(std::move(nodes)),
        ledger_(ledger, std::move(what)) {}

  const std::string& text() const { return text_; }
  // Of each entity, as the view has it.
  const std::vector<EntityId>& nodes() const { return nodes_; }
  std::size_t size() const { return size_; }
  std::optional<LedgerStatement> statement(std::uint32_t index) const {
    const std::scoped_lock lock(mutex_);
    return ledger_.statement(index);
  }

 private:
  std::string text_;
  std::size_t size_;
  std::vector<EntityId> nodes_;
  mutable std::mutex mutex_;
  LedgerReader ledger_;
};

class DocumentCache {
 public:
  // The content's hash and the view's revision are part of the key: what is found is never out of
  // date.
  std::shared_ptr<const CachedDocument> find(DocumentId id, std::uint64_t content_hash,
                                             std::uint64_t revision) {
    const std::scoped_lock lock(mutex_);
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
      if (entry->id != id || entry->content_hash != content_hash || entry->revision != revision)
        continue;
      entries_.splice(entries_.begin(), entries_, entry);
      return entry->document;
    }
    return nullptr;
  }

  void add(DocumentId id, std::uint64_t content_hash, std::uint64_t revision,
           std::shared_ptr<const CachedDocument> document) {
    const std::scoped_lock lock(mutex_);
    bytes_ += document->size();
    entries_.push_front({id, content_hash, revision, std::move(document)});
    while (entries_.size() > 1 && (entries_.size() > kMostDocuments || bytes_ > kMostBytes)) {
      bytes_ -= entries_.back().document->size();
      entries_.pop_back();
    }
  }

 private:
  // Few: small documents come quickly from RocksDB's own cache, and the list is searched in order.
  static constexpr std::size_t kMostDocuments = 32;
  static constexpr std::size_t kMostBytes = 64 * 1024 * 1024;

  struct Entry {
    DocumentId id;
    std::uint64_t content_hash;
    std::uint64_t revision;
    std::shared_ptr<const CachedDocument> document;
  };
  std::mutex mutex_;
  std::list<Entry> entries_;  // used last, first
  std::size_t bytes_ = 0;
};

}  // namespace trine::storage
