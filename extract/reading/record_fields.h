// From the fields of a record, whatever they are called, to a document. Internal to extract.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/reading/file_reader.h"
#include "schema/document.h"

namespace trine::extract {

// What a document's text, title, date, id and uri are called in a file.
class FieldNames {
 public:
  // What the user said (--map), as text -> body.
  explicit FieldNames(const std::map<std::string, std::string>& said) : names_(said) {}

  // How the file's dates are written; `head` is as much of it as is at hand.
  void tell_date_order(const CorpusOptions& options, std::string_view head) {
    order_ = options.date_order == DateOrder::kUnknown ? date_order_of(head) : options.date_order;
  }
  DateOrder date_order() const { return order_; }

  // For what the user did not name: the usual names, of those that the first record has.
  void guess(const std::vector<std::string>& fields);
  // The field that `what` ("text") is in; empty: in none.
  const std::string& of(const std::string& what) const;
  // "text from body, date from published" where a guess was needed; else empty.
  const std::string& guessed() const { return guessed_; }

 private:
  std::map<std::string, std::string> names_;
  std::string guessed_;
  DateOrder order_ = DateOrder::kUnknown;
};

// The value of a field as text; nullopt where there is none.
using FieldValue = std::function<std::optional<std::string>(const std::string& field)>;

// Fills in the document; the reason why not. A date that is not understood is a warning at `place`.
std::optional<std::string> fill_document(const FieldNames& names, const FieldValue& value,
                                         const FileContext& context, const std::string& place,
                                         Document& document);

}  // namespace trine::extract
