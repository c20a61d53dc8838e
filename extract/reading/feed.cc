#include "extract/reading/feed.h"

#include <fmt/format.h>

#include "extract/english/calendar.h"
#include "extract/english/word_lists.h"
#include "extract/reading/encoding.h"
#include "extract/reading/html.h"
#include "extract/reading/xml.h"
#include "schema/error.h"

namespace trine::extract {
namespace {

constexpr std::size_t kLongest = std::size_t{64} << 20;

std::string first_text(const pugi::xml_node& item, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    auto text = text_in(child_named(item, name));
    if (!is_blank(text)) return text;
  }
  return {};
}

std::string one_line(std::string text) {
  text = read_html(text).text;  // titles hold &amp; and at times tags
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

class FeedFile : public FileReader {
 public:
  FeedFile(LineReader bytes, FileContext context)
      : bytes_(std::move(bytes)), context_(std::move(context)) {}

  bool next(std::vector<ReadDocument>& out) override {
    auto bytes = bytes_.rest(kLongest);
    if (!bytes) throw Error(ErrorKind::kInput, "feed is longer than 64 MiB");
    auto text = decode(std::move(*bytes), {});
    if (!text.why_not.empty()) throw Error(ErrorKind::kInput, text.why_not);
    pugi::xml_document feed;
    parse_xml(text.utf8, feed);
    std::size_t number = 0;
    walk(
        feed,
        [&](const pugi::xml_node& node) {
          if (!one_of(local_name(node), {"item", "entry"})) return true;
          take(node, fmt::format("#{}", ++number), out);
          return false;
        },
        [](const pugi::xml_node&) {});
    if (number == 0) context_.reject(context_.name, "feed has no items");
    return false;
  }
  std::uint64_t consumed() const override { return bytes_.consumed(); }
  InputFormat format() const override { return InputFormat::kFeed; }

 private:
  void take(const pugi::xml_node& item, const std::string& place,
            std::vector<ReadDocument>& out) const {
    ReadDocument read;
    auto& document = read.input.document;
    read.place = place;
    // Atom's content may be markup within the feed.
    const auto content = child_named(item, "content");
    std::string body;
    if (std::string_view(content.attribute("type").value()) == "xhtml") {
      struct Writer : pugi::xml_writer {
        std::string out;
        void write(const void* data, std::size_t size) override {
          out.append(static_cast<const char*>(data), size);
        }
      } writer;
      content.print(writer, "", pugi::format_raw);
      body = writer.out;
    } else {
      body = first_text(item, {"encoded", "content", "description", "summary"});
    }
    document.text = read_html(body).text;
    document.title = one_line(first_text(item, {"title"}));
    document.uri = first_text(item, {"link"});
    if (document.uri.empty()) document.uri = child_named(item, "link").attribute("href").value();
    document.key = first_text(item, {"guid", "id"});
    if (document.key.empty()) document.key = document.uri;
    const auto date = first_text(item, {"pubDate", "published", "updated", "date"});
    if (const auto found = find_date(date)) document.date = to_iso(*found);
    if (is_blank(document.text)) {
      return context_.reject(context_.name + place, "item has no text");
    }
    // The headline is part of the story, as on a page.
    if (!document.title.empty() && !document.text.starts_with(document.title)) {
      document.text = document.title + "\n\n" + document.text;
    }
    out.push_back(std::move(read));
  }

  LineReader bytes_;
  FileContext context_;
};

}  // namespace

std::unique_ptr<FileReader> read_feed_file(LineReader bytes, FileContext context) {
  return std::make_unique<FeedFile>(std::move(bytes), std::move(context));
}

}  // namespace trine::extract
