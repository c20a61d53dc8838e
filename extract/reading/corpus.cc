#include "extract/reading/corpus.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/english/ascii.h"
#include "extract/english/calendar.h"
#include "extract/english/word_lists.h"
#include "extract/layout/dateline.h"
#include "extract/reading/byte_stream.h"
#include "extract/reading/conllu.h"
#include "extract/reading/encoding.h"
#include "extract/reading/find_files.h"
#include "extract/reading/html.h"
#include "schema/document_key.h"
#include "schema/error.h"
#include "schema/ids.h"

namespace trine::extract {
namespace {

namespace fs = std::filesystem;

// By the name, compression set aside. Anything that is not known to be something else is tried as
// plain text: texts come with all sorts of names. nullopt: `file` is known not to be prose.
std::optional<InputFormat> format_of(const fs::path& file) {
  const auto extension = format_extension(file);
  if (one_of(extension, {".jsonl", ".ndjson", ".jl", ".json"})) return InputFormat::kJsonLines;
  if (one_of(extension, {".html", ".htm", ".xhtml"})) return InputFormat::kHtml;
  if (one_of(extension, {".conllu", ".conll"})) return InputFormat::kConllu;
  if (one_of(extension,
             {".pdf",  ".doc", ".docx", ".odt",  ".rtf",  ".epub",    ".xls",    ".xlsx", ".ppt",
              ".pptx", ".csv", ".tsv",  ".xml",  ".yaml", ".yml",     ".toml",   ".jpg",  ".jpeg",
              ".png",  ".gif", ".svg",  ".mp3",  ".mp4",  ".zip",     ".tar",    ".tgz",  ".bz2",
              ".xz",   ".7z",  ".eml",  ".mbox", ".warc", ".parquet", ".sqlite", ".db"})) {
    return std::nullopt;
  }
  return InputFormat::kText;
}

InputFormat guess_format(std::string_view head) {
  const auto begin = head.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  if (begin == std::string_view::npos) return InputFormat::kText;
  head.remove_prefix(begin);
  const std::string start = lower_ascii(head.substr(0, 16));
  if (start.starts_with("<!doctype html") || start.starts_with("<html")) return InputFormat::kHtml;
  if (start.starts_with('{')) return InputFormat::kJsonLines;
  const auto line = head.substr(0, head.find('\n'));
  const bool ten_columns = std::count(line.begin(), line.end(), '\t') == 9;
  if (one_of(line.substr(0, line.find_first_of(" =", 2)), {"# newdoc", "# sent_id", "# text"}) ||
      (ten_columns && line.starts_with("1"))) {
    return InputFormat::kConllu;
  }
  return InputFormat::kText;
}

// Markup and annotation outweigh the text: bytes for one of text.
constexpr std::size_t kHtmlMarkup = 4;
constexpr std::size_t kConlluMarkup = 16;

struct Source : FoundFile {
  std::string feed;  // as in SourceNames
  bool whole = true;
};

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

}  // namespace

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
        Input input = std::move(ready_.front());
        ready_.pop_front();
        if (admit(input)) return input;
        continue;
      }
      if (reader_) {
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
  std::uint64_t bytes_total() const { return bytes_total_; }
  std::uint64_t bytes_read() const { return bytes_before_ + (reader_ ? reader_->consumed() : 0); }

 private:
  // Of the file that is open, or was to be.
  void reject(std::string place, std::string reason) {
    source().whole = false;
    note(Diagnostic::Severity::kRejected, std::move(place), std::move(reason));
  }
  void note(Diagnostic::Severity severity, std::string source, std::string reason) {
    diagnostics_.push_back({severity, std::move(source), std::move(reason)});
  }

  // A file of a format that is not read is named at once.
  void add(FoundFile found) {
    if (options_.format == InputFormat::kAuto && found.file != "-" && !format_of(found.file)) {
      return note(Diagnostic::Severity::kRejected, found.name,
                  fmt::format("format {} is not read; known are text, JSON Lines, "
                              "HTML and CoNLL-U (.txt .jsonl .html .conllu, each "
                              "also .gz or .zst)",
                              format_extension(found.file)));
    }
    bytes_total_ += found.bytes;
    Source file{std::move(found), {}};
    if (options_.sources) {
      auto names = options_.sources(file.file);
      file.key = make_key(names.source, names.name);
      file.feed = std::move(names.feed);
    }
    sources_.push_back(std::move(file));
  }
  // The key of a document that the open file holds; of one without an id by its place.
  std::string key_within(std::string id, const std::string& place) const {
    const auto& file = source();
    if (file.feed.empty()) return id.empty() ? file.key + place : std::move(id);
    return make_key(file.feed, id.empty() ? place : std::move(id));
  }
  InputFormat format_of_source() {
    if (options_.format != InputFormat::kAuto) return options_.format;
    return source().file == "-" ? guess_format(reader_->peek(4096))
                                : format_of(source().file).value_or(InputFormat::kText);
  }

  // --- reading them

  const Source& source() const { return sources_[at_]; }
  Source& source() { return sources_[at_]; }

  void open() {
    try {
      reader_.emplace(ByteStream::open(source().file), line_limit());
      format_ = format_of_source();
      records_ = 0;
      unnamed_ = 0;
      newdoc_line_.clear();
      if (format_ == InputFormat::kJsonLines || format_ == InputFormat::kConllu) {
        if (reader_->peek(1).empty()) {
          reject(source().name, "file is empty");
          close();
        }
        return;
      }
      read_whole();
    } catch (const Error& error) {
      reject(source().name, error.what());
    }
    close();
  }

  void close() {
    if (reader_) bytes_before_ += reader_->consumed();
    reader_.reset();
    ++at_;
  }

  // Enough for JSON, which escapes a byte of text with at most six.
  std::size_t line_limit() const { return options_.max_document_bytes * 6 + 4096; }

  std::string too_long(std::string_view what) const {
    return fmt::format("{} is longer than {} MiB, the most that one document may have; split it",
                       what, options_.max_document_bytes >> 20);
  }

  void read_whole() {
    const bool html = format_ == InputFormat::kHtml;
    auto text = reader_->rest(options_.max_document_bytes * (html ? kHtmlMarkup : 1));
    if (!text) return reject(source().name, too_long(html ? "page" : "text"));
    if (text->empty()) return reject(source().name, "file is empty");
    auto reason = why_not_utf8(*text);
    if (reason && html) {
      if (auto converted = to_utf8(*text, declared_charset(*text))) {
        text = std::move(converted);
        reason.reset();
      }
    }
    if (reason) return reject(source().name, *reason);
    drop_byte_order_mark(*text);
    Input input;
    if (html) {
      input.document = read_html(*text);
      if (is_blank(input.document.text)) return reject(source().name, "page has no text");
      if (input.document.text.size() > options_.max_document_bytes) {
        return reject(source().name, too_long("text"));
      }
    } else {
      input.document.text = std::move(*text);
    }
    input.document.key = source().key;
    ready_.push_back(std::move(input));
  }

  void read_more() {
    try {
      if (format_ == InputFormat::kJsonLines) {
        read_record();
      } else {
        read_parsed();
      }
    } catch (const Error& error) {
      reject(source().name, error.what());
      close();
    }
  }

  void read_record() {
    const auto result = reader_->next(line_);
    if (result == LineReader::Result::kEnd) {
      if (records_ == 0) reject(source().name, "file has no records");
      return close();
    }
    ++records_;
    const auto place = fmt::format("{}:{}", source().name, reader_->line_number());
    if (result == LineReader::Result::kTooLong) return reject(place, too_long("line"));
    if (reader_->line_number() == 1) drop_byte_order_mark(line_);
    if (is_blank(line_)) {
      --records_;
      return;
    }
    if (const auto reason = why_not_utf8(line_)) return reject(place, *reason);
    Input input;
    if (auto reason = parse_record(input.document)) {
      if (records_ == 1 && format_extension(source().file) == ".json") {
        reject(source().name,
               "is JSON, but not JSON Lines (one object a line); convert a list with: jq -c '.[]'");
        return close();
      }
      return reject(place, *reason);
    }
    input.document.key =
        key_within(std::move(input.document.key), fmt::format("#{}", reader_->line_number()));
    ready_.push_back(std::move(input));
  }

  // Of `line_`; the reason why not.
  std::optional<std::string> parse_record(Document& document) {
    simdjson::dom::element record;
    if (const auto error = parser_.parse(line_).get(record)) {
      return fmt::format("is not valid JSON: {}", simdjson::error_message(error));
    }
    simdjson::dom::object fields;
    if (record.get(fields)) return "is not a JSON object";
    bool has_text = false;
    std::string date;
    for (const auto& [name, value] : fields) {
      std::string* to = name == "text"                   ? &document.text
                        : name == "title"                ? &document.title
                        : name == "date"                 ? &date
                        : name == "id"                   ? &document.key
                        : name == "uri" || name == "url" ? &document.uri
                                                         : nullptr;
      if (to == nullptr || value.is_null()) continue;
      std::string_view text;
      std::int64_t number = 0;
      if (value.get(text) == simdjson::SUCCESS) {
        to->assign(text);
      } else if (name == "id" && value.get(number) == simdjson::SUCCESS) {
        *to = std::to_string(number);
      } else {
        return fmt::format("field \"{}\" is not a string", name);
      }
      has_text = has_text || name == "text";
    }
    if (!has_text) return "has no field \"text\"";
    if (is_blank(document.text)) return "its text is empty";
    if (document.text.size() > options_.max_document_bytes) return too_long("text");
    if (!date.empty()) {
      if (const auto found = find_date(date)) {
        document.date = to_iso(*found);
      } else {
        note(Diagnostic::Severity::kWarning,
             fmt::format("{}:{}", source().name, reader_->line_number()),
             fmt::format("date \"{}\" is not understood; write it as 2024-05-31", date));
      }
    }
    return std::nullopt;
  }

  // One document of a CoNLL-U file: the lines up to the next "# newdoc".
  void read_parsed() {
    std::string document = std::exchange(newdoc_line_, {});
    const auto lines_before = reader_->line_number() - (document.empty() ? 0 : 1);
    bool has_tokens = false;
    bool too_big = false;
    auto result = LineReader::Result::kLine;
    while ((result = reader_->next(line_)) != LineReader::Result::kEnd) {
      if (line_.starts_with("# newdoc") && result == LineReader::Result::kLine) {
        newdoc_line_ = line_ + '\n';
        break;
      }
      if (result == LineReader::Result::kTooLong ||
          document.size() + line_.size() > kConlluMarkup * options_.max_document_bytes) {
        too_big = true;
        document.clear();
      }
      if (too_big) continue;
      if (reader_->line_number() == 1) drop_byte_order_mark(line_);
      has_tokens = has_tokens || (!line_.empty() && line_.front() != '#' && !is_blank(line_));
      document += line_;
      document += '\n';
    }
    const auto place = fmt::format("{}:{}", source().name, lines_before + 1);
    if (too_big) {
      ++records_;
      reject(place, too_long("document"));
    } else if (has_tokens) {
      ++records_;
      if (const auto reason = why_not_utf8(document)) {
        reject(place, *reason);
      } else {
        take_parsed(document, lines_before);
      }
    }
    if (result == LineReader::Result::kEnd) {
      if (records_ == 0) reject(source().name, "file has no sentences");
      close();
    }
  }

  void take_parsed(const std::string& document, std::uint64_t lines_before) {
    Diagnostics found;
    for (auto& input : read_conllu(document, source().name, found)) {
      auto& key = input.document.key;
      if (key == source().name) {  // it has no id
        ++unnamed_;
        key = key_within({}, unnamed_ == 1 ? "" : fmt::format("#{}", unnamed_));
      } else {
        key = key_within(std::move(key), {});
      }
      ready_.push_back(std::move(input));
    }
    for (auto& diagnostic : found) {  // "file:12" counts from this document's first line
      const auto colon = diagnostic.source.rfind(':');
      const auto line = std::stoull(diagnostic.source.substr(colon + 1));
      diagnostic.source = fmt::format("{}:{}", source().name, line + lines_before);
      if (diagnostic.severity == Diagnostic::Severity::kRejected) source().whole = false;
      diagnostics_.push_back(std::move(diagnostic));
    }
  }

  // --- what every document goes through

  bool admit(Input& input) {
    auto& document = input.document;
    auto& from = sources_[last_source()];
    const auto reject_it = [&](std::string place, std::string reason) {
      from.whole = false;
      note(Diagnostic::Severity::kRejected, std::move(place), std::move(reason));
      return false;
    };
    if (is_blank(document.text)) return reject_it(from.name, "has no text");
    const auto [first, added] = seen_keys_.emplace(content_hash(document.key), last_source());
    if (!added) {
      return reject_it(fmt::format("{}#{}", from.name, document.key),
                       fmt::format("its id \"{}\" was already used by a document of {}",
                                   document.key, sources_[first->second].name));
    }
    if (options_.infer_metadata && input.sentences.empty()) complete_metadata(document);
    return true;
  }

  // The source of what is in `ready_`: its file may be closed by now.
  std::size_t last_source() const { return reader_ ? at_ : at_ - 1; }

  CorpusOptions options_;
  std::vector<Source> sources_;
  bool found_all_ = true;
  std::size_t at_ = 0;
  std::optional<LineReader> reader_;  // of sources_[at_], while it is being read
  InputFormat format_ = InputFormat::kText;
  std::uint64_t records_ = 0;  // read from the open file
  std::uint64_t unnamed_ = 0;  // documents without an id in the open file
  std::string newdoc_line_;    // begins the next document
  std::string line_;
  simdjson::dom::parser parser_;
  std::deque<Input> ready_;
  std::unordered_map<std::uint64_t, std::size_t> seen_keys_;  // hash of a key to its source
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
std::uint64_t CorpusReader::bytes_total() const { return impl_->bytes_total(); }
std::uint64_t CorpusReader::bytes_read() const { return impl_->bytes_read(); }

}  // namespace trine::extract
