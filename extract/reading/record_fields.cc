#include "extract/reading/record_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "extract/english/ascii.h"
#include "extract/english/calendar.h"

namespace trine::extract {
namespace {

// The usual names, the likeliest first. The first of each is ours and goes without saying.
struct Usual {
  std::string_view what;
  std::array<std::string_view, 10> names;
};
constexpr std::array<Usual, 5> kUsual = {{
    {"text",
     {"text", "body", "content", "maintext", "article", "full_text", "fulltext", "story", "message",
      "description"}},
    {"title", {"title", "headline", "subject", "heading", "name"}},
    {"date",
     {"date", "published_at", "published", "date_published", "publish_date", "pubdate", "datetime",
      "created_at", "timestamp", "time"}},
    {"id", {"id", "_id", "guid", "uid", "uuid", "doc_id", "article_id", "key"}},
    {"uri", {"uri", "url", "link", "href", "source_url", "permalink"}},
}};

// Seconds or milliseconds since 1970, as exports of databases have them.
std::optional<Date> date_of_number(std::string_view text) {
  std::int64_t number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) return std::nullopt;
  if (number > 100'000'000'000) number /= 1000;
  if (number < 100'000'000 || number > 10'000'000'000) return std::nullopt;
  return Date{std::chrono::floor<std::chrono::days>(
      std::chrono::sys_seconds(std::chrono::seconds(number)))};
}

}  // namespace

void FieldNames::guess(const std::vector<std::string>& fields) {
  for (const auto& [what, usual] : kUsual) {
    if (names_.contains(std::string(what))) continue;
    for (const auto name : usual) {
      const auto field = std::find_if(fields.begin(), fields.end(), [&](const std::string& f) {
        return !name.empty() && lower_ascii(f) == name;
      });
      if (field == fields.end()) continue;
      names_[std::string(what)] = *field;
      if (name != usual[0] && !(what == "uri" && name == "url")) {
        guessed_ += fmt::format("{}{} from \"{}\"", guessed_.empty() ? "" : ", ", what, *field);
      }
      break;
    }
  }
}

const std::string& FieldNames::of(const std::string& what) const {
  static const std::string kNone;
  const auto found = names_.find(what);
  return found == names_.end() ? kNone : found->second;
}

std::optional<std::string> fill_document(const FieldNames& names, const FieldValue& value,
                                         const FileContext& context, const std::string& place,
                                         Document& document) {
  const auto get = [&](const char* what) -> std::optional<std::string> {
    const auto& field = names.of(what);
    return field.empty() ? std::nullopt : value(field);
  };
  const auto& text_field = names.of("text");
  auto text = get("text");
  if (!text) {
    return fmt::format("has no field \"{}\"{}", text_field.empty() ? "text" : text_field,
                       text_field.empty() ? "; say where the text is: --map text=FIELD" : "");
  }
  document.text = std::move(*text);
  document.title = get("title").value_or("");
  document.key = get("id").value_or("");
  document.uri = get("uri").value_or("");
  if (is_blank(document.text)) return "its text is empty";
  if (document.text.size() > context.options->max_document_bytes) return context.too_long("text");
  const auto date = get("date").value_or("");
  if (is_blank(date)) return std::nullopt;
  auto found = date_of_number(date);
  if (!found) found = find_date(date, names.date_order());
  if (found) {
    document.date = to_iso(*found);
  } else {
    context.tell(
        {Diagnostic::Severity::kWarning, place,
         fmt::format("date \"{}\" {}", date,
                     is_ambiguous_date(date)
                         ? "may be meant in two ways and is left out; say --date-order dmy or mdy"
                         : "is not understood; write it as 2024-05-31")});
  }
  return std::nullopt;
}

}  // namespace trine::extract
