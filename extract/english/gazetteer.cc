#include "extract/english/gazetteer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <fstream>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <vector>

#include "extract/english/names.h"
#include "schema/error.h"

namespace trine {
extern const std::string_view kCountriesText;
extern const std::string_view kPlacesText;
extern const std::string_view kWordsText;
extern const std::string_view kWordnetText;
extern const std::string_view kKindsText;
extern const std::string_view kSensesText;
}  // namespace trine

namespace trine::extract {
namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

template <class Visit>
void for_each_line(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const auto at = text.find('\n');
    const auto line = text.substr(0, at);
    if (!line.empty() && line[0] != '#') visit(line);
    if (at == std::string_view::npos) return;
    text.remove_prefix(at + 1);
  }
}

std::optional<EntityType> type_of_letter(char letter) {
  switch (letter) {
    case 'P':
      return EntityType::kPerson;
    case 'O':
      return EntityType::kOrganization;
    case 'C':
      return EntityType::kCountry;
    case 'T':
      return EntityType::kCity;
    case 'R':
      return EntityType::kRegion;
    case 'F':
      return EntityType::kFacility;
    case 'E':
      return EntityType::kEvent;
    case 'J':
      return EntityType::kLaw;
    case 'W':
      return EntityType::kWork;
    case 'D':
      return EntityType::kProduct;
    case 'S':
      return EntityType::kSubstance;
    case 'I':
      return EntityType::kTime;
    case 'Q':
      return EntityType::kQuantity;
    case 'A':
      return EntityType::kAbstract;
    default:
      return std::nullopt;
  }
}

constexpr std::array<std::pair<std::string_view, WordList>, 23> kLists = {{
    {"honorific.m", WordList::kHonorificMale},
    {"honorific.f", WordList::kHonorificFemale},
    {"honorific.n", WordList::kHonorific},
    {"title", WordList::kTitle},
    {"noun.m", WordList::kNounMale},
    {"noun.f", WordList::kNounFemale},
    {"kin", WordList::kKin},
    {"given.m", WordList::kGivenMale},
    {"given.f", WordList::kGivenFemale},
    {"org.suffix", WordList::kOrganizationSuffix},
    {"noun.state", WordList::kStateNoun},
    {"event.word", WordList::kEventWord},
    {"law.word", WordList::kLawWord},
    {"work.word", WordList::kWorkWord},
    {"group.place", WordList::kGroupPlace},
    {"group.person", WordList::kGroupPerson},
    {"group.org", WordList::kGroupOrganization},
    {"noun.vague", WordList::kVagueNoun},
    {"noun.corporate", WordList::kCorporateNoun},
    {"role.person", WordList::kRolePerson},
    {"noun.partitive", WordList::kPartitive},
    {"noun.also.person", WordList::kAlsoPerson},
    {"noun.also.body", WordList::kAlsoBody},
}};

std::string_view without_the(std::string_view name) {
  for (const std::string_view article : {"the ", "The "}) {
    if (name.starts_with(article)) return name.substr(article.size());
  }
  return name;
}

}  // namespace

