#include "extract/coreference/name_matching.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "extract/english/lexicon.h"
#include "extract/english/names.h"

namespace trine::extract {
namespace {

enum class Group : std::uint8_t { kPerson, kPlace, kOrganization, kOther };

Group group_of(EntityType type) {
  if (is_place(type)) return Group::kPlace;
  if (type == EntityType::kPerson) return Group::kPerson;
  if (type == EntityType::kOrganization) return Group::kOrganization;
  return Group::kOther;
}

// A distinct name of one group of types.
struct Name {
  std::string folded;
  std::vector<std::string> words;
  Group group = Group::kOther;
  EntityType type = EntityType::kAbstract;
  Gender gender = Gender::kUnknown;
  bool plural = false;
  bool acronym = false;
  bool doubtful = false;            // one word that is known from nowhere but the tagger
  std::int32_t first = 0;           // its first mention
  std::vector<std::uint32_t> uses;  // positions in the list of uses
};

// Are `few` words of `many`, in order?
bool in_order(const std::vector<std::string>& few, const std::vector<std::string>& many) {
  std::size_t at = 0;
  for (const auto& word : many) {
    if (at < few.size() && few[at] == word) ++at;
  }
  return at == few.size();
}

// So many mentions before a name is about the same sentence.
constexpr std::int32_t kJustBefore = 8;

class Matcher {
 public:
  Matcher(std::span<const NameUse> uses, const Gazetteer& gazetteer)
      : uses_(uses), gazetteer_(gazetteer) {}

  std::vector<std::pair<std::int32_t, std::int32_t>> run() {
    collect();
    same_spelling();
    same_entry();
    halves();
    short_forms();
    acronyms();
    return std::move(pairs_);
  }

 private:
  void collect() {
    std::unordered_map<std::string, std::uint32_t> known;
    for (std::uint32_t u = 0; u < uses_.size(); ++u) {
      const auto& use = uses_[u];
      std::string folded = fold_name(use.name);
      if (folded.starts_with("the ")) folded.erase(0, 4);
      if (folded.ends_with("'s")) folded.resize(folded.size() - 2);
      if (folded.empty()) continue;
      auto group = group_of(use.type);
      // Nationalities: the adjective goes with its country, the people are apart.
      std::string key = folded;
      key += '\t';
      key += static_cast<char>('0' + static_cast<int>(group));
      if (use.demonym && use.type == EntityType::kPerson) key += 'd';
      const auto [at, fresh] = known.emplace(key, static_cast<std::uint32_t>(names_.size()));
      if (fresh) {
        auto& name = names_.emplace_back();
        name.folded = folded;
        for (const auto word : name_words(name.folded)) name.words.emplace_back(word);
        name.group = group;
        name.type = use.type;
        name.first = use.mention;
        name.plural = use.plural;
        name.acronym = name.words.size() == 1 && all_upper(use.name) && use.name.size() <= 9;
        if (use.demonym && use.type == EntityType::kPerson) name.words.clear();
      }
      auto& name = names_[at->second];
      if (fresh) {
        name.doubtful = name.words.size() == 1 && group != Group::kOther && !use.demonym &&
                        !is_given_name(name.words[0]) && !gazetteer_.find(use.name) &&
                        gazetteer_.country_of_capital(use.name) == nullptr &&
                        !gazetteer_.known_name(use.name) && !generic(name.words[0]);
      }
      name.uses.push_back(u);
      if (name.gender == Gender::kUnknown && use.gender != Gender::kNeuter)
        name.gender = use.gender;
      if (name.uses.size() > 1) pairs_.emplace_back(name.first, use.mention);
    }
  }

  void join(const Name& a, const Name& b) { pairs_.emplace_back(a.first, b.first); }

