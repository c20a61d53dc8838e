#include "extract/mentions/document_names.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "extract/english/gazetteer.h"
#include "extract/english/names.h"
#include "extract/mentions/mention_types.h"

namespace trine::extract {
namespace {

// In quarters of a nat (see ClassScores).
constexpr int kLeftOutNarrowly = 8;
constexpr int kByAHair = 3;
constexpr int kByMoreThanAHair = 12;
constexpr int kOneUseWeighs = 60;    // at most, so that no single use decides for all
constexpr int kYieldsToOthers = 40;  // a use surer than this keeps its type
constexpr int kYieldsToList = 16;
constexpr int kMayBePartOfPerson = 24;
constexpr int kMayBeThing = 40;

class Names {
 public:
  Names(std::span<const NameMention> uses, const Gazetteer& gazetteer,
        std::span<ParsedMention> mentions)
      : uses_(uses), gazetteer_(gazetteer), mentions_(mentions) {
    folded_.reserve(uses.size());
    for (const auto& use : uses) {
      folded_.push_back(fold_name(mention(use).name));
      if (!use.tagged) continue;
      tagged_.insert(folded_.back());
      for (const auto word : name_words(folded_.back())) words_.emplace(word);
    }
  }

  bool any_tagged() const { return !tagged_.empty(); }

  void doubt_untagged() {
    for (std::size_t k = 0; k < uses_.size(); ++k) {
      const auto& use = uses_[k];
      auto& m = mention(use);
      if (use.tagged || !m.named || m.demonym || !tagger_tells(m.type)) continue;
      if (tagged_.contains(folded_[k]) || gazetteer_.find(m.name)) continue;
      const auto name_class = class_of_type(m.type);
      const auto words = name_words(folded_[k]);
      const bool resembles = std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return words_.contains(std::string(word));
      });
      const bool known =
          gazetteer_.known_name(m.name) || gazetteer_.country_of_capital(m.name) != nullptr;
      m.named = (resembles || known) && use.name.allows(name_class, kLeftOutNarrowly);
    }
  }

  // What the tagger calls a name by a hair, and only here: a person ("the Knight") is a
  // description, other things are what the head of the phrase makes them.
  void doubt_tagged() {
    std::set<std::string_view> believed;
    for (std::size_t k = 0; k < uses_.size(); ++k) {
      const auto& name = uses_[k].name;
      if (uses_[k].tagged && !name.allows(NameClass::kNone, kByMoreThanAHair)) {
        believed.insert(folded_[k]);
      }
    }
    for (std::size_t k = 0; k < uses_.size(); ++k) {
      const auto& use = uses_[k];
      auto& m = mention(use);
      if (!use.tagged || use.sure || m.demonym || !tagger_tells(m.type) ||
          !use.name.allows(NameClass::kNone, kByAHair) || believed.contains(folded_[k]) ||
          gazetteer_.known_name(m.name) || gazetteer_.country_of_capital(m.name) != nullptr) {
        continue;
      }
      if (base_type(use.phrase) == base_type(m.type)) {
        m.named = false;
      } else {
        m.type = tagger_tells(use.phrase) ? EntityType::kAbstract : use.phrase;
      }
    }
  }

  void tell() {
    std::map<std::string_view, EntityType> told;
    for (std::size_t k = 0; k < uses_.size(); ++k) {
      if (uses_[k].told) told.emplace(folded_[k], *uses_[k].told);
    }
    if (told.empty()) return;
    for (std::size_t k = 0; k < uses_.size(); ++k) {
      auto& m = mention(uses_[k]);
      if (!m.named || m.demonym || uses_[k].sure) continue;
      const auto found = told.find(folded_[k]);
      if (found != told.end() && base_type(found->second) != base_type(m.type)) {
        m.type = found->second;
      }
    }
  }

  // "Safari" where Firefox is spoken of; "Lumo" of "Varn Lumo", if that is a product; what stands
  // in a list with products, if the tagger can think it a thing.
  void believe_products() {
    std::set<std::string> last_words;
    std::map<std::pair<std::uint32_t, TokenIndex>, int> lists;
    bool any_listed = false;
    for (std::size_t k = 0; k < uses_.size(); ++k) {
      const auto& use = uses_[k];
      const auto& m = mention(use);
      if (m.type != EntityType::kProduct || !m.named) continue;
      const auto words = name_words(folded_[k]);
      if (words.size() > 1) last_words.emplace(words.back());
      const bool listed = use.product && !use.ambiguous;
      any_listed = any_listed || listed;
      if (listed) ++lists[{use.sentence, use.list}];
    }
    for (std::size_t k = 0; k < uses_.size(); ++k) {
      const auto& use = uses_[k];
      auto& m = mention(use);
      if (!m.named || m.demonym || m.type == EntityType::kProduct) continue;
      const auto in_list = lists.find({use.sentence, use.list});
      const bool thing = use.tagged && !use.sure && use.name.allows(NameClass::kOther, kMayBeThing);
      if ((any_listed && use.ambiguous) ||
          (thing && last_words.contains(folded_[k]) && !persons_.contains(folded_[k])) ||
          (thing && in_list != lists.end() && in_list->second > 1)) {
        m.type = EntityType::kProduct;
      }
    }
  }

