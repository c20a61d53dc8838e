#include "extract/reading/json_file.h"

#include <fmt/format.h>
#include <simdjson.h>

#include "extract/english/ascii.h"
#include "extract/reading/encoding.h"
#include "extract/reading/record_fields.h"
#include "schema/error.h"

namespace trine::extract {
namespace {

// A list is held whole, as text and as values.
constexpr std::size_t kLongestList = std::size_t{128} << 20;

using simdjson::dom::element;

// The value at "body", or at "body.text" within an object.
std::optional<element> at_path(simdjson::dom::object record, std::string_view path) {
  element value;
  if (record.at_key(path).get(value) == simdjson::SUCCESS) return value;
  const auto dot = path.find('.');
  simdjson::dom::object inner;
  if (dot == std::string_view::npos || record.at_key(path.substr(0, dot)).get(inner)) return {};
  return at_path(inner, path.substr(dot + 1));
}

class JsonFile : public FileReader {
 public:
  JsonFile(LineReader bytes, FileContext context)
      : bytes_(std::move(bytes)), context_(std::move(context)), names_(context_.options->fields) {
    const auto head = bytes_.peek(65536);
    names_.tell_date_order(*context_.options, head);
    const auto begin = head.find_first_not_of(" \t\r\n\xef\xbb\xbf");
    if (head.empty()) throw Error(ErrorKind::kInput, "file is empty");
    // A line that is an object whole begins JSON Lines; else the file is one value.
    const auto line = head.substr(0, head.find('\n'));
    const bool list = begin != std::string_view::npos && head[begin] == '[';
    const bool broken_object =
        line.size() < head.size() && line.find_last_of('}') != line.find_last_not_of(" \t\r");
    const auto other = head.find_first_not_of(" \t\r\n", std::min(head.size(), begin + 1));
    one_value_ =
        (list && other != std::string_view::npos && (head[other] == '{' || head[other] == ']')) ||
        (broken_object && head.substr(begin).starts_with('{') && ends_in_json());
  }

  bool next(std::vector<ReadDocument>& out) override {
    if (one_value_) {
      read_list(out);
      return false;
    }
    const auto result = bytes_.next(line_);
    if (result == LineReader::Result::kEnd) {
      if (records_ == 0) context_.reject(context_.name, "file has no records");
      return false;
    }
    const auto place = fmt::format("{}:{}", context_.name, bytes_.line_number());
    if (result == LineReader::Result::kTooLong) {
      ++records_;
      context_.reject(place, context_.too_long("line"));
      return true;
    }
    if (bytes_.line_number() == 1) drop_byte_order_mark(line_);
    if (is_blank(line_)) return true;
    ++records_;
    if (const auto reason = why_not_utf8(line_)) {
      context_.reject(place, *reason);
      return true;
    }
    element record;
    if (const auto error = parser_.parse(line_).get(record)) {
      context_.reject(place, fmt::format("is not valid JSON: {}", simdjson::error_message(error)));
      return true;
    }
    take(record, place, fmt::format("#{}", bytes_.line_number()), out);
    return true;
  }
  std::uint64_t consumed() const override { return bytes_.consumed(); }
  InputFormat format() const override { return InputFormat::kJsonLines; }

 private:
  bool ends_in_json() const {
    const auto name = lower_ascii(context_.file);
    return name.find(".json") != std::string::npos && name.find(".jsonl") == std::string::npos;
  }

  void read_list(std::vector<ReadDocument>& out) {
    const auto text = bytes_.rest(kLongestList);
    if (!text) {
      throw Error(ErrorKind::kInput,
                  "a JSON list of more than 128 MiB; write it as JSON Lines, one "
                  "object a line: jq -c '.[]'");
    }
    if (const auto reason = why_not_utf8(*text)) throw Error(ErrorKind::kInput, *reason);
    element all;
    if (const auto error = parser_.parse(*text).get(all)) {
      throw Error(ErrorKind::kInput,
                  fmt::format("is not valid JSON: {}", simdjson::error_message(error)));
    }
    simdjson::dom::array list;
    if (all.get(list) != simdjson::SUCCESS) {
      simdjson::dom::object object;
      if (all.get(object) != simdjson::SUCCESS)
        throw Error(ErrorKind::kInput, "is not a list of JSON objects");
      if (!find_list(object, list)) {  // one record
        take(all, context_.name, "#1", out);
        return;
      }
    }
    std::size_t number = 0;
    for (const auto record : list) {
      ++number;
      take(record, fmt::format("{}#{}", context_.name, number), fmt::format("#{}", number), out);
    }
    if (number == 0) context_.reject(context_.name, "file has no records");
  }

  // The first list of objects in it.
  static bool find_list(simdjson::dom::object object, simdjson::dom::array& list) {
    for (const auto field : object) {
      simdjson::dom::array inner;
      if (field.value.get(inner) != simdjson::SUCCESS || inner.begin() == inner.end()) continue;
      if ((*inner.begin()).is_object()) {
        list = inner;
        return true;
      }
    }
    return false;
  }

  void take(element record, const std::string& place, std::string number,
            std::vector<ReadDocument>& out) {
    simdjson::dom::object fields;
    if (record.get(fields) != simdjson::SUCCESS)
      return context_.reject(place, "is not a JSON object");
    std::vector<std::string> known;
    for (const auto field : fields) known.emplace_back(field.key);
    names_.guess(known);  // a record may lack what another has
    if (!guessed_ && !names_.of("text").empty()) {
      guessed_ = true;
      if (!names_.guessed().empty()) {
        context_.warn(fmt::format("read {} (--map says otherwise)", names_.guessed()));
      }
    }
    std::optional<std::string> fault;
    const auto value = [&](const std::string& field) -> std::optional<std::string> {
      const auto found = at_path(fields, field);
      if (!found || found->is_null()) return std::nullopt;
      std::string_view text;
      std::int64_t number_value = 0;
      if (found->get(text) == simdjson::SUCCESS) return std::string(text);
      if (field != names_.of("text") && found->get(number_value) == simdjson::SUCCESS) {
        return std::to_string(number_value);
      }
      fault = fmt::format("field \"{}\" is not a string", field);
      return std::nullopt;
    };
    ReadDocument read;
    read.place = std::move(number);
    auto reason = fill_document(names_, value, context_, place, read.input.document);
    if (fault) reason = fault;
    if (reason) return context_.reject(place, *reason);
    out.push_back(std::move(read));
  }

  LineReader bytes_;
  FileContext context_;
  FieldNames names_;
  bool guessed_ = false;
  bool one_value_ = false;
  std::uint64_t records_ = 0;
  std::string line_;
  simdjson::dom::parser parser_;
};

}  // namespace

std::unique_ptr<FileReader> read_json_file(LineReader bytes, FileContext context) {
  return std::make_unique<JsonFile>(std::move(bytes), std::move(context));
}

}  // namespace trine::extract
