#include "extract/reading/markdown.h"

#include <md4c.h>
#include <unicode/utf8.h>

#include <charconv>

#include "extract/english/ascii.h"
#include "extract/english/calendar.h"
#include "extract/reading/text_builder.h"
#include "schema/error.h"

namespace trine::extract {
namespace {

// "---", "title: ...", "---" at the head; taken off `text`.
void read_front_matter(std::string_view& text, Document& document) {
  if (!text.starts_with("---\n") && !text.starts_with("---\r\n")) return;
  const auto end = text.find("\n---", 4);
  if (end == std::string_view::npos || end > 16384) return;
  auto head = text.substr(4, end - 4);
  while (!head.empty()) {
    auto line = head.substr(0, head.find('\n'));
    head.remove_prefix(std::min(head.size(), line.size() + 1));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const auto name = lower_ascii(line.substr(0, colon));
    auto value = line.substr(colon + 1);
    const auto is_edge = [](char c) { return c == ' ' || c == '"' || c == '\'' || c == '\r'; };
    while (!value.empty() && is_edge(value.front())) value.remove_prefix(1);
    while (!value.empty() && is_edge(value.back())) value.remove_suffix(1);
    if (name == "title") document.title = value;
    if (name == "date") {
      if (const auto date = find_date(value)) document.date = to_iso(*date);
    }
  }
  const auto behind = text.find('\n', end + 1);
  text.remove_prefix(behind == std::string_view::npos ? text.size() : behind + 1);
}

void append_utf8(std::string& out, UChar32 c) {
  char bytes[4];
  std::int32_t n = 0;
  UBool error = false;
  U8_APPEND(reinterpret_cast<std::uint8_t*>(bytes), n, 4, c, error);
  if (!error) out.append(bytes, static_cast<std::size_t>(n));
}

// "&amp;", "&#8217;": the few names that prose has.
std::string entity(std::string_view name) {
  std::string out;
  if (name.starts_with("&#")) {
    const bool hex = name.size() > 2 && (name[2] == 'x' || name[2] == 'X');
    std::int32_t c = 0;
    std::from_chars(name.data() + (hex ? 3 : 2), name.data() + name.size(), c, hex ? 16 : 10);
    if (c > 0) append_utf8(out, c);
    return out;
  }
  constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"&amp;", "&"},  {"&lt;", "<"},    {"&gt;", ">"},    {"&quot;", "\""},
      {"&nbsp;", " "}, {"&mdash;", "—"}, {"&ndash;", "–"}, {"&hellip;", "…"}};
  for (const auto& [known, text] : kNames) {
    if (name == known) return std::string(text);
  }
  return std::string(name);
}

class Renderer {
 public:
  explicit Renderer(Document& document) : document_(document) {}

  void render(std::string_view text) {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS |
                   MD_FLAG_PERMISSIVEAUTOLINKS | MD_FLAG_NOINDENTEDCODEBLOCKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void*, void* self) {
      return static_cast<Renderer*>(self)->enter(type);
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
      return static_cast<Renderer*>(self)->leave(type);
    };
    parser.enter_span = [](MD_SPANTYPE type, void*, void* self) {
      if (type == MD_SPAN_IMG) ++static_cast<Renderer*>(self)->skipped_;
      return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
      if (type == MD_SPAN_IMG) --static_cast<Renderer*>(self)->skipped_;
      return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* data, MD_SIZE size, void* self) {
      return static_cast<Renderer*>(self)->text(type, {data, size});
    };
    if (md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, this) != 0) {
      throw Error(ErrorKind::kInput, "Markdown can't be read");
    }
    document_.text = out_.take();
  }

 private:
  int enter(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_CODE || type == MD_BLOCK_HTML) ++skipped_;
    if (type == MD_BLOCK_TD || type == MD_BLOCK_TH) {
      if (cells_++ > 0) out_.part_cells();
      return 0;
    }
    if (type == MD_BLOCK_TR) cells_ = 0;
    out_.end_paragraph();
    in_heading_ = type == MD_BLOCK_H;
    return 0;
  }
  int leave(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_CODE || type == MD_BLOCK_HTML) --skipped_;
    if (type == MD_BLOCK_TD || type == MD_BLOCK_TH) return 0;
    if (type == MD_BLOCK_H && document_.title.empty()) document_.title = heading_;
    in_heading_ = false;
    out_.end_paragraph();
    return 0;
  }
  int text(MD_TEXTTYPE type, std::string_view text) {
    if (skipped_ > 0 || type == MD_TEXT_HTML) return 0;
    if (type == MD_TEXT_BR) {
      out_.break_line();
    } else if (type == MD_TEXT_SOFTBR) {
      add(" ");
    } else if (type == MD_TEXT_ENTITY) {
      add(entity(text));
    } else if (type != MD_TEXT_NULLCHAR) {
      add(text);
    }
    return 0;
  }
  void add(std::string_view text) {
    out_.add(text);
    if (in_heading_ && document_.title.empty()) heading_ += text;
  }

  Document& document_;
  TextBuilder out_;
  std::string heading_;
  int skipped_ = 0;
  int cells_ = 0;
  bool in_heading_ = false;
};

}  // namespace

Document read_markdown(const std::string& text) {
  Document document;
  std::string_view rest = text;
  read_front_matter(rest, document);
  Renderer(document).render(rest);
  return document;
}

}  // namespace trine::extract
