#include "extract/reading/warc.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "extract/english/ascii.h"
#include "extract/english/word_lists.h"
#include "extract/reading/encoding.h"
#include "extract/reading/html.h"
#include "schema/error.h"

namespace trine::extract {
namespace {

// Names in lower case.
using Headers = std::map<std::string, std::string>;

std::string value_of(const Headers& headers, const std::string& name) {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

void add_header(std::string_view line, Headers& headers) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || headers.size() > 200) return;
  auto value = line.substr(colon + 1);
  while (value.starts_with(' ')) value.remove_prefix(1);
  while (value.ends_with('\r') || value.ends_with(' ')) value.remove_suffix(1);
  headers[lower_ascii(line.substr(0, colon))] = value;
}

// The parts of a body that was sent in chunks; the body as it is where it was not.
std::string joined_chunks(const std::string& body) {
  std::string out;
  std::size_t at = 0;
  while (at < body.size()) {
    const auto end = body.find('\n', at);
    std::size_t size = 0;
    const auto parsed =
        std::from_chars(body.data() + at, body.data() + std::min(end, body.size()), size, 16);
    if (parsed.ec != std::errc{} || end == std::string::npos) return out.empty() ? body : out;
    if (size == 0) break;
    out += body.substr(end + 1, size);
    at = end + 1 + std::min(size, body.size()) + 2;
  }
  return out;
}

class WarcFile : public FileReader {
 public:
  WarcFile(LineReader bytes, FileContext context)
      : bytes_(std::move(bytes)), context_(std::move(context)) {}

  bool next(std::vector<ReadDocument>& out) override {
    Headers headers;
    if (!read_headers(headers)) {
      if (pages_ == 0) context_.reject(context_.name, "web archive has no pages");
      return false;
    }
    const auto length = value_of(headers, "content-length");
    std::uint64_t size = 0;
    if (std::from_chars(length.data(), length.data() + length.size(), size).ec != std::errc{}) {
      throw Error(ErrorKind::kInput,
                  fmt::format("web archive is damaged at line {}: a record without a length",
                              bytes_.line_number()));
    }
    const auto type = value_of(headers, "warc-type");
    const auto uri = value_of(headers, "warc-target-uri");
    const bool wanted = one_of(type, {"response", "conversion", "resource"});
    const auto most = context_.options->max_document_bytes * 4;
    auto body = bytes_.take(size, wanted ? most : 0);
    if (!wanted) return true;
    const auto place = fmt::format("{}#{}", context_.name, uri);
    if (!body) {
      context_.reject(place, context_.too_long("page"));
      return true;
    }
    ReadDocument read;
    read.input.document.key = uri;
    try {
      if (!fill(type, value_of(headers, "content-type"), std::move(*body), read.input.document)) {
        return true;
      }
    } catch (const Error& error) {
      context_.reject(place, error.what());
      return true;
    }
    ++pages_;
    read.input.document.uri = uri;
    if (is_blank(read.input.document.text)) {
      context_.reject(place, "page has no text");
    } else {
      out.push_back(std::move(read));
    }
    return true;
  }
  std::uint64_t consumed() const override { return bytes_.consumed(); }
  InputFormat format() const override { return InputFormat::kWarc; }

 private:
  // Those of the next record; false at the end.
  bool read_headers(Headers& headers) {
    LineReader::Result result;
    bool begun = false;
    while ((result = bytes_.next(line_)) == LineReader::Result::kLine) {
      if (line_.ends_with('\r')) line_.pop_back();
      if (!begun) {
        if (line_.empty()) continue;
        if (!line_.starts_with("WARC/")) {
          throw Error(ErrorKind::kInput,
                      fmt::format("web archive is damaged at line {}", bytes_.line_number()));
        }
        begun = true;
      } else if (line_.empty()) {
        return true;
      } else {
        add_header(line_, headers);
      }
    }
    if (result == LineReader::Result::kTooLong || begun) {
      throw Error(ErrorKind::kInput, "web archive is damaged: a header without an end");
    }
    return false;
  }

  // False for what is no page.
  bool fill(const std::string& type, std::string content_type, std::string body,
            Document& document) const {
    if (type == "response") {
      auto end = body.find("\r\n\r\n");
      std::size_t gap = 4;
      if (end == std::string::npos) {
        end = body.find("\n\n");
        gap = 2;
      }
      if (end == std::string::npos || !body.starts_with("HTTP/")) return false;
      const auto space = body.find(' ');
      if (body.compare(space + 1, 2, "20") != 0) return false;
      Headers http;
      for (std::size_t at = 0; at < end;) {
        const auto line_end = std::min(body.find('\n', at), end);
        add_header(std::string_view(body).substr(at, line_end - at), http);
        at = line_end + 1;
      }
      content_type = value_of(http, "content-type");
      body.erase(0, end + gap);
      if (lower_ascii(value_of(http, "transfer-encoding")) == "chunked") body = joined_chunks(body);
    }
    const auto kind = lower_ascii(content_type);
    const bool html = kind.find("html") != std::string::npos;
    if (!html && kind.find("text/plain") == std::string::npos) return false;
    const auto charset = kind.find("charset=");
    auto declared = charset == std::string::npos ? std::string() : kind.substr(charset + 8);
    declared = declared.substr(0, declared.find_first_of("; "));
    if (declared.empty() && html) declared = declared_charset(body);
    auto text = decode(std::move(body), declared);
    if (!text.why_not.empty()) throw Error(ErrorKind::kInput, text.why_not);
    if (html) {
      document = [&] {
        auto page = read_html(text.utf8);
        page.key = document.key;
        return page;
      }();
    } else {
      document.text = std::move(text.utf8);
    }
    return true;
  }

  LineReader bytes_;
  FileContext context_;
  std::string line_;
  std::uint64_t pages_ = 0;
};

}  // namespace

std::unique_ptr<FileReader> read_warc_file(LineReader bytes, FileContext context) {
  return std::make_unique<WarcFile>(std::move(bytes), std::move(context));
}

}  // namespace trine::extract
