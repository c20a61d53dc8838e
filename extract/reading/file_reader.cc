#include "extract/reading/file_reader.h"

#include <fmt/format.h>

#include <utility>

#include "extract/reading/archive.h"
#include "extract/reading/conllu_stream.h"
#include "extract/reading/csv_file.h"
#include "extract/reading/encoding.h"
#include "extract/reading/feed.h"
#include "extract/reading/format.h"
#include "extract/reading/html.h"
#include "extract/reading/json_file.h"
#include "extract/reading/mail.h"
#include "extract/reading/markdown.h"
#include "extract/reading/packed_documents.h"
#include "extract/reading/pdf.h"
#include "extract/reading/rtf.h"
#include "extract/reading/warc.h"
#include "schema/error.h"

namespace trine::extract {
namespace {

constexpr std::size_t kMarkup = 4;                              // bytes of a page for one of text
constexpr std::size_t kLongestPacked = std::size_t{256} << 20;  // with its pictures

// A file that is one document.
class WholeFile : public FileReader {
 public:
  WholeFile(LineReader bytes, FileContext context, InputFormat format)
      : bytes_(std::move(bytes)), context_(std::move(context)), format_(format) {}

  bool next(std::vector<ReadDocument>& out) override {
    ReadDocument read;
    read.is_file = true;
    read.input.document = document();
    if (is_blank(read.input.document.text)) {
      throw Error(ErrorKind::kInput,
                  format_ == InputFormat::kHtml ? "page has no text" : "has no text");
    }
    if (read.input.document.text.size() > most()) {
      throw Error(ErrorKind::kInput, context_.too_long("text"));
    }
    out.push_back(std::move(read));
    return false;
  }
  std::uint64_t consumed() const override { return bytes_.consumed(); }
  InputFormat format() const override { return format_; }

 private:
  std::size_t most() const { return context_.options->max_document_bytes; }

  std::string bytes(std::size_t limit, std::string_view what) {
    auto all = bytes_.rest(limit);
    if (!all) throw Error(ErrorKind::kInput, context_.too_long(what));
    if (all->empty()) throw Error(ErrorKind::kInput, "file is empty");
    return std::move(*all);
  }
  std::string text(std::string raw, const std::string& declared) const {
    auto decoded = decode(std::move(raw), declared);
    if (!decoded.why_not.empty()) throw Error(ErrorKind::kInput, decoded.why_not);
    if (!decoded.note.empty()) context_.warn(decoded.note);
    return std::move(decoded.utf8);
  }

  Document document() {
    switch (format_) {
      case InputFormat::kHtml: {
        auto raw = bytes(most() * kMarkup, "page");
        const auto declared = declared_charset(raw);
        return read_html(text(std::move(raw), declared));
      }
      case InputFormat::kMarkdown:
        return read_markdown(text(bytes(most(), "text"), {}));
      case InputFormat::kPdf:
        return read_pdf(bytes(kLongestPacked, "PDF"), most());
      case InputFormat::kDocx:
        return read_docx(bytes(kLongestPacked, "file"));
      case InputFormat::kOdt:
        return read_odt(bytes(kLongestPacked, "file"));
      case InputFormat::kEpub:
        return read_epub(bytes(kLongestPacked, "book"));
      case InputFormat::kRtf:
        return read_rtf(bytes(most() * kMarkup, "file"));
      default: {
        Document document;
        document.text = text(bytes(most(), "text"), {});
        return document;
      }
    }
  }

  LineReader bytes_;
  FileContext context_;
  InputFormat format_;
};

}  // namespace

std::string FileContext::too_long(std::string_view what) const {
  return fmt::format("{} is longer than {} MiB, the most that one document may have; split it",
                     what, options->max_document_bytes >> 20);
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

std::unique_ptr<FileReader> open_file(LineReader bytes, FileContext context) {
  auto format = context.options->format;
  if (format == InputFormat::kAuto || context.depth > 0) {
    const auto told = tell_format(bytes.peek(8192), context.file);
    if (!told.not_read.empty()) throw Error(ErrorKind::kInput, told.not_read);
    format = told.format;
  }
  switch (format) {
    case InputFormat::kJsonLines:
      return read_json_file(std::move(bytes), std::move(context));
    case InputFormat::kConllu:
      if (bytes.peek(1).empty()) throw Error(ErrorKind::kInput, "file is empty");
      return read_conllu_file(std::move(bytes), std::move(context));
    case InputFormat::kCsv:
      return read_csv_file(std::move(bytes), std::move(context));
    case InputFormat::kMail:
      return read_mail_file(std::move(bytes), std::move(context));
    case InputFormat::kFeed:
      return read_feed_file(std::move(bytes), std::move(context));
    case InputFormat::kWarc:
      return read_warc_file(std::move(bytes), std::move(context));
    case InputFormat::kArchive:
      return read_archive_file(std::move(bytes), std::move(context));
    default:
      return std::make_unique<WholeFile>(std::move(bytes), std::move(context), format);
  }
}

}  // namespace trine::extract
