// The records of a document: what is known of it, its text, what it said <-> bytes (Cap'n Proto).
// Internal. Decoding throws Error{kCorruption} naming `what`.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "schema/document.h"
#include "storage/records.h"

namespace trine::storage {

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

}  // namespace trine::storage
