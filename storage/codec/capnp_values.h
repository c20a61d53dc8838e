// What the codecs of the records share: messages to and from bytes, and the values that occur in
// several records. Only for the .cc files that encode and decode. Internal.
#pragma once
#include <capnp/message.h>
#include <capnp/serialize.h>
#include <fmt/format.h>

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "schema/entity_type.h"
#include "schema/error.h"
#include "schema/ids.h"
#include "schema/records.capnp.h"
#include "schema/span.h"
#include "storage/records.h"

namespace trine::storage {

template <class Record, class Fill>
std::string encode_as(Fill fill) {
  capnp::MallocMessageBuilder message;
  fill(message.initRoot<Record>());
  const auto words = capnp::messageToFlatArray(message);
  const auto bytes = words.asBytes();
  return {reinterpret_cast<const char*>(bytes.begin()), bytes.size()};
}

[[noreturn]] inline void damaged(std::string_view what, std::string_view why) {
  throw Error(ErrorKind::kCorruption, fmt::format("{} is damaged: {}", what, why));
}

// RocksDB's values are not aligned as Cap'n Proto wants them, so they are copied first.
inline kj::Array<capnp::word> aligned(std::string_view bytes, std::string_view what) {
  if (bytes.empty() || bytes.size() % sizeof(capnp::word) != 0) {
    damaged(what, fmt::format("{} bytes", bytes.size()));
  }
  auto words = kj::heapArray<capnp::word>(bytes.size() / sizeof(capnp::word));
  std::memcpy(words.asBytes().begin(), bytes.data(), bytes.size());
  return words;
}

// A record may name one part of itself often, but not without end: a crafted pointer must not make
// megabytes into gigabytes.
inline capnp::ReaderOptions reader_options(std::size_t words) {
  capnp::ReaderOptions options;
  options.traversalLimitInWords = 8 * (words + 1024);
  return options;
}

template <class Record, class Use>
auto decode_as(std::string_view bytes, std::string_view what, Use use) {
  const auto words = aligned(bytes, what);
  try {
    capnp::FlatArrayMessageReader reader(words, reader_options(words.size()));
    return use(reader.getRoot<Record>());
  } catch (const kj::Exception& exception) {
    damaged(what, exception.getDescription().cStr());
  }
}

inline capnp::Text::Reader text_of(const std::string& text) { return {text.c_str(), text.size()}; }

inline std::string from(capnp::Text::Reader text) { return {text.cStr(), text.size()}; }

template <class Enum>
Enum checked(std::uint8_t number, Enum last, std::string_view what, const char* name) {
  if (number > static_cast<std::uint8_t>(last)) {
    damaged(what, fmt::format("{} has no value {}", name, number));
  }
  return static_cast<Enum>(number);
}

inline EntityType entity_type(std::uint8_t number, std::string_view what) {
  return checked(number, EntityType::kFacility, what, "entity type");
}

inline void write_span(records::Span::Builder builder, Span span) {
  builder.setBegin(span.begin);
  builder.setEnd(span.end);
}

inline Span read_span(records::Span::Reader reader) { return {reader.getBegin(), reader.getEnd()}; }

template <class List>
void write_texts(List list, const std::vector<std::string>& texts) {
  for (unsigned i = 0; i < texts.size(); ++i) list.set(i, text_of(texts[i]));
}

template <class List>
std::vector<std::string> read_texts(List list) {
  std::vector<std::string> texts;
  texts.reserve(list.size());
  for (const auto text : list) texts.push_back(from(text));
  return texts;
}

template <class List, class Tag>
void write_ids(List list, const std::vector<Id<Tag>>& ids) {
  for (unsigned i = 0; i < ids.size(); ++i) list.set(i, ids[i].value);
}

template <class Strong, class List>
std::vector<Strong> read_ids(List list) {
  std::vector<Strong> ids;
  ids.reserve(list.size());
  for (const auto id : list) ids.push_back(Strong{id});
  return ids;
}

template <class List>
void write_aliases(List list, const std::vector<Alias>& aliases) {
  for (unsigned i = 0; i < aliases.size(); ++i) {
    list[i].setText(text_of(aliases[i].text));
    list[i].setCount(aliases[i].count);
  }
}

template <class List>
std::vector<Alias> read_aliases(List list) {
  std::vector<Alias> aliases;
  aliases.reserve(list.size());
  for (const auto alias : list) aliases.push_back({from(alias.getText()), alias.getCount()});
  return aliases;
}

}  // namespace trine::storage
