#include "extract/reading/corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <exception>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extract/layout/dateline.h"
#include "extract/reading/byte_stream.h"
#include "extract/reading/file_reader.h"
#include "extract/reading/find_files.h"
#include "schema/document_key.h"
#include "schema/ids.h"

namespace trine::extract {
namespace {

namespace fs = std::filesystem;

struct Source : FoundFile {
  std::string feed;  // as in SourceNames
  bool whole = true;
};

struct FormatNames {
  std::string_view name;
  std::string_view one;
  std::string_view many;
};
// By InputFormat.
constexpr std::array<FormatNames, kInputFormats> kNames = {{
    {"auto", "", ""},
    {"text", "text", "texts"},
    {"html", "web page", "web pages"},
    {"markdown", "Markdown text", "Markdown texts"},
    {"pdf", "PDF", "PDFs"},
    {"docx", "Word document", "Word documents"},
    {"odt", "OpenDocument text", "OpenDocument texts"},
    {"rtf", "RTF document", "RTF documents"},
    {"epub", "e-book", "e-books"},
    {"mail", "e-mail message", "e-mail messages"},
    {"jsonl", "JSON record", "JSON records"},
    {"csv", "table row", "table rows"},
    {"feed", "feed item", "feed items"},
    {"warc", "archived page", "archived pages"},
    {"conllu", "parsed document", "parsed documents"},
    {"archive", "archive", "archives"},
}};

// Enough for JSON, which escapes a byte of text with at most six.
std::size_t line_limit(const CorpusOptions& options) {
  return options.max_document_bytes * 6 + 4096;
}

}  // namespace

std::string_view name_of(InputFormat format) {
  return kNames[static_cast<std::size_t>(format)].name;
}

std::optional<InputFormat> format_named(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i].name == name) return static_cast<InputFormat>(i);
  }
  return std::nullopt;
}

std::string counted_as(InputFormat format, std::uint64_t count) {
  const auto& names = kNames[static_cast<std::size_t>(format)];
  return fmt::format("{} {}", count, count == 1 ? names.one : names.many);
}

class CorpusReader::Impl {
 public:
  Impl(std::span<const fs::path> paths, const CorpusOptions& options) : options_(options) {
    auto found = find_files(paths, diagnostics_);
    found_all_ = found.complete;
    for (auto& file : found.files) add(std::move(file));
  }

  std::optional<Input> next() {
    while (true) {
      if (!ready_.empty()) {
        ReadDocument read = std::move(ready_.front());
        ready_.pop_front();
        if (admit(read)) return std::move(read.input);
      } else if (reader_) {
        read_more();
      } else if (at_ < sources_.size()) {
        open();
      } else {
        return std::nullopt;
      }
    }
  }

  Diagnostics take_diagnostics() { return std::exchange(diagnostics_, {}); }
  bool found_all() const { return found_all_; }
  std::vector<FileOutcome> outcomes() const {
    std::vector<FileOutcome> all;
    for (std::size_t i = 0; i < at_; ++i) {
      all.push_back({sources_[i].key, sources_[i].feed, sources_[i].whole});
    }
    return all;
  }
  const std::array<std::uint64_t, kInputFormats>& counts() const { return counts_; }
  std::uint64_t bytes_total() const { return bytes_total_; }
  std::uint64_t bytes_read() const { return bytes_before_ + (reader_ ? reader_->consumed() : 0); }

 private:
  void add(FoundFile found) {
    bytes_total_ += found.bytes;
    Source file{std::move(found), {}};
    if (options_.sources) {
      auto names = options_.sources(file.file);
      file.key = make_key(names.source, names.name);
      file.feed = std::move(names.feed);
    }
    sources_.push_back(std::move(file));
  }

  Source& source() { return sources_[at_]; }

  void tell(Diagnostic diagnostic) {
    if (diagnostic.severity == Diagnostic::Severity::kRejected) source().whole = false;
    diagnostics_.push_back(std::move(diagnostic));
  }
  void reject(std::string place, std::string reason) {
    tell({Diagnostic::Severity::kRejected, std::move(place), std::move(reason)});
  }