namespace {

// Numbers in base 36 with blanks between, each one more, so that 0 is none.
template <std::size_t N>
std::array<std::uint32_t, N> read_senses(std::string_view text) {
  std::array<std::uint32_t, N> senses{};
  for (std::size_t k = 0; k < N && !text.empty(); ++k) {
    const auto word = text.substr(0, text.find(' '));
    std::uint32_t number = 0;
    for (const char c : word) {
      number = number * 36 + static_cast<std::uint32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    senses[k] = number + 1;
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  return senses;
}

// Sorted lines "key TAB value" of an embedded table: nothing but their places is kept, and where
// the keys with each pair of first letters begin.
class SortedLines {
 public:
  explicit SortedLines(std::string_view text) : text_(text) {
    starts_.reserve(text.size() / 20);
    std::size_t seen = 0;
    for (std::size_t at = 0; at < text.size();) {
      if (text[at] != '#') {
        for (const auto bucket = bucket_of(text.substr(at, 2)); seen <= bucket; ++seen) {
          firsts_[seen] = static_cast<std::uint32_t>(starts_.size());
        }
        starts_.push_back(static_cast<std::uint32_t>(at));
      }
      at = std::min(text.find('\n', at), text.size()) + 1;
    }
    for (; seen < firsts_.size(); ++seen) {
      firsts_[seen] = static_cast<std::uint32_t>(starts_.size());
    }
  }

  // Empty when absent.
  std::string_view value(std::string_view key) const {
    const auto bucket = bucket_of(key);
    const auto end = starts_.begin() + firsts_[bucket + 1];
    const auto found =
        std::lower_bound(starts_.begin() + firsts_[bucket], end, key,
                         [&](std::uint32_t start, std::string_view k) { return before(start, k); });
    if (found == end) return {};
    const auto line = text_.substr(*found);
    if (!line.starts_with(key) || line.size() == key.size() || line[key.size()] != '\t') return {};
    const auto rest = line.substr(key.size() + 1);
    return rest.substr(0, rest.find('\n'));
  }

 private:
  // Classes of bytes, in the order of bytes: letters and the mark of names, and what lies between.
  static constexpr std::size_t kClasses = 57;
  static std::size_t class_of(char c) {
    if (c < 0 || c > 'z') return 56;
    if (c >= 'a') return static_cast<std::size_t>(c - 'a') + 30;
    if (c > 'Z') return 29;
    if (c >= 'A') return static_cast<std::size_t>(c - 'A') + 3;
    return c < '=' ? 0 : c == '=' ? 1 : 2;
  }
  static std::size_t bucket_of(std::string_view key) {
    const auto first = key.empty() ? 0 : class_of(key[0]);
    const bool one_byte = first != 0 && first != 2 && first != 29 && first != 56;
    return first * kClasses + (one_byte && key.size() > 1 ? class_of(key[1]) : 0);
  }

  // Is the key of the line at `start` smaller than `key`? The tab after it is smaller than any
  // character of a key.
  bool before(std::uint32_t start, std::string_view key) const {
    const auto line = text_.substr(start, key.size() + 1);
    const auto order = line.substr(0, key.size()).compare(key);
    return order < 0;
  }

  std::string_view text_;
  std::vector<std::uint32_t> starts_;
  std::array<std::uint32_t, kClasses * kClasses + 1> firsts_{};
};

}  // namespace

class Gazetteer::Impl {
 public:
  explicit Impl(const std::filesystem::path& user_file) {
    names_.reserve(2048);
    words_.reserve(4096);
    read_countries();
    read_places();
    read_words();
    if (!user_file.empty()) read_user(user_file);
  }

  std::optional<Hit> find(std::string_view name) const {
    name = without_the(name);
    if (!user_.empty()) {
      const auto found = user_.find(fold_name(name));
      if (found != user_.end()) return Hit{found->second, Kind::kName, false};
    }
    return find_in(names_, name);
  }

  const Entry* country_of_capital(std::string_view name) const {
    const auto hit = find_in(capitals_, without_the(name));
    return hit ? hit->entry : nullptr;
  }

  std::optional<Hit> find_demonym(std::string_view word) const { return find_in(demonyms_, word); }

  std::optional<EntityType> known_name(std::string_view name) const {
    return in_wordnet("=" + without_accents(without_the(name)));
  }

  std::optional<EntityType> noun_type(std::string_view lemma) const {
    const auto found = noun_types_.find(lemma);
    if (found != noun_types_.end()) return found->second;
    return in_wordnet(lemma);
  }

  std::array<std::uint32_t, 4> noun_senses(std::string_view lemma) const {
    const auto text = senses_.value(lemma);
    return read_senses<4>(text.substr(0, text.find('\t')));
  }

  std::array<std::uint32_t, 6> noun_other_senses(std::string_view lemma) const {
    const auto text = senses_.value(lemma);
    const auto tab = text.find('\t');
    return read_senses<6>(tab == std::string_view::npos ? std::string_view{}
                                                        : text.substr(tab + 1));
  }

  std::optional<EntityType> noun_kind(std::string_view lemma) const {
    const auto kind = kinds_.value(lemma);
    if (kind.empty()) {
      const auto listed = noun_types_.find(lemma);
      if (listed == noun_types_.end() || listed->second == EntityType::kQuantity ||
          listed->second == EntityType::kLaw || listed->second == EntityType::kAbstract) {
        return std::nullopt;
      }
      return listed->second == EntityType::kWork ? EntityType::kProduct : base_type(listed->second);
    }
    switch (kind[0]) {
      case 'a':
        return kind == "abstract" ? EntityType::kAbstract : EntityType::kAnimal;
      case 'e':
        return EntityType::kEvent;
      case 'o':
        return kind == "object" ? EntityType::kProduct : EntityType::kOrganization;
      case 'p':
        return kind == "person"  ? EntityType::kPerson
               : kind == "place" ? EntityType::kPlace
                                 : EntityType::kPlant;
      case 's':
        return EntityType::kSubstance;
      case 't':
        return EntityType::kTime;
      default:
        return std::nullopt;
    }
  }

  std::optional<EntityType> convention(std::string_view words) const {
    const auto found = conventions_.find(words);
    if (found == conventions_.end()) return std::nullopt;
    return found->second;
  }

  std::optional<EntityType> name_noun(std::string_view word) const {
    const auto found = name_nouns_.find(word);
    if (found == name_nouns_.end()) return std::nullopt;
    return found->second;
  }

  std::optional<EntityType> place_word(std::string_view word) const {
    const auto found = place_words_.find(word);
    if (found == place_words_.end()) return std::nullopt;
    return found->second;
  }

  bool has(WordList list, std::string_view word) const {
    const auto found = words_.find(word);
    return found != words_.end() && (found->second >> static_cast<unsigned>(list) & 1U) != 0;
  }

  std::size_t longest_user_name() const { return longest_user_name_; }

 private:
  // Keys are views into the embedded text or into `pool_`.
  using Table = std::unordered_map<std::string_view, Hit>;

  static std::optional<Hit> find_in(const Table& table, std::string_view name) {
    auto found = table.find(name);
    if (found == table.end()) {
      std::string plain = without_accents(name);
      found = table.find(plain);
      if (found == table.end() && name.size() > 3 && all_upper(name)) {
        found = table.find(title_case(plain));
      }
    }
    if (found == table.end()) return std::nullopt;
    return found->second;
  }

  std::string_view keep(std::string text) { return pool_.emplace_back(std::move(text)); }

  void add_demonyms(const Entry* entry, std::string_view list) {
    for (auto word : split(list, ';')) {
      if (word.empty()) continue;
      const bool weak = word[0] == '!';
      if (weak) word.remove_prefix(1);
      const Hit hit{entry, Kind::kDemonym, weak};
      demonyms_.emplace(word, hit);
      // -ese, -ish, -ch and the like have no plural in s.
      // nor is the plural a people where it is a country: "Philippines"
      if (!names_.contains(std::string(word) + "s") && !word.ends_with("ese") &&
          !word.ends_with("sh") && !word.ends_with("ch") && !word.ends_with("s") &&
          !word.ends_with("men")) {
        demonyms_.emplace(keep(std::string(word) + "s"), hit);
      }
    }
  }

  void read_countries() {
    for_each_line(kCountriesText, [&](std::string_view line) {
      const auto columns = split(line, '\t');
      auto name = columns.at(1);
      const bool weak = name[0] == '!';
      if (weak) name.remove_prefix(1);
      const Entry* entry = &entries_.emplace_back(
          Entry{"iso:" + std::string(columns[0]), std::string(name), EntityType::kCountry, false});
      names_.emplace(name, Hit{entry, Kind::kName, weak});
      for (const auto alias : split(columns.at(2), ';')) {
        if (!alias.empty()) names_.emplace(without_the(alias), Hit{entry, Kind::kName, false});
      }
      add_demonyms(entry, columns.size() > 3 ? columns[3] : std::string_view{});
      if (columns.size() <= 4) return;
      for (const auto capital : split(columns[4], ';')) {
        if (!capital.empty()) {
          capitals_.emplace(without_the(capital), Hit{entry, Kind::kCapital, false});
        }
      }
    });
  }

  void read_places() {
    for_each_line(kPlacesText, [&](std::string_view line) {
      const auto columns = split(line, '\t');
      auto name = columns.at(1);
      const bool weak = name[0] == '!';
      if (weak) name.remove_prefix(1);
      const Entry* entry = &entries_.emplace_back(
          Entry{{}, std::string(name), type_of_letter(columns[0][0]).value(), false});
      names_.emplace(name, Hit{entry, Kind::kName, weak});
      for (const auto alias : split(columns.size() > 2 ? columns[2] : std::string_view{}, ';')) {
        if (!alias.empty()) names_.emplace(without_the(alias), Hit{entry, Kind::kName, false});
      }
      add_demonyms(entry, columns.size() > 3 ? columns[3] : std::string_view{});
    });
  }

  void read_words() {
    for_each_line(kWordsText, [&](std::string_view line) {
      const auto tab = line.find('\t');
      const auto list = line.substr(0, tab);
      const auto items = split(line.substr(tab + 1), ';');
      if (list.starts_with("ours.") || list.starts_with("name.")) {
        auto& table = list.starts_with("ours.") ? conventions_ : name_nouns_;
        const auto type = type_of_letter(list.back());
        for (const auto item : items) table.emplace(item, type.value());
        return;
      }
      if (list == "noun.type" || list == "place.word") {
        auto& table = list == "noun.type" ? noun_types_ : place_words_;
        for (const auto item : items) {
          const auto equals = item.find('=');
          const auto type = equals == std::string_view::npos
                                ? std::optional<EntityType>(EntityType::kRegion)
                                : type_of_letter(item[equals + 1]);
          if (type) table.emplace(item.substr(0, equals), *type);
        }
        return;
      }
      const auto found = std::find_if(kLists.begin(), kLists.end(),
                                      [&](const auto& pair) { return pair.first == list; });
      if (found == kLists.end()) return;
      for (const auto item : items) words_[item] |= 1U << static_cast<unsigned>(found->second);
    });
  }

  void read_user(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in || std::filesystem::is_directory(file)) {
      throw Error{ErrorKind::kIo, fmt::format("can't read the gazetteer {}", file.string())};
    }
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      const auto wrong = [&](std::string_view what) {
        throw Error{ErrorKind::kUsage, fmt::format("{}:{}: {}", file.string(), number, what)};
      };
      const auto record = nlohmann::json::parse(line, nullptr, false);
      if (!record.is_object()) wrong("not a JSON object");
      const auto text_of = [&](const char* field) {
        const auto at = record.find(field);
        if (at == record.end() || at->is_null()) return std::string();
        if (!at->is_string()) wrong(fmt::format("\"{}\" is not a string", field));
        return at->template get<std::string>();
      };
      Entry entry{text_of("id"), text_of("name"), EntityType::kAbstract, true};
      if (entry.name.empty()) wrong("\"name\" is missing or empty");
      if (entry.id.empty()) wrong("\"id\" is missing or empty");
      const auto type = text_of("type");
      const auto parsed = parse_entity_type(type);
      if (!parsed) wrong(fmt::format("unknown \"type\": {}", type.empty() ? "(none)" : type));
      entry.type = *parsed;
      std::vector<std::string> names{entry.name};
      if (const auto aliases = record.find("aliases"); aliases != record.end()) {
        if (!aliases->is_array()) wrong("\"aliases\" is not a list");
        for (const auto& alias : *aliases) {
          if (!alias.is_string()) wrong("an alias is not a string");
          names.push_back(alias.get<std::string>());
        }
      }
      const Entry* kept = &entries_.emplace_back(std::move(entry));
      for (const auto& name : names) {
        auto key = fold_name(without_the(name));
        longest_user_name_ = std::max(longest_user_name_, name_words(key).size());
        if (!key.empty()) user_.emplace(std::move(key), kept);
      }
    }
  }

