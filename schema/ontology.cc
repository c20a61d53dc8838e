#include "schema/ontology.h"

#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <unordered_map>
#include <utility>

#include "schema/error.h"
#include "schema/ids.h"

namespace trine {

// Embedded at build time: ontology.toml and wordnet_verbs.txt.
extern const std::string_view kOntologyText;
extern const std::string_view kWordnetVerbsText;

namespace {

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};
// Looked up only; never walked, so that its order can't reach any output.
template <class Value>
using Lookup = std::unordered_map<std::string, Value, StringHash, std::equal_to<>>;

}  // namespace

class Ontology::Impl {
 public:
  std::vector<RelationClass> classes;
  Lookup<RelationEntry> phrases;
  Lookup<RelationEntry> nouns;
  Lookup<std::map<std::optional<EntityType>, std::string>> by_object;  // phrase -> type -> class
  Lookup<std::string> backoff;
  std::uint64_t hash = 0;
  bool user = false;  // what is read now was written by the user

  // `source` names the text in messages; a bad entry throws Error{kind}.
  void read(std::string_view text, const std::string& source, ErrorKind kind) {
    toml::table table;
    try {
      table = toml::parse(text, source);
    } catch (const toml::parse_error& problem) {
      throw Error(kind, at(source, problem.source()) + ": " + std::string(problem.description()));
    }
    for (auto&& [key, value] : table) {
      if (key.str() != "classes") {
        throw Error(kind, at(source, value.source()) + ": unknown table '" +
                              std::string(key.str()) + "', want [classes.NAME]");
      }
    }
    const toml::table* entries = table["classes"].as_table();
    if (entries == nullptr) throw Error(kind, source + ": no [classes.NAME] in it");
    for (auto&& [name, value] : *entries) {
      const toml::table* fields = value.as_table();
      if (fields == nullptr) {
        throw Error(kind, at(source, value.source()) + ": classes." + std::string(name.str()) +
                              " is not a table");
      }
      read_class(std::string(name.str()), *fields, source, kind);
    }
    std::ranges::sort(classes, {}, &RelationClass::name);
  }

  void read_backoff(std::string_view text) {
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
      if (line.empty() || line.front() == '#') continue;
      std::istringstream words(line);
      std::string relation_class;
      words >> relation_class;
      for (std::string verb; words >> verb;) backoff.emplace(verb, relation_class);
    }
  }

 private:
  static std::string at(const std::string& source, const toml::source_region& region) {
    return source + ":" + std::to_string(region.begin.line);
  }

  RelationClass& class_named(const std::string& name) {
    const auto found = std::ranges::find(classes, name, &RelationClass::name);
    if (found != classes.end()) return *found;
    classes.push_back({});
    classes.back().name = name;
    return classes.back();
  }

  void read_class(const std::string& name, const toml::table& fields, const std::string& source,
                  ErrorKind kind) {
    RelationClass& entry = class_named(name);
    const auto text = [&](const char* field, std::string& into) {
      if (const auto value = fields[field].value<std::string>()) into = *value;
    };
    text("definition", entry.definition);
    text("inverse", entry.inverse);
    text("schema_org", entry.schema_org);
    text("wikidata", entry.wikidata);
    if (const auto value = fields["symmetric"].value<bool>()) entry.symmetric = *value;
    read_types(fields, "subject", entry.subject_types, source, kind);
    read_types(fields, "object", entry.object_types, source, kind);
    const auto phrases_of = [&](const char* field, auto add) {
      for (const std::string& phrase : strings(fields, field, source, kind)) add(phrase);
    };
    const auto add_phrase = [&](const std::string& phrase) {
      phrases.insert_or_assign(phrase, RelationEntry{phrase, name, false, {}});
      if (user) by_object.erase(phrase);  // what a user says of a phrase goes for every object
    };
    phrases_of("verbs", add_phrase);
    phrases_of("phrases", add_phrase);
    phrases_of("nouns", [&](const std::string& noun) {
      constexpr std::string_view kStates = " = ";
      const std::size_t split = noun.find(kStates);
      const std::string bare = noun.substr(0, split);
      std::string relation =
          split == std::string::npos ? "have " + bare : noun.substr(split + kStates.size());
      nouns.insert_or_assign(bare, RelationEntry{bare, name, false, std::move(relation)});
    });
    phrases_of("mutual", [&](const std::string& phrase) {
      phrases.insert_or_assign(phrase, RelationEntry{phrase, name, true, {}});
    });
    phrases_of("by_object", [&](const std::string& rule) {
      const std::size_t colon = rule.find(": ");
      if (colon == std::string::npos) {
        throw Error(kind, source + ": want \"PHRASE: TYPES\", not '" + rule + "'");
      }
      std::istringstream types(rule.substr(colon + 2));
      for (std::string type; types >> type;) {
        by_object[rule.substr(0, colon)].insert_or_assign(object_type(type, source, kind), name);
      }
    });
    static constexpr std::string_view kFields[] = {
        "by_object", "definition", "inverse", "mutual",    "nouns", "object",
        "phrases",   "schema_org", "subject", "symmetric", "verbs", "wikidata"};
    for (auto&& [key, value] : fields) {
      if (std::ranges::find(kFields, key.str()) == std::end(kFields)) {
        throw Error(kind, at(source, value.source()) + ": unknown field '" +
                              std::string(key.str()) + "' of class " + name);
      }
    }
  }

  static std::vector<std::string> strings(const toml::table& fields, const char* field,
                                          const std::string& source, ErrorKind kind) {
    std::vector<std::string> list;
    const toml::node* node = fields.get(field);
    if (node == nullptr) return list;
    const toml::array* array = node->as_array();
    if (array == nullptr) {
      throw Error(kind, at(source, node->source()) + ": '" + field + "' is not a list");
    }
    for (const toml::node& element : *array) {
      const auto value = element.value<std::string>();
      if (!value || value->empty()) {
        throw Error(kind, at(source, element.source()) + ": '" + field + "' holds a non-string");
      }
      list.push_back(*value);
    }
    return list;
  }

  static std::optional<EntityType> object_type(const std::string& name, const std::string& source,
                                               ErrorKind kind) {
    if (name == "nothing") return std::nullopt;
    const auto type = parse_entity_type(name);
    if (!type) throw Error(kind, source + ": unknown entity type '" + name + "'");
    return type;
  }

  static void read_types(const toml::table& fields, const char* field,
                         std::vector<EntityType>& types, const std::string& source,
                         ErrorKind kind) {
    const toml::node* node = fields.get(field);
    if (node == nullptr) return;
    types.clear();
    for (const std::string& name : strings(fields, field, source, kind)) {
      const auto type = parse_entity_type(name);
      if (!type) {
        throw Error(kind, at(source, node->source()) + ": unknown entity type '" + name + "'");
      }
      types.push_back(*type);
    }
  }
};

