// Paths to documents: files, folders, standard input, of the formats below, each also compressed by
// gzip, zstd, bzip2 or xz. What can't be read is named in the diagnostics with its reason, and the
// rest goes on.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/english/calendar.h"
#include "extract/reading/diagnostics.h"
#include "extract/sentence/input.h"

namespace trine::extract {

enum class InputFormat {
  kAuto,  // by content, then by the file's name
  kText,  // one file, one document
  kHtml,  // main text only: headline, paragraphs, lists, captions
  kMarkdown,
  kPdf,
  kDocx,
  kOdt,
  kRtf,
  kEpub,
  kMail,       // one message, or a mailbox
  kJsonLines,  // one object a line or a list of objects, one document each
  kCsv,        // one row, one document
  kFeed,       // RSS, Atom
  kWarc,       // also WET
  kConllu,     // already analysed; documents begin at "# newdoc"
  kArchive,    // zip, tar
};
inline constexpr std::size_t kInputFormats = 16;
// As --input names it: "jsonl".
std::string_view name_of(InputFormat format);
// kAuto for "auto"; nullopt for no format's name.
std::optional<InputFormat> format_named(std::string_view name);
// How the summary counts it: "3 web pages".
std::string counted_as(InputFormat format, std::uint64_t count);

// What the keys of a file's documents are made of (schema/document_key.h).
struct SourceNames {
  std::string source;  // of the document that the file is
  std::string name;
  std::string feed;  // the source of the documents that the file holds, if it holds many
};

// What became of a file.
struct FileOutcome {
  std::string key;    // of the document that it is, or would be
  std::string feed;   // as in SourceNames
  bool whole = true;  // nothing of it was rejected
};

struct CorpusOptions {
  InputFormat format = InputFormat::kAuto;
  // A longer text is rejected: a document is held whole, with all its tokens and trees, and 16 MiB
  // are four Bibles. In bytes of UTF-8.
  std::size_t max_document_bytes = std::size_t{16} << 20;
  // What text, title, date, id and uri of a record (JSON, CSV) are called in the files; what is not
  // said is looked for under the usual names.
  std::map<std::string, std::string> fields;
  // How "01/04/2024" is read; kUnknown: as the file's other dates show, else not at all.
  DateOrder date_order = DateOrder::kUnknown;
  // Gives each file ("-": standard input) its names; without it keys are bare names.
  std::function<SourceNames(const std::filesystem::path&)> sources;
  // Titles, dates and datelines of documents without metadata are looked up in their text. Off for
  // text that is not prose as printed (one tokenised sentence a line).
  bool infer_metadata = true;
};

// Documents in a fixed order: the paths as given, each folder's files sorted by name. Folders are
// walked recursively; hidden files and folders are left out and links to folders not followed.
// `Document::key` is made of the names that `sources` gives the file; without `sources` it is the
// path relative to the folder that was given (the file's name, for a file that was), without ".gz"
// or ".zst"; for JSON Lines the record's id, else "file#line"; for standard input "stdin". A key
// that was already read is rejected.
//
// Memory: one document, and for JSON Lines one line. Not for use from two threads at a time.
class CorpusReader {
 public:
  explicit CorpusReader(std::span<const std::filesystem::path> paths,
                        const CorpusOptions& options = {});
  CorpusReader(CorpusReader&&) noexcept;
  CorpusReader& operator=(CorpusReader&&) noexcept;
  ~CorpusReader();

  // nullopt when all is read. Does not throw for bad input.
  std::optional<Input> next();

  // What was noted since the last call, in order.
  Diagnostics take_diagnostics();

  // Could all paths be looked into?
  bool found_all() const;
  // The files that are dealt with.
  std::vector<FileOutcome> outcomes() const;

  // Documents read so far, by InputFormat; those of an archive by what its members are.
  const std::array<std::uint64_t, kInputFormats>& counts() const;

  // For progress: bytes of all files as they lie on disk (0 for standard input), and read so far.
  std::uint64_t bytes_total() const;
  std::uint64_t bytes_read() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace trine::extract