  std::optional<EntityType> in_wordnet(std::string_view key) const {
    const auto value = wordnet_.value(key);
    return value.empty() ? std::nullopt : type_of_letter(value[0]);
  }

  SortedLines wordnet_{kWordnetText};
  SortedLines kinds_{kKindsText};
  SortedLines senses_{kSensesText};
  std::deque<Entry> entries_;  // stable addresses
  std::deque<std::string> pool_;
  Table names_;
  Table capitals_;
  Table demonyms_;
  std::unordered_map<std::string, const Entry*> user_;
  std::unordered_map<std::string_view, std::uint32_t> words_;
  std::unordered_map<std::string_view, EntityType> noun_types_;
  std::unordered_map<std::string_view, EntityType> conventions_;
  std::unordered_map<std::string_view, EntityType> name_nouns_;
  std::unordered_map<std::string_view, EntityType> place_words_;
  std::size_t longest_user_name_ = 0;
};

Gazetteer::Gazetteer(const std::filesystem::path& user_file)
    : impl_(std::make_unique<Impl>(user_file)) {}
Gazetteer::Gazetteer(Gazetteer&&) noexcept = default;
Gazetteer& Gazetteer::operator=(Gazetteer&&) noexcept = default;
Gazetteer::~Gazetteer() = default;