Ontology Ontology::builtin() {
  auto impl = std::make_unique<Impl>();
  impl->read(kOntologyText, "ontology.toml", ErrorKind::kInternal);
  impl->read_backoff(kWordnetVerbsText);
  impl->hash = content_hash(kOntologyText, content_hash(kWordnetVerbsText, 0));
  return Ontology(std::move(impl));
}

Ontology Ontology::with_user_file(const std::filesystem::path& file) {
  Ontology ontology = builtin();
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error(ErrorKind::kInput, "can't read the ontology " + file.string());
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  ontology.impl_->user = true;
  ontology.impl_->read(text, file.string(), ErrorKind::kInput);
  ontology.impl_->hash = content_hash(text, ontology.impl_->hash);
  return ontology;
}

Ontology::Ontology(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Ontology::Ontology(Ontology&&) noexcept = default;
Ontology& Ontology::operator=(Ontology&&) noexcept = default;
Ontology::~Ontology() = default;

const std::vector<RelationClass>& Ontology::classes() const { return impl_->classes; }

const RelationClass* Ontology::find_class(std::string_view name) const {
  const auto found = std::ranges::lower_bound(impl_->classes, name, {}, &RelationClass::name);
  return found != impl_->classes.end() && found->name == name ? &*found : nullptr;
}

const RelationEntry* Ontology::find_phrase(std::string_view phrase) const {
  const auto found = impl_->phrases.find(phrase);
  return found == impl_->phrases.end() ? nullptr : &found->second;
}

std::string_view Ontology::class_by_object(std::string_view phrase,
                                           std::optional<EntityType> object_type) const {
  const auto entry = impl_->by_object.find(phrase);
  if (entry == impl_->by_object.end()) return {};
  const auto found = entry->second.find(object_type);
  return found == entry->second.end() ? std::string_view{} : std::string_view{found->second};
}

const RelationEntry* Ontology::find_noun(std::string_view noun) const {
  const auto found = impl_->nouns.find(noun);
  return found == impl_->nouns.end() ? nullptr : &found->second;
}

std::string_view Ontology::backoff_class(std::string_view verb) const {
  const auto found = impl_->backoff.find(verb);
  return found == impl_->backoff.end() ? std::string_view{} : std::string_view{found->second};
}

std::size_t Ontology::entry_count() const { return impl_->phrases.size() + impl_->nouns.size(); }

std::uint64_t Ontology::hash() const { return impl_->hash; }

}  // namespace trine
