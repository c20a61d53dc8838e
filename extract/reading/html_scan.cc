// The parser keeps a stack of open elements, walks it at nearly every tag, and frees its tree by
// recursion. So the stack must stay short before the parser sees the page: the tags are read here,
// and the stack is foretold by the HTML standard's rules (13.2.6), in the simple cases exactly and
// else too high, never too low. Formatting elements (<b>, <font>) are what the standard opens again
// in every later paragraph: they go, since they say nothing of the text.
#include "extract/reading/html_scan.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "extract/english/ascii.h"
#include "extract/english/word_lists.h"
#include "schema/error.h"

namespace trine::extract {
namespace {

using Names = std::string_view;

// No text inside them is the page's. Those whose content is not markup first.
constexpr auto kSkipped = sorted(std::to_array<Names>(
    {"script", "style", "xmp", "iframe", "noembed", "noframes", "svg", "math", "template", "select",
     "object", "noscript", "video", "audio", "canvas", "datalist"}));
// Tags that go, while their content stays.
constexpr auto kDropped = sorted(std::to_array<Names>(
    {"applet",  "area",   "b",       "base",    "basefont", "bgsound", "big",       "code", "col",
     "em",      "embed",  "font",    "frame",   "frameset", "i",       "image",     "img",  "input",
     "isindex", "keygen", "listing", "marquee", "nobr",     "param",   "plaintext", "s",    "small",
     "source",  "strike", "strong",  "track",   "tt",       "u",       "wbr"}));
constexpr auto kVoid = sorted(std::to_array<Names>({"br", "hr", "link", "meta"}));
constexpr auto kRoots = sorted(std::to_array<Names>({"body", "head", "html"}));
constexpr auto kTableParts = sorted(
    std::to_array<Names>({"caption", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"}));
constexpr auto kHeadings = sorted(std::to_array<Names>({"h1", "h2", "h3", "h4", "h5", "h6"}));
constexpr auto kClosesParagraph = sorted(std::to_array<Names>(
    {"address", "article", "aside",   "blockquote", "center",   "dd",         "details", "dialog",
     "dir",     "div",     "dl",      "dt",         "fieldset", "figcaption", "figure",  "footer",
     "form",    "h1",      "h2",      "h3",         "h4",       "h5",         "h6",      "header",
     "hgroup",  "hr",      "li",      "main",       "menu",     "nav",        "ol",      "p",
     "pre",     "section", "summary", "ul"}));
// Where the search for an open element ends.
constexpr auto kScopes = sorted(std::to_array<Names>({"caption", "table", "td", "th"}));
// A search for an open list item passes through these.
constexpr auto kLetsItemsThrough = sorted(std::to_array<Names>(
    {"a", "address", "div", "p", "span", "label", "q", "cite", "abbr", "time", "sup", "sub"}));
// Attributes that are looked at.
constexpr auto kAttributes =
    sorted(std::to_array<Names>({"aria-hidden", "class", "content", "datetime", "hidden", "href",
                                 "id", "itemprop", "name", "property", "rel", "role", "type"}));
constexpr std::size_t kLongestAttribute = 4096;
constexpr std::size_t kLongestName = 32;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

struct Attribute {
  std::string name;
  std::string_view value;
};

struct Tag {
  std::string name;  // lower case; of a longer one the start
  bool closing = false;
  std::vector<Attribute> attributes;  // of kAttributes, each once
  std::size_t end = 0;                // behind the '>'
};

class Scanner {
 public:
  explicit Scanner(std::string_view html) : html_(html) { out_.reserve(html.size() / 2 + 64); }

  std::string scan() {
    std::size_t at = 0;
    while (at < html_.size()) {
      const auto mark = std::min(html_.find('<', at), html_.size());
      out_ += html_.substr(at, mark - at);
      at = mark;
      if (at < html_.size()) at = at_mark(at);
    }
    return std::move(out_);
  }

 private:
  // Deals with the '<' at `at`; returns where the text goes on.
  std::size_t at_mark(std::size_t at) {
    const auto rest = html_.substr(at);
    if (rest.starts_with("<!--")) {
      if (rest.starts_with("<!-->")) return at + 5;
      return behind("-->", at + 4);
    }
    const char next = rest.size() > 1 ? rest[1] : ' ';
    const bool closing = next == '/' && rest.size() > 2 && is_letter_ascii(rest[2]);
    if (!closing && (next == '!' || next == '?' || next == '/')) return behind(">", at + 2);
    if (!closing && !is_letter_ascii(next)) {
      out_ += "&lt;";
      return at + 1;
    }
    const auto tag = read_tag(at + (closing ? 2 : 1), closing);
    if (!tag) return html_.size();  // the page ends in the midst of it
    if (closing) {
      close(tag->name);
      return tag->end;
    }
    return open(*tag);
  }

  std::size_t behind(std::string_view what, std::size_t from) const {
    const auto found = html_.find(what, from);
    return found == std::string_view::npos ? html_.size() : found + what.size();
  }

  std::optional<Tag> read_tag(std::size_t at, bool closing) const {
    Tag tag;
    tag.closing = closing;
    const auto name_end = std::min(html_.find_first_of(" \t\n\r\f/>", at), html_.size());
    tag.name = lower_ascii(html_.substr(at, std::min(name_end - at, kLongestName)));
    at = name_end;
    while (at < html_.size()) {
      while (at < html_.size() && (is_space(html_[at]) || html_[at] == '/')) ++at;
      if (at == html_.size()) break;
      if (html_[at] == '>') {
        tag.end = at + 1;
        return tag;
      }
      const auto begin = at;
      at = std::min(html_.find_first_of("= \t\n\r\f/>", at + 1), html_.size());
      const auto name = html_.substr(begin, at - begin);
      while (at < html_.size() && is_space(html_[at])) ++at;
      std::string_view value;
      if (at < html_.size() && html_[at] == '=') at = read_value(at + 1, value);
      if (!closing) keep(tag, name, value);
    }
    return std::nullopt;
  }

  std::size_t read_value(std::size_t at, std::string_view& value) const {
    while (at < html_.size() && is_space(html_[at])) ++at;
    if (at == html_.size() || html_[at] == '>') return at;
    const char quote = html_[at];
    if (quote == '"' || quote == '\'') {
      const auto end = std::min(html_.find(quote, at + 1), html_.size());
      value = html_.substr(at + 1, end - at - 1);
      return std::min(end + 1, html_.size());
    }
    const auto end = std::min(html_.find_first_of(" \t\n\r\f>", at), html_.size());
    value = html_.substr(at, end - at);
    return end;
  }

  static void keep(Tag& tag, std::string_view name, std::string_view value) {
    if (name.size() > kLongestName) return;
    auto known = lower_ascii(name);
    if (known == "style") {
      const auto style = lower_ascii(value.substr(0, kLongestAttribute));
      const auto display = style.find("display");
      if (display == std::string::npos || style.find("none", display) > display + 12) return;
      known = "hidden";
      value = {};
    }
    if (!is_in(kAttributes, known)) return;
    for (const auto& attribute : tag.attributes) {
      if (attribute.name == known) return;
    }
    tag.attributes.push_back({std::move(known), value.substr(0, kLongestAttribute)});
  }

  std::size_t open(const Tag& tag) {
    const auto& name = tag.name;
    if (name == "script" && is_linked_data(tag)) return copy_raw(tag, false);
    if (name == "title" || name == "textarea") return copy_raw(tag, true);
    if (is_in(kSkipped, name)) return behind_content(tag);
    if (is_in(kDropped, name)) return tag.end;
    if (is_in(kVoid, name) || is_in(kRoots, name)) {
      if (name == "hr") close_open("p");
      emit(tag);
      return tag.end;
    }
    if (!make_room(name) || open_.size() >= kDeepestElement) return tag.end;
    emit(tag);
    open_.emplace_back(name);
    return tag.end;
  }

  static bool is_linked_data(const Tag& tag) {
    return std::any_of(tag.attributes.begin(), tag.attributes.end(), [](const Attribute& a) {
      return a.name == "type" && lower_ascii(a.value).find("ld+json") != std::string::npos;
    });
  }

  void emit(const Tag& tag) {
    if (++elements_ > kMostElements) {
      throw Error(ErrorKind::kInput, "page has more than a million elements");
    }
    out_ += '<';
    out_ += tag.name;
    for (const auto& [name, value] : tag.attributes) {
      out_ += ' ';
      out_ += name;
      out_ += "=\"";
      for (const char c : value) {
        if (c == '"') {
          out_ += "&quot;";
        } else {
          out_ += c;
        }
      }
      out_ += '"';
    }
    out_ += '>';
  }

  // Where the end tag of `name` stands, from `from` on.
  std::size_t find_end_tag(const std::string& name, std::size_t from) {
    // What is not found once is not there later either: no second search to the page's end.
    if (std::find(absent_.begin(), absent_.end(), name) != absent_.end()) return html_.npos;
    for (auto at = html_.find("</", from); at != html_.npos; at = html_.find("</", at + 2)) {
      const auto behind_name = at + 2 + name.size();
      if (behind_name > html_.size()) break;
      if (lower_ascii(html_.substr(at + 2, name.size())) == name &&
          (behind_name == html_.size() || !is_letter_ascii(html_[behind_name]))) {
        return at;
      }
    }
    absent_.push_back(name);
    return html_.npos;
  }

  // Without an end tag, a script reaches to the page's end, and of others the start tag is dropped.
  std::size_t behind_content(const Tag& tag) {
    const auto end = find_end_tag(tag.name, tag.end);
    if (end != html_.npos) return behind(">", end);
    return tag.name == "script" || tag.name == "style" ? html_.size() : tag.end;
  }

  // An element without elements in it. `references`: "&lt;" stands for itself in it.
  std::size_t copy_raw(const Tag& tag, bool references) {
    const auto end = find_end_tag(tag.name, tag.end);
    if (end == html_.npos) return tag.end;
    emit(tag);
    for (const char c : html_.substr(tag.end, end - tag.end)) {
      if (c == '<' && references) {
        out_ += "&lt;";
      } else {
        out_ += c;
      }
    }
    out_ += "</" + tag.name + '>';
    return behind(">", end);
  }

  // --- the stack of open elements

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // An open element; what a walk over the stack asks of it is looked up once.
  struct Open {
    explicit Open(const std::string& tag)
        : name(tag),
          scope(is_in(kScopes, tag)),
          heading(is_in(kHeadings, tag)),
          table_part(is_in(kTableParts, tag)),
          lets_items_through(is_in(kLetsItemsThrough, tag)) {}
    bool is(std::string_view other) const { return name == other; }

    std::string name;
    bool scope, heading, table_part, lets_items_through;
  };

  // The last open element for which `wanted` holds, no further than the first for which `stop`
  // does.
  template <class Wanted, class Stop>
  std::size_t find_open(Wanted wanted, Stop stop) const {
    for (auto i = open_.size(); i-- > 0;) {
      if (wanted(open_[i])) return i;
      if (stop(open_[i])) break;
    }
    return kNone;
  }
  std::size_t find_in_scope(std::string_view name) const {
    if (is_in(kHeadings, name)) {
      return find_open([](const Open& open) { return open.heading; },
                       [](const Open& open) { return open.scope; });
    }
    const auto same = [&](const Open& open) { return open.is(name); };
    if (is_in(kTableParts, name) || name == "table") {
      return find_open(same, [](const Open& open) { return open.is("table"); });
    }
    const bool paragraph = name == "p";
    return find_open(
        same, [&](const Open& open) { return open.scope || (paragraph && open.is("button")); });
  }

  void cut(std::size_t size) {
    if (size < open_.size())
      open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(size), open_.end());
  }
  void close_open(std::string_view name) { cut(find_in_scope(name)); }

  // Closes what the start tag `name` closes; false where the standard ignores the tag.
  bool make_room(const std::string& name) {
    if (is_in(kTableParts, name)) return make_room_in_table(name);
    if (is_in(kClosesParagraph, name)) {
      if (name == "li" || name == "dd" || name == "dt") close_item(name == "li");
      close_open("p");
      if (is_in(kHeadings, name) && !open_.empty() && open_.back().heading) open_.pop_back();
    } else if (name == "a") {
      forget("a");
    } else if (name == "button") {
      close_open("button");
    } else if (name == "table") {
      cut(find_open([](const Open& open) { return open.is("table"); },
                    [](const Open& open) { return open.scope; }));
    }
    return true;
  }

  bool make_room_in_table(const std::string& name) {
    const auto table = find_open([](const Open& open) { return open.is("table"); },
                                 [](const Open&) { return false; });
    if (table == kNone) return false;
    const auto cell = [](const std::string& part) { return part == "td" || part == "th"; };
    for (auto i = table + 1; i < open_.size(); ++i) {
      const auto& part = open_[i];
      const bool stays =
          cell(name) ? !cell(part.name) : name == "tr" && !cell(part.name) && !part.is("tr");
      if (part.table_part && !stays) {
        cut(i);
        break;
      }
    }
    return true;
  }

  void close_item(bool of_list) {
    cut(find_open(
        [&](const Open& open) { return of_list ? open.is("li") : open.is("dd") || open.is("dt"); },
        [](const Open& open) { return !open.lets_items_through; }));
  }

  // Takes the element out and leaves those within it open.
  void forget(std::string_view name) {
    const auto at = find_in_scope(name);
    if (at != kNone) open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(at));
  }

  void close(const std::string& name) {
    const auto at = find_in_scope(name);
    if (at == kNone) return;  // the parser would walk the whole stack to find that out
    if (name == "a" || name == "form") {
      forget(name);
    } else {
      cut(at);
    }
    out_ += "</" + name + '>';
  }

  std::string_view html_;
  std::string out_;
  std::vector<Open> open_;
  std::vector<std::string> absent_;  // elements without a further end tag
  std::size_t elements_ = 0;
};

}  // namespace

std::string bounded_html(std::string_view html) { return Scanner(html).scan(); }

}  // namespace trine::extract
