#include "extract/reading/conllu_stream.h"

#include <fmt/format.h>

#include <utility>

#include "extract/reading/conllu.h"
#include "extract/reading/encoding.h"

namespace trine::extract {
namespace {

// Annotation outweighs the text: bytes for one of text.
constexpr std::size_t kMarkup = 16;

class ConlluFile : public FileReader {
 public:
  ConlluFile(LineReader bytes, FileContext context)
      : bytes_(std::move(bytes)), context_(std::move(context)) {}

  // The lines up to the next "# newdoc".
  bool next(std::vector<ReadDocument>& out) override {
    std::string document = std::exchange(newdoc_line_, {});
    const auto lines_before = bytes_.line_number() - (document.empty() ? 0 : 1);
    bool has_tokens = false;
    bool too_big = false;
    auto result = LineReader::Result::kLine;
    while ((result = bytes_.next(line_)) != LineReader::Result::kEnd) {
      if (line_.starts_with("# newdoc") && result == LineReader::Result::kLine) {
        newdoc_line_ = line_ + '\n';
        break;
      }
      if (result == LineReader::Result::kTooLong ||
          document.size() + line_.size() > kMarkup * context_.options->max_document_bytes) {
        too_big = true;
        document.clear();
      }
      if (too_big) continue;
      if (bytes_.line_number() == 1) drop_byte_order_mark(line_);
      has_tokens = has_tokens || (!line_.empty() && line_.front() != '#' && !is_blank(line_));
      document += line_;
      document += '\n';
    }
    const auto place = fmt::format("{}:{}", context_.name, lines_before + 1);
    if (too_big) {
      ++documents_;
      context_.reject(place, context_.too_long("document"));
    } else if (has_tokens) {
      ++documents_;
      if (const auto reason = why_not_utf8(document)) {
        context_.reject(place, *reason);
      } else {
        take(document, lines_before, out);
      }
    }
    if (result != LineReader::Result::kEnd) return true;
    if (documents_ == 0) context_.reject(context_.name, "file has no sentences");
    return false;
  }
  std::uint64_t consumed() const override { return bytes_.consumed(); }
  InputFormat format() const override { return InputFormat::kConllu; }

 private:
  void take(const std::string& document, std::uint64_t lines_before,
            std::vector<ReadDocument>& out) {
    Diagnostics found;
    for (auto& input : read_conllu(document, context_.name, found)) {
      ReadDocument read;
      read.input = std::move(input);
      auto& key = read.input.document.key;
      if (key == context_.name) {  // it has no id
        key.clear();
        if (++unnamed_ > 1) read.place = fmt::format("#{}", unnamed_);
      }
      out.push_back(std::move(read));
    }
    for (auto& diagnostic : found) {  // "file:12" counts from this document's first line
      const auto colon = diagnostic.source.rfind(':');
      const auto line = std::stoull(diagnostic.source.substr(colon + 1));
      diagnostic.source = fmt::format("{}:{}", context_.name, line + lines_before);
      context_.tell(std::move(diagnostic));
    }
  }

  LineReader bytes_;
  FileContext context_;
  std::string newdoc_line_;  // begins the next document
  std::string line_;
  std::uint64_t documents_ = 0;
  std::uint64_t unnamed_ = 0;  // documents without an id
};

}  // namespace

std::unique_ptr<FileReader> read_conllu_file(LineReader bytes, FileContext context) {
  return std::make_unique<ConlluFile>(std::move(bytes), std::move(context));
}

}  // namespace trine::extract