  // One spelling under several types: the tagger wavers. A word is kept apart as a person and as a
  // place only where both are known to be: a full name ends or begins with it, and so is a place
  // called.
  void same_spelling() {
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_spelling;
    std::unordered_set<std::string_view> borne;  // words at the ends of persons' full names
    for (std::uint32_t n = 0; n < names_.size(); ++n) {
      const auto& words = names_[n].words;
      if (words.empty()) continue;
      by_spelling[names_[n].folded].push_back(n);
      if (names_[n].group == Group::kPerson && words.size() > 1) {
        borne.insert(words.front());
        borne.insert(words.back());
      }
    }
    for (std::uint32_t n = 0; n < names_.size(); ++n) {
      if (names_[n].words.empty()) continue;
      const auto& list = by_spelling[names_[n].folded];
      if (list.size() < 2 || list[0] == n) continue;
      const auto& first = names_[list[0]];
      const auto& other = names_[n];
      const bool apart = (first.group == Group::kPerson && other.group == Group::kPlace) ||
                         (first.group == Group::kPlace && other.group == Group::kPerson);
      const auto& name = uses_[first.uses[0]].name;
      const auto hit = gazetteer_.find(name);
      const bool place =
          hit || gazetteer_.known_name(name) || gazetteer_.country_of_capital(name) != nullptr;
      if (!apart || first.words.size() > 1 || (hit && !hit->weak) || !place ||
          !borne.contains(first.words[0])) {
        join(first, other);
      }
    }
  }

  void same_entry() {
    std::unordered_map<const Gazetteer::Entry*, std::uint32_t> first;
    for (std::uint32_t n = 0; n < names_.size(); ++n) {
      auto& name = names_[n];
      if (name.group == Group::kPerson && !(name.words.empty())) {
        // a user's gazetteer knows people too
        const auto hit = gazetteer_.find(uses_[name.uses[0]].name);
        if (!hit || !hit->entry->user) continue;
      }
      const auto& use = uses_[name.uses[0]];
      std::optional<Gazetteer::Hit> hit;
      if (use.demonym) {
        if (use.type == EntityType::kPerson) continue;
        hit = gazetteer_.find_demonym(use.name);
      } else {
        hit = gazetteer_.find(use.name);
        if (hit && !hit->entry->user && group_of(hit->entry->type) != name.group &&
            !(group_of(hit->entry->type) == Group::kPlace && name.group == Group::kOrganization)) {
          hit.reset();
        }
      }
      if (!hit) continue;
      const auto [at, fresh] = first.emplace(hit->entry, n);
      if (!fresh) join(names_[at->second], name);
    }
  }

  bool generic(const std::string& word) const {
    return is_legal_form(word) || gazetteer_.has(WordList::kOrganizationSuffix, word) ||
           gazetteer_.place_word(word).has_value() || gazetteer_.has(WordList::kEventWord, word) ||
           gazetteer_.has(WordList::kLawWord, word) || gazetteer_.has(WordList::kTitle, word) ||
           word == "of" || word == "the" || word == "and" || word == "&" ||
           has(word, Property::kStorm);
  }

  bool is_known(const std::string& name) const {
    return gazetteer_.find(name) || gazetteer_.known_name(name) ||
           gazetteer_.country_of_capital(name) != nullptr;
  }