  void open() {
    FileContext context;
    context.file = source().file.string();
    context.name = source().name;
    context.options = &options_;
    context.tell = [this](Diagnostic diagnostic) { tell(std::move(diagnostic)); };
    try {
      reader_ = open_file(LineReader(ByteStream::open(source().file), line_limit(options_)),
                          std::move(context));
    } catch (const std::exception& error) {  // a fault of a reader costs its file, not the run
      reject(source().name, error.what());
      close();
    }
  }

  void read_more() {
    std::vector<ReadDocument> found;
    bool more = false;
    try {
      more = reader_->next(found);
    } catch (const std::exception& error) {
      reject(source().name, error.what());
    }
    const auto format = reader_->format();
    for (auto& read : found) {
      format_of_ready_ = format;
      ready_.push_back(std::move(read));
    }
    ended_ = !more;
    if (ended_ && ready_.empty()) close();
  }

  void close() {
    if (reader_) bytes_before_ += reader_->consumed();
    reader_.reset();
    ended_ = false;
    ++at_;
  }

  // Gives the document its key, within its file and source.
  void name(ReadDocument& read) {
    auto& key = read.input.document.key;
    const auto& file = source();
    const auto within = read.member.empty() ? std::string() : '/' + read.member;
    if (read.is_file) {
      key = read.member.empty() ? file.key
            : file.feed.empty() ? file.key + within
                                : make_key(file.feed, read.member);
    } else if (file.feed.empty()) {
      if (key.empty()) key = file.key + within + read.place;
    } else {
      key = make_key(file.feed + within, key.empty() ? read.place : key);
    }
  }

  // What every document goes through; false: it is rejected.
  bool admit(ReadDocument& read) {
    auto& document = read.input.document;
    name(read);
    bool good = true;
    if (is_blank(document.text)) {
      reject(source().name, "has no text");
      good = false;
    } else if (const auto [first, added] = seen_keys_.emplace(content_hash(document.key), at_);
               !added) {
      reject(fmt::format("{}#{}", source().name, document.key),
             fmt::format("its id \"{}\" was already used by a document of {}", document.key,
                         sources_[first->second].name));
      good = false;
    } else {
      if (options_.infer_metadata && read.input.sentences.empty())
        complete_metadata(document, options_.date_order);
      ++counts_[static_cast<std::size_t>(read.format.value_or(format_of_ready_))];
    }
    if (ended_ && ready_.empty()) close();
    return good;
  }

  CorpusOptions options_;
  std::vector<Source> sources_;
  bool found_all_ = true;
  std::size_t at_ = 0;
  std::unique_ptr<FileReader> reader_;  // of sources_[at_], while it is being read
  bool ended_ = false;                  // it has no more to give than what is in ready_
  InputFormat format_of_ready_ = InputFormat::kText;
  std::deque<ReadDocument> ready_;
  std::unordered_map<std::uint64_t, std::size_t> seen_keys_;  // hash of a key to its source
  std::array<std::uint64_t, kInputFormats> counts_{};
  Diagnostics diagnostics_;
  std::uint64_t bytes_total_ = 0;
  std::uint64_t bytes_before_ = 0;
};

CorpusReader::CorpusReader(std::span<const fs::path> paths, const CorpusOptions& options)
    : impl_(std::make_unique<Impl>(paths, options)) {}
CorpusReader::CorpusReader(CorpusReader&&) noexcept = default;
CorpusReader& CorpusReader::operator=(CorpusReader&&) noexcept = default;
CorpusReader::~CorpusReader() = default;

std::optional<Input> CorpusReader::next() { return impl_->next(); }
Diagnostics CorpusReader::take_diagnostics() { return impl_->take_diagnostics(); }
bool CorpusReader::found_all() const { return impl_->found_all(); }
std::vector<FileOutcome> CorpusReader::outcomes() const { return impl_->outcomes(); }
const std::array<std::uint64_t, kInputFormats>& CorpusReader::counts() const {
  return impl_->counts();
}
std::uint64_t CorpusReader::bytes_total() const { return impl_->bytes_total(); }
std::uint64_t CorpusReader::bytes_read() const { return impl_->bytes_read(); }

}  // namespace trine::extract