  void agree() {
    // The uses of each name, in textual order.
    std::map<std::string_view, Uses> by_name;
    for (std::size_t k = 0; k < uses_.size(); ++k) {
      const auto& m = mention(uses_[k]);
      if (!m.named || m.demonym || !uses_[k].tagged) continue;
      by_name[folded_[k]].push_back(k);
      if (m.type != EntityType::kPerson) continue;
      const auto words = name_words(folded_[k]);
      if (words.size() < 2 || words.size() > 4) continue;
      persons_.emplace(words.front());
      persons_.emplace(words.back());
    }
    agree_in_lists();
    const auto expansions = full_names(by_name);
    for (const auto& [name, uses] : by_name) {
      const auto words = name_words(name);
      const bool part = words.size() == 1 && persons_.contains(std::string(words.front()));
      const auto expansion = expansions.find(std::string(name));
      const bool short_form = expansion != expansions.end() && is_acronym(uses);
      if (uses.size() < 2 && !part && !short_form) continue;
      Sums sums{};
      add(uses, sums);
      if (short_form) add(*expansion->second, sums);
      auto best =
          static_cast<NameClass>(std::max_element(sums.begin() + 1, sums.end()) - sums.begin());
      const auto person = sums[static_cast<std::size_t>(NameClass::kPerson)];
      if (part && person >= -kMayBePartOfPerson * static_cast<int>(uses.size())) {
        best = NameClass::kPerson;
      }
      give(uses, best, short_form ? *expansion->second : uses);
    }
  }

 private:
  using Uses = std::vector<std::size_t>;  // indices into `uses_`, in textual order
  using Sums = std::array<int, kNameClasses>;

  // "Varn, Oster, Lumo and Nordvax": where most are bodies, the doubtful ones are.
  void agree_in_lists() {
    std::map<std::pair<std::uint32_t, TokenIndex>, Uses> lists;
    for (std::size_t k = 0; k < uses_.size(); ++k) {
      const auto& m = mention(uses_[k]);
      if (m.named && !m.demonym && uses_[k].tagged) {
        lists[{uses_[k].sentence, uses_[k].list}].push_back(k);
      }
    }
    for (const auto& [place, uses] : lists) {
      if (uses.size() < 3) continue;
      Sums sums{};
      add(uses, sums);
      const auto best =
          static_cast<NameClass>(std::max_element(sums.begin() + 1, sums.end()) - sums.begin());
      for (const auto k : uses) {
        auto& m = mention(uses_[k]);
        const bool told_by_word = m.type == EntityType::kAbstract || m.type == EntityType::kLaw ||
                                  m.type == EntityType::kEvent || m.type == EntityType::kTime;
        if (uses_[k].sure || told_by_word || class_of_type(m.type) == best ||
            !uses_[k].name.allows(best, kYieldsToList)) {
          continue;
        }
        if (best == NameClass::kPerson) m.type = EntityType::kPerson;
        if (best == NameClass::kOrganization) m.type = EntityType::kOrganization;
        if (best == NameClass::kLocation) m.type = EntityType::kPlace;
      }
    }
  }

  Mention& mention(const NameMention& use) const { return mentions_[use.mention].mention; }

  void add(const Uses& uses, Sums& sums) const {
    for (const auto k : uses) {
      for (std::size_t c = 0; c < kNameClasses; ++c) {
        sums[c] += std::max<int>(uses_[k].name.scores[c], -kOneUseWeighs);
      }
    }
  }

  bool is_acronym(const Uses& uses) const {
    const auto& written = mention(uses_[uses.front()]).name;
    return written.size() <= 6 && all_upper(written);
  }

  // Names of several words by their initials ("ie": Internet Explorer); the first where there are
  // several.
  static std::map<std::string, const Uses*> full_names(
      const std::map<std::string_view, Uses>& by_name) {
    std::map<std::string, const Uses*> found;
    for (const auto& [name, uses] : by_name) {
      std::string initials;
      for (const auto word : name_words(name)) {
        if (word != "of" && word != "the" && word != "and" && word != "for") initials += word[0];
      }
      if (initials.size() > 1) found.emplace(std::move(initials), &uses);
    }
    return found;
  }

  // To those of `uses` that have another type and are not sure of it, that of a use of class
  // `best`, or of one of `others`.
  void give(const Uses& uses, NameClass best, const Uses& others) {
    std::optional<EntityType> type;
    for (const auto* all : {&uses, &others}) {
      if (!type) type = type_among(*all, best);
    }
    if (!type && best == NameClass::kPerson) type = EntityType::kPerson;
    if (!type) return;
    for (const auto k : uses) {
      auto& m = mention(uses_[k]);
      if (uses_[k].sure || class_of_type(m.type) == best) continue;
      if (uses_[k].name.allows(best, kYieldsToOthers)) m.type = *type;
    }
  }

  // What the uses of class `best` are; of what has been told of one, that.
  std::optional<EntityType> type_among(const Uses& uses, NameClass best) const {
    std::optional<EntityType> type;
    for (const auto k : uses) {
      const auto here = mention(uses_[k]).type;
      if (class_of_type(here) != best) continue;
      if (uses_[k].told) return here;
      if (!type) type = here;
    }
    return type;
  }

  std::span<const NameMention> uses_;
  const Gazetteer& gazetteer_;
  std::span<ParsedMention> mentions_;
  std::vector<std::string> folded_;  // for each use
  std::set<std::string> tagged_;     // folded names, and their words
  std::set<std::string> words_;
  std::set<std::string> persons_;  // words of persons' full names
};

}  // namespace

void settle_names(std::span<const NameMention> uses, const Gazetteer& gazetteer, bool by_model,
                  std::span<ParsedMention> mentions) {
  Names names(uses, gazetteer, mentions);
  if (by_model || names.any_tagged()) names.doubt_untagged();
  names.tell();
  if (!by_model) return;
  names.agree();
  names.doubt_tagged();
  names.believe_products();
}

}  // namespace trine::extract
