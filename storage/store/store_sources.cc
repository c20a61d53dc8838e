// Store: which folder each source of documents was read from. A note for builds to come; nothing
// that is derived depends on it.
#include "schema/error.h"
#include "storage/store/store.h"
#include "storage/store/store_impl.h"

namespace trine::storage {
namespace {

constexpr std::string_view kPrefix = "source:";  // then the origin

}  // namespace

std::map<std::string, std::string> Store::source_origins() const {
  std::map<std::string, std::string> origins;
  const Key prefix = Key().text(kPrefix);
  for (Rows rows(*impl_->database, nullptr, Table::kMeta, prefix); rows.valid(); rows.next()) {
    origins.emplace(rows.key().ToString().substr(kPrefix.size()), rows.value());
  }
  return origins;
}

void Store::set_source_origin(std::string_view origin, std::string_view source) {
  impl_->require_writable("note a source");
  rocksdb::WriteBatch batch;
  expect_ok(batch.Put(impl_->database->family(Table::kMeta), Key().text(kPrefix).text(origin),
                      std::string(source)),
            "collect a source");
  impl_->database->write(batch, false);
}

}  // namespace trine::storage