  bool is_country(const std::string& name) const {
    auto hit = gazetteer_.find(name);
    if (!hit && name.size() <= 5) {
      std::string upper = name;
      for (auto& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      hit = gazetteer_.find(upper);
    }
    return hit && hit->entry->type == EntityType::kCountry;
  }

  bool is_given_name(const std::string& word) const {
    return gazetteer_.has(WordList::kGivenMale, word) ||
           gazetteer_.has(WordList::kGivenFemale, word);
  }

  static bool is_number(const std::string& word) {
    return !word.empty() && word.find_first_not_of("0123456789.") == std::string::npos;
  }

  // "Colburn School" and "Colburn School Orchestra", "Link River" and "Link River Dam": a noun that
  // says what a thing is, after a name that has one already, makes it another thing.
  bool other_kind(const Name& shorter, const Name& longer) const {
    if (!std::equal(shorter.words.begin(), shorter.words.end(), longer.words.begin())) return false;
    const auto& kind = longer.words.back();
    if (!generic(kind) || is_legal_form(kind)) return false;
    // a country and its senate too, the United Nations and their General Assembly
    const auto& written = uses_[shorter.uses[0]].name;
    const bool body =
        shorter.words.size() > 1 && (gazetteer_.find(written) || gazetteer_.known_name(written));
    // "League" of "League of Nations"
    const auto of = std::find(shorter.words.begin() + 1, shorter.words.end(), "of");
    return body || generic(*(of - 1)) || is_country(title_case(shorter.folded)) ||
           gazetteer_.find_demonym(title_case(shorter.folded));
  }

  // "League of Nations" and "Covenant of the League of Nations", "General Assembly of the United
  // Nations"; but the city of Oslo is Oslo.
  static bool body_of(const Name& shorter, const Name& longer) {
    if (longer.group == Group::kPlace || longer.group == Group::kPerson ||
        !std::equal(shorter.words.rbegin(), shorter.words.rend(), longer.words.rbegin())) {
      return false;
    }
    const auto& before = longer.words[longer.words.size() - shorter.words.size() - 1];
    return before == "of" || before == "the";
  }

  static bool is_legal_form(const std::string& word) {
    static constexpr std::array<std::string_view, 14> kForms = {
        "inc",     "incorporated", "corp", "corporation", "co", "company", "ltd",
        "limited", "llc",          "plc",  "gmbh",        "ag", "sa",      "holdings"};
    return std::find(kForms.begin(), kForms.end(), word) != kForms.end();
  }

  // "the Truman Administration": Truman is who it is called after.
  static bool called_after_persons(const std::string& kind) {
    static constexpr std::array<std::string_view, 14> kKinds = {
        "administration", "cabinet", "center",     "centre",     "commission",
        "committee",      "court",   "foundation", "government", "institute",
        "library",        "museum",  "school",     "university"};
    return std::find(kKinds.begin(), kKinds.end(), kind) != kKinds.end();
  }

  // What companies do: "Varn Shipping" is a company, "Varn University" stands in Varn.
  static bool is_trade(const std::string& kind) {
    static constexpr std::array<std::string_view, 28> kTrades = {
        "airlines",    "airways",  "brewing",      "capital",     "chemicals", "electric",
        "electronics", "energy",   "foods",        "industries",  "insurance", "logistics",
        "media",       "mining",   "motors",       "oil",         "partners",  "petroleum",
        "pharma",      "pictures", "records",      "shipping",    "software",  "steel",
        "systems",     "telecom",  "technologies", "therapeutics"};
    return is_legal_form(kind) || std::find(kTrades.begin(), kTrades.end(), kind) != kTrades.end();
  }

  bool is_listed(const Name& name) const {
    const auto& written = uses_[name.uses[0]].name;
    return gazetteer_.find(written) || gazetteer_.country_of_capital(written) != nullptr;
  }

  // Is `shorter` a short form of `longer`?
  bool short_for(const Name& shorter, const Name& longer) const {
    if (shorter.words.size() >= longer.words.size() || shorter.words.empty()) return false;
    // what the tagger alone takes for a person may be a body or a thing, and the other way round
    const bool misread =
        shorter.doubtful &&
        (shorter.group == Group::kPerson || longer.group == Group::kPerson ||
         shorter.words.back() == longer.words.back()) &&
        !(shorter.group == Group::kPerson && called_after_persons(longer.words.back()));
    // and a town that a company is called alike is not spoken of, unless everybody knows it
    const bool company = shorter.group == Group::kPlace && longer.group == Group::kOrganization &&
                         shorter.words.size() == 1 && shorter.words[0] == longer.words[0] &&
                         is_trade(longer.words.back()) && !is_listed(shorter);
    if (shorter.group != longer.group && shorter.group != Group::kOther && !misread && !company) {
      return false;
    }
    if (!in_order(shorter.words, longer.words)) return false;
    if (longer.group == Group::kPerson) {
      if (shorter.gender != Gender::kUnknown && longer.gender != Gender::kUnknown &&
          shorter.gender != longer.gender) {
        return false;
      }
      // "Kim" of "Kim Jong-un", "Biden" of "Joe Biden", "Joe": a word at either end
      return shorter.words.back() == longer.words.back() ||
             shorter.words.front() == longer.words.front();
    }
    // What is left out of other names must say little by itself.
    std::size_t telling = 0;
    bool contiguous = false;
    for (std::size_t at = 0; at + shorter.words.size() <= longer.words.size(); ++at) {
      if (std::equal(shorter.words.begin(), shorter.words.end(),
                     longer.words.begin() + static_cast<std::ptrdiff_t>(at))) {
        contiguous = true;
        for (std::size_t k = 0; k < longer.words.size(); ++k) {
          const bool left_out = k < at || k >= at + shorter.words.size();
          if (left_out && !generic(longer.words[k])) ++telling;
        }
        break;
      }
    }
    if (!contiguous || other_kind(shorter, longer) || body_of(shorter, longer)) return false;
    const bool last_word = shorter.words.size() == 1 && shorter.words[0] == longer.words.back();
    // "the Commission", with a capital, after "the Harbor Commission"
    if (last_word && generic(shorter.words[0]) && shorter.group == longer.group) return true;
    // "the Chiefs" of "the Kansas City Chiefs"
    if (last_word && longer.group == Group::kOrganization && shorter.words[0].size() > 3) {
      std::string rest;
      for (std::size_t k = 0; k + 1 < longer.words.size(); ++k) {
        rest += (rest.empty() ? "" : " ") + longer.words[k];
      }
      rest = title_case(rest);
      if (gazetteer_.known_name(rest) || gazetteer_.country_of_capital(rest) != nullptr)
        return true;
    }
    // "Chrome" of "Google Chrome": things go by their name without their maker's
    if ((longer.group == Group::kOther ||
         (shorter.doubtful && (shorter.group != Group::kPlace || longer.group != Group::kPlace))) &&
        shorter.words.size() + 1 == longer.words.size() &&
        shorter.words.back() == longer.words.back() && !generic(shorter.words.back()) &&
        !is_number(shorter.words.back()) && longer.type != EntityType::kTime) {
      return true;
    }
    if (telling > 0) {
      if (shorter.words.size() < 2) return false;
      // "the Security Council" of "the U.N. Security Council"
      const bool tail =
          std::equal(shorter.words.rbegin(), shorter.words.rend(), longer.words.rbegin());
      if (tail && shorter.group == Group::kOrganization) return true;
      // "Heathrow Airport" of "London Heathrow Airport"
      if (tail && longer.words.size() == shorter.words.size() + 1 &&
          is_known(title_case(longer.words.front()))) {
        return true;
      }
      // "the House of Keys" of "the House of Keys of Man", "Harbor Electric" of "Harbor Electric
      // and Engineering Corporation"
      const bool head =
          std::equal(shorter.words.begin(), shorter.words.end(), longer.words.begin());
      const auto& next = longer.words[shorter.words.size()];
      return head && shorter.group == Group::kOrganization &&
             (next == "of" || next == "in" ||
              ((next == "and" || next == "&") && is_legal_form(longer.words.back())));
    }
    // a short form that is itself only generic says nothing ("University")
    return std::any_of(shorter.words.begin(), shorter.words.end(),
                       [&](const std::string& word) { return !generic(word); }) &&
           !(shorter.group == Group::kPlace && shorter.words.size() == 1 &&
             longer.words.size() > 2);
  }

  void short_forms() {
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_word;
    for (std::uint32_t n = 0; n < names_.size(); ++n) {
      if (names_[n].words.size() < 2) continue;
      std::vector<std::string_view> seen;
      for (const auto& word : names_[n].words) {
        if (std::find(seen.begin(), seen.end(), word) != seen.end()) continue;
        seen.push_back(word);
        by_word[word].push_back(n);
      }
    }
    for (std::uint32_t n = 0; n < names_.size(); ++n) {
      const auto& shorter = names_[n];
      if (shorter.words.empty()) continue;
      const auto found = by_word.find(shorter.group == Group::kPerson ? shorter.words.back()
                                                                      : shorter.words.front());
      if (found == by_word.end()) continue;
      std::vector<std::uint32_t> fits;
      for (const auto longer : found->second) {
        if (fits.size() >= 16) break;  // a word that is in so many names tells nothing
        if (longer != n && short_for(shorter, names_[longer])) fits.push_back(longer);
      }
      if (fits.empty()) continue;
      if (fits.size() == 1 || all_one(fits)) {
        join(names_[fits[0]], shorter);
        continue;
      }
      // Several bear the name: each use goes to the one named just before it, else to whom the name
      // went at first: relatives who come in later are called by more than that.
      std::optional<std::uint32_t> owner;
      for (const auto u : shorter.uses) {
        std::uint32_t best = fits[0];
        std::int32_t nearest = -1;
        for (const auto longer : fits) {
          for (const auto v : names_[longer].uses) {
            if (uses_[v].mention < uses_[u].mention && uses_[v].mention > nearest) {
              nearest = uses_[v].mention;
              best = longer;
            }
          }
        }
        if (owner && uses_[u].mention > nearest + kJustBefore) best = *owner;
        if (!owner && nearest >= 0) owner = best;
        apart_.push_back({uses_[u].mention, names_[best].first});
      }
      split_.push_back(n);
    }
    if (split_.empty()) return;
    // Uses of such a name are not joined to each other by their spelling.
    std::unordered_map<std::int32_t, bool> split_first;
    for (const auto n : split_) {
      for (const auto u : names_[n].uses) split_first[uses_[u].mention] = true;
    }
    std::erase_if(pairs_, [&](const auto& pair) {
      return split_first.contains(pair.first) || split_first.contains(pair.second);
    });
    pairs_.insert(pairs_.end(), apart_.begin(), apart_.end());
  }

  // The longer names are forms of one name: each the next one's short form.
  bool all_one(const std::vector<std::uint32_t>& fits) const {
    const auto longest = *std::max_element(fits.begin(), fits.end(), [&](auto a, auto b) {
      return names_[a].words.size() < names_[b].words.size();
    });
    return std::all_of(fits.begin(), fits.end(), [&](auto n) {
      return n == longest || short_for(names_[n], names_[longest]) ||
             names_[n].folded == names_[longest].folded;
    });
  }

  // "the North" where the document speaks of North Korea and of no other North.
  void halves() {
    for (const std::string_view half : {"north", "south", "east", "west"}) {
      std::int32_t whole = -1;
      for (const auto& name : names_) {
        if (name.group == Group::kPerson || name.words.size() < 2 || name.words[0] != half)
          continue;
        const auto hit = gazetteer_.find(uses_[name.uses[0]].name);
        if (!hit || hit->entry->type != EntityType::kCountry) continue;
        if (whole < 0) whole = name.first;
      }
      if (whole < 0) continue;
      for (const auto& name : names_) {
        if (name.words.size() == 1 && name.words[0] == half && name.group != Group::kPerson) {
          pairs_.emplace_back(whole, name.first);
        }
      }
    }
  }

  void acronyms() {
    // Long names by their first letter; the full test is short.
    std::map<char, std::vector<std::uint32_t>> by_letter;
    for (std::uint32_t n = 0; n < names_.size(); ++n) {
      if (names_[n].words.size() >= 2 && names_[n].group != Group::kPerson) {
        by_letter[names_[n].folded[0]].push_back(n);
      }
    }
    for (const auto& name : names_) {
      if (!name.acronym || name.folded.size() < 2) continue;
      // "IE6" of "Internet Explorer 6": the number must be the same
      const auto digits = name.folded.find_first_of("0123456789");
      const auto letters = name.folded.substr(0, digits);
      const auto number = digits == std::string::npos ? std::string() : name.folded.substr(digits);
      for (const auto longer : by_letter[name.folded[0]]) {
        const auto& words = names_[longer].words;
        // "U.S." is in "the U.S. Senate"; it is not short for it
        if (std::find(words.begin(), words.end(), name.words[0]) != words.end()) continue;
        const bool numbered = is_number(words.back());
        if (numbered ? words.back() != number : !number.empty()) continue;
        auto full = names_[longer].folded;
        if (numbered) full.resize(full.size() - number.size());
        if (is_acronym_of(letters, full)) {
          join(names_[longer], name);
          break;
        }
      }
    }
  }

  std::span<const NameUse> uses_;
  const Gazetteer& gazetteer_;
  std::vector<Name> names_;
  std::vector<std::pair<std::int32_t, std::int32_t>> pairs_;
  std::vector<std::pair<std::int32_t, std::int32_t>> apart_;
  std::vector<std::uint32_t> split_;
};

}  // namespace

std::vector<std::pair<std::int32_t, std::int32_t>> match_names(std::span<const NameUse> uses,
                                                               const Gazetteer& gazetteer) {
  return Matcher(uses, gazetteer).run();
}

}  // namespace trine::extract
