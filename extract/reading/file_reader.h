// What every reader of a format is: the documents of one file, one after the other. Internal to
// extract. To add a format: a header that gives its reader (or, where a file is one document, a
// function from its bytes), its name in format.h, its line in open_file().
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "extract/reading/byte_stream.h"
#include "extract/reading/corpus.h"
#include "extract/reading/diagnostics.h"

namespace trine::extract {

struct ReadDocument {
  Input input;                        // key: its id within the file; empty where it has none
  std::string place;                  // of a document without an id: "#9"
  std::string member;                 // path of the file within an archive; empty: the file itself
  bool is_file = false;               // the document is all of the file (or member)
  std::optional<InputFormat> format;  // of the member
};

// What a reader knows of its file and of what is wanted.
struct FileContext {
  std::string file;  // path, to tell formats by; of a member its path
  std::string name;  // for messages
  const CorpusOptions* options = nullptr;
  int depth = 0;  // of archives around it
  std::function<void(Diagnostic)> tell;

  void reject(std::string place, std::string reason) const {
    tell({Diagnostic::Severity::kRejected, std::move(place), std::move(reason)});
  }
  void warn(std::string reason) const {
    tell({Diagnostic::Severity::kWarning, name, std::move(reason)});
  }
  // "text is longer than 16 MiB, ..."
  std::string too_long(std::string_view what) const;
};

class FileReader {
 public:
  virtual ~FileReader() = default;
  // Reads on and appends what it finds, if anything. False at the end. Throws Error{kInput}: the
  // rest of the file can't be read.
  virtual bool next(std::vector<ReadDocument>& out) = 0;
  // Bytes taken from the disk so far.
  virtual std::uint64_t consumed() const = 0;
  virtual InputFormat format() const = 0;
};

// Tells the format by `options->format`, else by content and name. Throws Error{kInput}: it can't
// be opened, or is of a format that is not read (the message says which).
std::unique_ptr<FileReader> open_file(LineReader bytes, FileContext context);

bool is_blank(std::string_view text);

}  // namespace trine::extract