std::optional<Gazetteer::Hit> Gazetteer::find(std::string_view name) const {
  return impl_->find(name);
}
const Gazetteer::Entry* Gazetteer::country_of_capital(std::string_view name) const {
  return impl_->country_of_capital(name);
}
std::optional<Gazetteer::Hit> Gazetteer::find_demonym(std::string_view word) const {
  return impl_->find_demonym(word);
}
std::optional<EntityType> Gazetteer::known_name(std::string_view name) const {
  return impl_->known_name(name);
}
std::optional<EntityType> Gazetteer::noun_type(std::string_view lemma) const {
  return impl_->noun_type(lemma);
}
std::optional<EntityType> Gazetteer::noun_kind(std::string_view lemma) const {
  return impl_->noun_kind(lemma);
}
std::optional<EntityType> Gazetteer::convention(std::string_view words) const {
  return impl_->convention(words);
}
std::optional<EntityType> Gazetteer::name_noun(std::string_view lower_word) const {
  return impl_->name_noun(lower_word);
}
std::array<std::uint32_t, 4> Gazetteer::noun_senses(std::string_view lemma) const {
  return impl_->noun_senses(lemma);
}
std::array<std::uint32_t, 6> Gazetteer::noun_other_senses(std::string_view lemma) const {
  return impl_->noun_other_senses(lemma);
}
std::optional<EntityType> Gazetteer::place_word(std::string_view lower_word) const {
  return impl_->place_word(lower_word);
}
bool Gazetteer::has(WordList list, std::string_view word) const { return impl_->has(list, word); }
std::size_t Gazetteer::longest_user_name() const { return impl_->longest_user_name(); }

}  // namespace trine::extract
