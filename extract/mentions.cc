#include "extract/mentions.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "extract/gazetteer.h"
#include "extract/names.h"

// The model says of every word whether it heads a mention and of what kind, and tags proper names.
// From there rules go on:
// - the extent of a mention is its head's subtree, less what stands outside the phrase:
// prepositions, coordinated
//   phrases, appositions (mentions of their own), parentheses, and the clause around a predicate;
// - names that the tagger saw and adjectives of nationality become mentions even where the model
// saw no phrase;
// - the ten kinds are refined to the ontology's types by gazetteer, titles, suffixes and WordNet.
namespace trine::extract {
namespace {

using Index = std::int32_t;

struct NameSpan {
  Index first = 0;
  Index last = 0;
  NameClass type = NameClass::kNone;
  Index head = 0;
};

bool is_name_part(const Token& token) { return token.upos == Upos::kPropn; }

bool is_possessive_mark(const Token& token) {
  return token.xpos == "POS" || (token.upos == Upos::kPart && token.relation == Deprel::kCase);
}

bool is_weekday(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kWeekdays = {
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  return std::find(kWeekdays.begin(), kWeekdays.end(), word) != kWeekdays.end();
}

bool is_calendar_word(std::string_view word) {
  static constexpr std::array<std::string_view, 17> kMonths = {
      "January", "February", "March",    "April", "May",  "June", "July",  "August", "September",
      "October", "November", "December", "Jan.",  "Feb.", "Aug.", "Sept.", "Dec."};
  return is_weekday(word) || std::find(kMonths.begin(), kMonths.end(), word) != kMonths.end();
}

// The work on one sentence.
class SentenceMentions {
 public:
  SentenceMentions(const Document& document, const Sentence& sentence, std::uint32_t index,
                   const Gazetteer& gazetteer)
      : document_(document), sentence_(sentence), index_(index), gazetteer_(gazetteer) {
    const auto count = sentence.tokens.size();
    first_child_.assign(count + 1, 0);
    for (const auto& token : sentence.tokens) {
      if (token.head >= 0) ++first_child_[static_cast<std::size_t>(token.head) + 1];
    }
    for (std::size_t i = 0; i < count; ++i) first_child_[i + 1] += first_child_[i];
    children_.resize(first_child_[count]);
    auto at = first_child_;
    for (std::size_t i = 0; i < count; ++i) {
      const auto head = sentence.tokens[i].head;
      if (head >= 0) children_[at[static_cast<std::size_t>(head)]++] = static_cast<Index>(i);
    }
    find_subtrees();
    find_names();
  }

  // Names of which the sentence says outright what they are.
  void add_told(std::map<std::string, EntityType>& told) const {
    for (const auto& name : names_) {
      if (const auto type = told_type(name)) {
        if (!gazetteer_.find(text(name.first, name.last))) {
          told.emplace(fold_name(text(name.first, name.last)), *type);
        }
      }
    }
  }

  // Words of the names that the tagger saw.
  void add_tagged_words(std::set<std::string>& words) const {
    for (const auto& name : names_) {
      for (Index i = name.first; i <= name.last; ++i) {
        if (starts_upper(token(i).form)) words.insert(fold_name(token(i).form));
      }
    }
  }

  // Is the name of this mention only the tree's word, not the tagger's?
  bool untagged(const ParsedMention& parsed) const {
    return parsed.mention.named && !parsed.mention.demonym && name_at(parsed.head) == nullptr &&
           name_under_title(parsed.head) == nullptr;
  }

  void add_to(std::vector<ParsedMention>& out) {
    const auto begin = static_cast<std::ptrdiff_t>(out.size());
    const auto count = static_cast<Index>(sentence_.tokens.size());
    for (Index i = 0; i < count; ++i) {
      if (heads_mention(i)) out.push_back(mention_at(i));
    }
    std::sort(out.begin() + begin, out.end(), [](const auto& a, const auto& b) {
      if (a.first != b.first) return a.first < b.first;
      if (a.last != b.last) return a.last > b.last;
      return a.head < b.head;
    });
  }

 private:
  const Token& token(Index i) const { return sentence_.tokens[static_cast<std::size_t>(i)]; }
  std::span<const Index> children(Index i) const {
    const auto at = static_cast<std::size_t>(i);
    return {children_.data() + first_child_[at], first_child_[at + 1] - first_child_[at]};
  }

  // Leftmost and rightmost token of every subtree, children before heads, without recursion: a
  // sentence may be long.
  void find_subtrees() {
    const auto count = sentence_.tokens.size();
    left_.resize(count);
    right_.resize(count);
    std::vector<Index> order;
    order.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      left_[i] = right_[i] = static_cast<Index>(i);
      if (sentence_.tokens[i].head < 0) order.push_back(static_cast<Index>(i));
    }
    for (std::size_t at = 0; at < order.size(); ++at) {
      for (const auto child : children(order[at])) order.push_back(child);
    }
    for (std::size_t at = order.size(); at-- > 0;) {
      const auto i = order[at];
      const auto head = token(i).head;
      if (head < 0) continue;
      auto& left = left_[static_cast<std::size_t>(head)];
      auto& right = right_[static_cast<std::size_t>(head)];
      left = std::min(left, left_[static_cast<std::size_t>(i)]);
      right = std::max(right, right_[static_cast<std::size_t>(i)]);
    }
  }

  // ---- Names ----

  void find_names() {
    const auto count = static_cast<Index>(sentence_.tokens.size());
    name_of_.assign(static_cast<std::size_t>(count), -1);
    for (Index i = 0; i < count;) {
      if (token(i).name == NameClass::kNone || is_address(token(i).form)) {
        ++i;
        continue;
      }
      Index last = i;
      while (last + 1 < count && token(last + 1).name == token(i).name &&
             !token(last + 1).name_begins) {
        ++last;
      }
      const auto type = token(i).name;
      if (!names_.empty() && i <= names_.back().last) {
        i = std::max(last, names_.back().last) + 1;  // taken in by the name before
        continue;
      }
      last = complement_end(last, type);
      add_name(i, last, type);
      i = std::max(last, names_.empty() ? last : names_.back().last) + 1;
    }
  }

  // "Ministry" is only half a name: with "of Foreign Affairs", "for Science and Technology" it is
  // whole. The tagger often stops at the small word. `last` where nothing follows.
  Index complement_end(Index last, NameClass type) const {
    const auto count = static_cast<Index>(sentence_.tokens.size());
    if (last + 2 >= count || !starts_upper(token(last).form)) return last;
    const auto word = lower(token(last).form);
    const auto link = lower(token(last + 1).form);
    const bool body = type == NameClass::kOrganization || type == NameClass::kOther;
    const bool organization = body && gazetteer_.has(WordList::kOrganizationSuffix, word) &&
                              (link == "of" || link == "for" || link == "on" || link == "against");
    const bool place = type == NameClass::kLocation && link == "of" && gazetteer_.place_word(word);
    if (!organization && !place) return last;
    const auto is_small = [](std::string_view form) {
      return form == "of" || form == "for" || form == "the" || form == "on" || form == "and" ||
             form == "&" || form == "-";
    };
    Index end = last;
    for (Index i = last + 2; i < count; ++i) {
      const auto& next = token(i);
      if (is_small(next.form)) {
        if (next.form == "and" || next.form == "&") {
          // "... of Science and Technology", not "... of Oslo and Microsoft"
          if (i + 1 >= count || !gazetteer_.noun_type(lower(token(i + 1).lemma))) {
            if (i + 1 >= count || token(i + 1).upos == Upos::kPropn) break;
          }
        }
        continue;
      }
      const bool capital = starts_upper(next.form) && next.upos != Upos::kPron &&
                           next.upos != Upos::kVerb && next.upos != Upos::kAux;
      if (!capital) break;
      end = i;
    }
    return end;
  }

  bool has_upper(Index first, Index last) const {
    for (Index i = first; i <= last; ++i) {
      if (starts_upper(token(i).form)) return true;
    }
    return false;
  }

  static bool is_particle(std::string_view form) {
    static constexpr std::array<std::string_view, 24> kParticles = {
        "de",  "la",  "le", "von", "van", "der", "den", "del", "di",  "da",  "du",   "dos",
        "das", "des", "al", "el",  "bin", "ibn", "ben", "abu", "ter", "ten", "ould", "zu"};
    return std::find(kParticles.begin(), kParticles.end(), form) != kParticles.end() ||
           form.size() < 2 || static_cast<unsigned char>(form[0]) >= 0x80 || form[0] == '\'' ||
           (form[0] >= '0' && form[0] <= '9') || form.starts_with("al-") ||
           form.starts_with("el-") ||
           form.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string_view::npos;
  }

  static bool is_address(std::string_view form) {
    return form.find("://") != std::string_view::npos || form.find('@') != std::string_view::npos;
  }

  void add_name(Index first, Index last, NameClass type) {
    while (last > first && (is_possessive_mark(token(last)) || token(last).form == ",")) --last;
    while (first < last && (token(first).upos == Upos::kDet || token(first).form == "\"")) ++first;
    // "Norwegian Energy" of "Norwegian Energy Minister X" is part of a title.
    const auto size = static_cast<Index>(sentence_.tokens.size());
    if (last + 1 < size && starts_upper(token(last + 1).form) && type != NameClass::kPerson &&
        gazetteer_.noun_type(lower(token(last).form)) != EntityType::kPerson) {
      const auto next = lower(token(last + 1).form);
      if (next == "minister" || next == "secretary" || next == "ministers") {
        const bool nationality = first < last && gazetteer_.find_demonym(token(first).form);
        if (!nationality) {
          if (first == last && gazetteer_.find(token(first).form))
            return keep_name(first, last, type);
          return;
        }
        last = first;
      }
    }
    // What the tagger takes in too much: "respected Association of ...", "group Blue Horizon", "Dan
    // I".
    while (first < last && !starts_upper(token(first).form) && !is_particle(token(first).form) &&
           has_upper(first + 1, last)) {
      ++first;
    }
    while (last > first && token(last).upos == Upos::kPron) --last;
    // "Mozilla software": the common noun heads the phrase, the name stands in it.
    while (last > first && (type == NameClass::kPerson || type == NameClass::kOrganization) &&
           token(last).upos == Upos::kNoun && !starts_upper(token(last).form) &&
           starts_upper(token(first).form)) {
      --last;
    }
    // "South Korea-Japan talks" are of two countries.
    for (Index i = first + 1; i < last && type != NameClass::kPerson; ++i) {
      if (token(i).form != "-" && token(i).form != "–") continue;
      const auto left = text(first, i - 1);
      const auto right = text(i + 1, last);
      const auto known = [&](const std::string& name) {
        const auto hit = gazetteer_.find(name);
        return (hit && is_place(hit->entry->type)) ||
               gazetteer_.country_of_capital(name) != nullptr;
      };
      if (!known(left) || !known(right)) continue;
      keep_name(first, i - 1, NameClass::kLocation);
      keep_name(i + 1, last, NameClass::kLocation);
      return;
    }
    // The tagger may cut a name at its hyphens: "Min-jung".
    const auto count = static_cast<Index>(sentence_.tokens.size());
    while (type == NameClass::kPerson && last + 2 < count && token(last + 1).form == "-" &&
           !token(last).space_after && !token(last + 1).space_after &&
           token(last + 2).upos == Upos::kPropn) {
      last += 2;
    }
    while (type == NameClass::kPerson && first >= 2 && token(first - 1).form == "-" &&
           !token(first - 2).space_after && !token(first - 1).space_after &&
           token(first - 2).upos == Upos::kPropn &&
           name_of_[static_cast<std::size_t>(first - 2)] < 0) {
      first -= 2;
      if (first > 0 && token(first - 1).upos == Upos::kPropn && token(first - 1).space_after &&
          name_of_[static_cast<std::size_t>(first - 1)] < 0 && !is_title(first - 1)) {
        --first;
      }
    }
    // "Chief Cabinet Secretary Hirokazu Matsuno": the name stands after the last title.
    const bool of_person = type == NameClass::kPerson || person_headed(first, last);
    if (of_person) {
      for (Index i = last - 1; i >= first; --i) {
        if (!is_title(i)) continue;
        first = i + 1;
        type = NameClass::kPerson;
        break;
      }
    } else if (type != NameClass::kLocation && last + 1 < count &&
               token(last + 1).upos == Upos::kNum && token(last + 1).name == NameClass::kNone &&
               token(last).space_after && token(last + 1).head >= first &&
               token(last + 1).head <= last && token(last + 1).form.size() <= 3) {
      ++last;  // "Internet Explorer 6"
    }
    keep_name(first, last, type);
  }

  void keep_name(Index first, Index last, NameClass type) {
    // Where the tree gives it several heads ("South Korean plan"), the last one.
    Index head = first;
    for (Index i = first; i <= last; ++i) {
      const auto up = token(i).head;
      if ((up < first || up > last) && token(i).upos != Upos::kPunct) head = i;
    }
    for (Index i = first; i <= last; ++i) {
      name_of_[static_cast<std::size_t>(i)] = static_cast<Index>(names_.size());
    }
    names_.push_back({first, last, type, head});
  }

  bool person_headed(Index first, Index last) const {
    for (Index i = first; i <= last; ++i) {
      const auto up = token(i).head;
      if ((up < first || up > last) && token(i).mention == MentionClass::kPerson && is_title(i)) {
        return true;
      }
    }
    return false;
  }

  // "Mr.", "President"; not "King", "Lord", "Pope", which are part of what their bearers are
  // called.
  bool is_title(Index i) const {
    const auto word = lower(token(i).form);
    if (gazetteer_.has(WordList::kGivenMale, word) ||
        gazetteer_.has(WordList::kGivenFemale, word)) {
      return false;
    }
    return gazetteer_.has(WordList::kHonorific, word) || gazetteer_.has(WordList::kTitle, word);
  }

  // A title that heads its name in the tree (as some parses have it): the name hangs from it as
  // flat.
  const NameSpan* name_under_title(Index i) const {
    if (!is_title(i) || name_at(i) != nullptr) return nullptr;
    for (const auto child : children(i)) {
      if (child <= i) continue;
      const auto* name = name_at(child);
      if (name != nullptr && name->type == NameClass::kPerson && name->first == i + 1 &&
          name->head == child && token(child).relation == Deprel::kFlat) {
        return name;
      }
    }
    return nullptr;
  }

  const NameSpan* name_at(Index i) const {
    const auto name = name_of_[static_cast<std::size_t>(i)];
    return name < 0 ? nullptr : &names_[static_cast<std::size_t>(name)];
  }

  // The block of name words around a proper noun that no tag covers.
  NameSpan name_block(Index head) const {
    NameSpan name{head, head, NameClass::kNone, head};
    const auto belongs = [&](Index i) {
      const auto& word = token(i);
      if (word.head != head && (word.head < 0 || token(word.head).head != head)) return false;
      if (word.relation == Deprel::kFlat) return true;
      if (word.relation == Deprel::kCompound || word.relation == Deprel::kAmod) {
        return is_name_part(word) && starts_upper(word.form);
      }
      if (word.relation == Deprel::kNummod) return i > head;
      // "Jong - un", "U. S."
      return word.relation == Deprel::kPunct &&
             (word.form == "-" || word.form == "." || word.form == "–");
    };
    while (name.first > 0 && belongs(name.first - 1) &&
           token(name.first - 1).upos != Upos::kPunct) {
      --name.first;
    }
    while (name.last + 1 < static_cast<Index>(sentence_.tokens.size()) && belongs(name.last + 1)) {
      ++name.last;
    }
    while (name.last > head && token(name.last).upos == Upos::kPunct) --name.last;
    if (token(head).mention == MentionClass::kPerson) {
      while (name.first < head && is_title(name.first)) ++name.first;
    }
    return name;
  }

  // ---- Which words head a mention ----

  bool is_adjectival(Index i) const {
    const auto relation = token(i).relation;
    return relation == Deprel::kAmod || relation == Deprel::kCompound ||
           (relation == Deprel::kConj && token(i).head >= 0 && is_adjectival_once(token(i).head));
  }
  bool is_adjectival_once(Index i) const {
    return token(i).relation == Deprel::kAmod || token(i).relation == Deprel::kCompound;
  }

  // "South Korean", "N. Korean" are two words: the last one heads it.
  std::optional<Gazetteer::Hit> demonym_at(Index i, Index* first) const {
    const auto& word = token(i);
    *first = i;
    if (!starts_upper(word.form) ||
        (word.upos != Upos::kAdj && word.upos != Upos::kPropn && word.upos != Upos::kNoun)) {
      return std::nullopt;
    }
    for (Index before = 2; before >= 1; --before) {
      if (i - before < 0) continue;
      std::string phrase;
      for (Index k = i - before; k <= i; ++k) {
        if (!phrase.empty() && token(k - 1).space_after) phrase += ' ';
        phrase += token(k).form;
      }
      if (const auto hit = gazetteer_.find_demonym(phrase)) {
        *first = i - before;
        return hit;
      }
    }
    return gazetteer_.find_demonym(word.form);
  }

  // Subjects, objects and what hangs from nouns, where the model saw no phrase: half of them are
  // mentions to GUM's annotators, and all are nodes to a reader of the graph.
  bool is_argument(Index i) const {
    const auto& word = token(i);
    if (word.upos == Upos::kNum) {
      for (const auto child : children(i)) {
        if (is_calendar_word(token(child).form)) return true;
      }
      return false;
    }
    if (word.upos != Upos::kNoun && word.upos != Upos::kPropn) return false;
    switch (word.relation) {
      case Deprel::kNsubj:
      case Deprel::kNsubjPass:
      case Deprel::kObj:
      case Deprel::kIobj:
      case Deprel::kOblAgent:
      case Deprel::kNmod:
        return true;
      case Deprel::kObl:
      case Deprel::kAppos:
        return word.upos == Upos::kPropn;
      case Deprel::kConj:
        return word.head >= 0 && token(word.head).relation != Deprel::kCompound &&
               (token(word.head).mention != MentionClass::kNone || word.upos == Upos::kPropn);
      default:
        return false;
    }
  }

  // A name in a longer one: "Oslo" in "University of Oslo". Other words that head a phrase there
  // ("Council" where the tree and the tagger are at odds about the head) are not.
  bool stands_inside(const NameSpan& name, Index i) const {
    const auto block = name_block(i);
    if (block.first <= name.first && block.last >= name.last) return false;
    const auto written = text(block.first, block.last);
    if (gazetteer_.find(written) || gazetteer_.country_of_capital(written) != nullptr) return true;
    if (const auto known = gazetteer_.known_name(written); known) return true;
    // Elfa in "Elfa's Big Band"; a phrase after a preposition
    return token(i).relation == Deprel::kNmodPoss ||
           (token(i).relation == Deprel::kNmod && token(i).upos == Upos::kPropn &&
            token(i).mention == MentionClass::kPlace);
  }

  bool heads_mention(Index i) const {
    const auto& word = token(i);
    if (word.upos == Upos::kPunct) return false;
    if (const auto* name = name_at(i)) {
      if (name->head == i) return word.head < 0 || name_under_title(word.head) != name;
      return word.mention != MentionClass::kNone && stands_inside(*name, i);
    }
    if (word.mention != MentionClass::kNone) return true;
    if (name_under_title(i) != nullptr) return true;
    if (word.upos == Upos::kPron && word.relation != Deprel::kExpl &&
        (word.xpos == "PRP" || word.xpos == "PRP$") && lower(word.form) != "it") {
      return true;
    }
    if (is_argument(i)) return true;
    Index first = i;
    if (const auto hit = demonym_at(i, &first)) {
      // "South" in "South Korean" is no mention; nor is "American" in "American Airlines".
      return !hit->weak && name_at(i) == nullptr && is_adjectival(i);
    }
    return false;
  }

  // ---- Extent ----

  bool is_predicate(Index head) const {
    for (const auto child : children(head)) {
      const auto relation = token(child).relation;
      if (relation == Deprel::kCop || relation == Deprel::kNsubj ||
          relation == Deprel::kNsubjOuter || relation == Deprel::kExpl) {
        return true;
      }
    }
    return false;
  }

  bool comma_before(Index i) const {
    return i > 0 && (token(i - 1).form == "," || token(i - 1).form == "(" ||
                     token(i - 1).form == "—" || token(i - 1).form == "–");
  }

  bool belongs(Index head, Index child, bool verbal, bool predicate) const {
    const auto& word = token(child);
    const bool left = child < head;
    switch (word.relation) {
      case Deprel::kPunct:
      case Deprel::kCc:
      case Deprel::kCcPreconj:
      case Deprel::kParataxis:
      case Deprel::kDiscourse:
      case Deprel::kVocative:
      case Deprel::kReparandum:
      case Deprel::kList:
      case Deprel::kDislocated:
      case Deprel::kConj:
      case Deprel::kAppos:
      case Deprel::kOrphan:
        return false;
      case Deprel::kCase:
        return !left && is_possessive_mark(word);
      case Deprel::kMark:
        return verbal && word.xpos == "TO";
      case Deprel::kCop:
      case Deprel::kAux:
      case Deprel::kAuxPass:
      case Deprel::kExpl:
      case Deprel::kCsubj:
      case Deprel::kCsubjOuter:
      case Deprel::kCsubjPass:
      case Deprel::kNsubjOuter:
        return verbal;
      case Deprel::kNsubj:
      case Deprel::kNsubjPass:
        return verbal;
      case Deprel::kAdvmod:
        return verbal || (!left && !predicate);
      case Deprel::kAdvcl:
        return verbal ? !left : !left && !predicate;
      case Deprel::kObl:
      case Deprel::kOblUnmarked:
        return verbal ? !left : !predicate;
      case Deprel::kDep:
        return left;
      case Deprel::kNmod:
        return !left;
      case Deprel::kNmodUnmarked:
        return true;
      default:
        return true;
    }
  }

  void find_extent(Index head, Index* first, Index* last) const {
    const auto& word = token(head);
    const bool verbal = word.upos == Upos::kVerb || word.upos == Upos::kAux;
    const bool predicate = !verbal && is_predicate(head);
    *first = *last = head;
    for (const auto child : children(head)) {
      if (!belongs(head, child, verbal, predicate)) continue;
      *first = std::min(*first, left_[static_cast<std::size_t>(child)]);
      *last = std::max(*last, right_[static_cast<std::size_t>(child)]);
    }
    // A left child's own left edge may hold what stands outside: quotes, commas, prepositions.
    while (*first < head && !verbal &&
           (token(*first).upos == Upos::kPunct || token(*first).upos == Upos::kCconj ||
            (token(*first).upos == Upos::kAdp && token(*first).relation == Deprel::kCase))) {
      ++*first;
    }
    while (*last > head && token(*last).upos == Upos::kPunct && !closes(*first, *last)) --*last;
  }

  // A bracket or quote at `last` that was opened inside the mention.
  bool closes(Index first, Index last) const {
    const auto& form = token(last).form;
    const bool bracket = form == ")" || form == "]";
    const bool quote = form == "\"" || form == "”" || form == "’" || form == "''";
    if (!bracket && !quote) return false;
    for (Index i = last - 1; i >= first; --i) {
      const auto& other = token(i).form;
      if (bracket && (other == "(" || other == "[")) return true;
      if (quote && (other == "\"" || other == "“" || other == "‘" || other == "``")) return true;
    }
    return false;
  }

  Span bytes(Index first, Index last) const {
    return {token(first).span.begin, token(last).span.end};
  }
  std::string text(Index first, Index last) const {
    std::string out;
    bool gap = false;
    for (const char c : bytes(first, last).in(document_.text)) {
      if (c == '\n' || c == '\r' || c == '\t' || c == ' ') {
        gap = !out.empty();
      } else {
        if (gap) out += ' ';
        gap = false;
        out += c;
      }
    }
    return out;
  }

  // ---- Mentions ----

  ParsedMention mention_at(Index i) const {
    const auto& word = token(i);
    ParsedMention parsed;
    parsed.head = i;
    auto& mention = parsed.mention;
    mention.sentence = index_;
    find_extent(i, &parsed.first, &parsed.last);

    Index demonym_first = i;
    const auto demonym = demonym_at(i, &demonym_first);
    const NameSpan* tagged = name_at(i);
    if (tagged != nullptr && tagged->head != i) tagged = nullptr;  // nested in a longer name
    if (tagged == nullptr) tagged = name_under_title(i);

    if (is_pronoun(i)) {
      mention.pronoun = true;
      mention.head = word.span;
      mention.name = text(i, i);
      mention.type = pronoun_type(word);
    } else if (demonym && !demonym->weak && tagged_other(tagged)) {
      mention.demonym = true;
      mention.named = true;
      if (is_adjectival(i) && word.mention == MentionClass::kNone) {
        parsed.first = demonym_first;
        parsed.last = i;
      }
      mention.head = bytes(std::max(parsed.first, demonym_first), i);
      mention.name = text(demonym_first, i);
      mention.type = is_adjectival(i) ? demonym->entry->type : EntityType::kPerson;
    } else if (tagged != nullptr || is_name_part(word)) {
      const NameSpan name = tagged != nullptr ? *tagged : name_block(i);
      parsed.first = std::min(parsed.first, name.first);
      parsed.last = std::max(parsed.last, name.last);
      mention.head = bytes(name.first, name.last);
      mention.name = text(name.first, name.last);
      mention.type = name_type(name, word);
      mention.named =
          !(tagged == nullptr && (mention.type == EntityType::kTime || is_address(word.form))) &&
          !(tagged == nullptr && is_role_noun(i));
    } else {
      mention.head = word.span;
      Index last = parsed.last;
      while (last > i && is_possessive_mark(token(last))) --last;
      mention.name = text(parsed.first, last);
      mention.type = noun_type(i);
    }
    mention.span = bytes(parsed.first, parsed.last);
    return parsed;
  }

  // A title alone with a capital ("the President") is no name.
  bool is_role_noun(Index i) const {
    return token(i).mention == MentionClass::kPerson && is_title(i);
  }

  // The tagger calls nationalities "other", or a place in some sets; an organisation named so is a
  // name.
  static bool tagged_other(const NameSpan* name) {
    return name == nullptr || name->type == NameClass::kLocation ||
           (name->first == name->last && name->type != NameClass::kOrganization &&
            name->type != NameClass::kPerson) ||
           name->type == NameClass::kOther;
  }

  bool is_pronoun(Index i) const {
    const auto& word = token(i);
    return word.upos == Upos::kPron || (word.upos == Upos::kDet && word.xpos == "DT") ||
           word.xpos == "WP" || word.xpos == "WP$";
  }

  static EntityType base_type_of(MentionClass type) {
    switch (type) {
      case MentionClass::kAnimal:
        return EntityType::kAnimal;
      case MentionClass::kEvent:
        return EntityType::kEvent;
      case MentionClass::kObject:
        return EntityType::kProduct;
      case MentionClass::kOrganization:
        return EntityType::kOrganization;
      case MentionClass::kPerson:
        return EntityType::kPerson;
      case MentionClass::kPlace:
        return EntityType::kPlace;
      case MentionClass::kPlant:
        return EntityType::kPlant;
      case MentionClass::kSubstance:
        return EntityType::kSubstance;
      case MentionClass::kTime:
        return EntityType::kTime;
      case MentionClass::kNone:
      case MentionClass::kAbstract:
        break;
    }
    return EntityType::kAbstract;
  }

  static EntityType pronoun_type(const Token& word) {
    if (word.mention != MentionClass::kNone) return base_type_of(word.mention);
    return word.xpos.starts_with("PRP") ? EntityType::kPerson : EntityType::kAbstract;
  }

  EntityType place_subtype(Index first, Index last, std::string_view name) const {
    if (const auto hit = gazetteer_.find(name); hit && is_place(hit->entry->type)) {
      return hit->entry->type;
    }
    if (gazetteer_.country_of_capital(name) != nullptr) return EntityType::kCity;
    for (const Index i : {last, first}) {
      if (const auto type = gazetteer_.place_word(lower(token(i).form)); type && first != last) {
        return *type;
      }
    }
    if (const auto type = gazetteer_.known_name(name); type && is_place(*type)) return *type;
    return EntityType::kPlace;
  }

  static bool speaks(std::string_view lemma) {
    static constexpr std::array<std::string_view, 12> kVerbs = {
        "say",   "tell",  "add",   "explain", "recall",  "note",
        "argue", "reply", "write", "think",   "believe", "joke"};
    return std::find(kVerbs.begin(), kVerbs.end(), lemma) != kVerbs.end();
  }

  // What the model says of a name: of its head, else of another word in it.
  MentionClass class_of(const NameSpan& name, const Token& head) const {
    if (head.mention != MentionClass::kNone) return head.mention;
    for (Index i = name.last; i >= name.first; --i) {
      if (token(i).mention != MentionClass::kNone) return token(i).mention;
    }
    return MentionClass::kNone;
  }

  // What a sentence says outright of a name: "Aisby is a village", "the Bilka chain", "Aisby, a
  // village".
  std::optional<EntityType> told_type(const NameSpan& name) const {
    const Index head = name.head;
    const auto of_noun = [&](Index noun) -> std::optional<EntityType> {
      const auto& word = token(noun);
      if (word.upos != Upos::kNoun) return std::nullopt;
      const auto lemma = lower(word.lemma);
      if (const auto place = gazetteer_.place_word(lemma)) return place;
      const auto type = gazetteer_.noun_type(lemma);
      if (!type ||
          (*type != EntityType::kPerson && *type != EntityType::kOrganization &&
           *type != EntityType::kProduct && *type != EntityType::kWork && !is_place(*type))) {
        return std::nullopt;
      }
      return type;
    };
    // "the Scottish company Deepline", "the ferry Guillemot", "river Venta"
    if (name.first > 0 && !starts_upper(token(name.first - 1).form) &&
        token(name.first - 1).upos == Upos::kNoun &&
        (token(name.first - 1).head == head || token(head).head == name.first - 1)) {
      if (const auto type = of_noun(name.first - 1)) return type;
    }
    const auto& word = token(head);
    if (base(word.relation) == "nsubj" && word.head >= 0) {
      bool copula = false;
      for (const auto child : children(word.head)) {
        if (token(child).relation == Deprel::kCop) copula = true;
      }
      if (copula) return of_noun(word.head);
    }
    if (word.relation == Deprel::kAppos && word.head >= 0 && word.head < head) {
      if (const auto type = of_noun(word.head)) return type;
    }
    for (const auto child : children(head)) {
      if (token(child).relation == Deprel::kAppos && child > head) {
        if (const auto type = of_noun(child)) return type;
      }
      if (token(child).relation == Deprel::kNmodDesc && child < head) {
        return EntityType::kPerson;
      }
    }
    return std::nullopt;
  }

  // "Seo Min-jung", "Chen Shui-bian": a surname, and a given name of two syllables, the second one
  // small.
  bool korean_name(const NameSpan& name) const {
    if (name.last - name.first != 3 && name.last - name.first != 1) return false;
    const auto written = text(name.first, name.last);
    const auto space = written.find(' ');
    const auto hyphen = written.find('-');
    if (space == std::string::npos || hyphen == std::string::npos || hyphen < space + 2 ||
        written.find(' ', space + 1) != std::string::npos || hyphen + 2 >= written.size()) {
      return false;
    }
    const auto small = [&](std::size_t from, std::size_t to) {
      for (auto i = from; i < to; ++i) {
        if (written[i] < 'a' || written[i] > 'z') return false;
      }
      return true;
    };
    return space <= 6 && written.size() <= 18 && starts_upper(written) && small(1, space) &&
           starts_upper(written.substr(space + 1)) && small(space + 2, hyphen) &&
           small(hyphen + 1, written.size());
  }

  EntityType name_type(const NameSpan& name, const Token& head) const {
    const auto type = tagged_type(name, head);
    if (type != EntityType::kPerson && korean_name(name)) return EntityType::kPerson;
    // "Inc" and "War" at the end say more than the tagger.
    const auto last_word = lower(token(name.last).form);
    const auto head_word = lower(head.form);
    const bool several = name.last > name.first;
    if (several && type != EntityType::kPerson &&
        (gazetteer_.has(WordList::kEventWord, last_word) ||
         (head_word != last_word && gazetteer_.has(WordList::kEventWord, head_word) &&
          starts_upper(head.form)))) {
      return EntityType::kEvent;
    }
    const bool given = type == EntityType::kPerson &&
                       (gazetteer_.has(WordList::kGivenMale, lower(token(name.first).form)) ||
                        gazetteer_.has(WordList::kGivenFemale, lower(token(name.first).form)));
    if (several && !given && type != EntityType::kOrganization &&
        starts_upper(token(name.last).form) &&
        gazetteer_.has(WordList::kOrganizationSuffix, last_word) &&
        !(is_place(type) && gazetteer_.find(text(name.first, name.last)))) {
      static constexpr std::array<std::string_view, 12> kAlsoPlaces = {
          "center", "centre", "hospital", "school",  "university", "college",
          "church", "house",  "court",    "chamber", "division",   "authority"};
      const bool also_place =
          std::find(kAlsoPlaces.begin(), kAlsoPlaces.end(), last_word) != kAlsoPlaces.end();
      if (!is_place(type) || !also_place) return EntityType::kOrganization;
    }
    // "Windows 7": what has a number is made
    if (several && type == EntityType::kOrganization && token(name.last).upos == Upos::kNum &&
        token(name.last).form.size() <= 3 &&
        !gazetteer_.has(WordList::kOrganizationSuffix, lower(token(name.first).form))) {
      return EntityType::kProduct;
    }
    // "F16", "IE6"
    if (!several && type == EntityType::kOrganization && token(name.last).form.size() <= 6 &&
        token(name.last).form.find_first_of("0123456789") != std::string::npos &&
        starts_upper(token(name.last).form) && !gazetteer_.find(token(name.last).form)) {
      return EntityType::kProduct;
    }
    if (type == EntityType::kAbstract && name.type == NameClass::kNone) {
      const auto& form = token(name.last).form;
      for (const std::string_view domain : {".com", ".org", ".net"}) {
        if (form.size() > domain.size() && form.ends_with(domain)) return EntityType::kOrganization;
      }
      // an unknown name that speaks
      if (head.relation == Deprel::kNsubj && head.head >= 0 && speaks(token(head.head).lemma)) {
        return EntityType::kPerson;
      }
    }
    // "Institution of Civil Engineers"
    if (several && type == EntityType::kPerson && starts_upper(head.form) &&
        head_word != last_word && gazetteer_.has(WordList::kOrganizationSuffix, head_word)) {
      return EntityType::kOrganization;
    }
    const auto told = told_type(name);
    if (told && base_type(*told) != base_type(type)) {
      const bool weighs = type == EntityType::kPerson || type == EntityType::kOrganization ||
                          is_place(type) || type == EntityType::kAbstract;
      if (weighs && !gazetteer_.find(text(name.first, name.last))) return *told;
    }
    return type;
  }

  EntityType tagged_type(const NameSpan& name, const Token& head) const {
    const auto mention_class = class_of(name, head);
    const auto written = text(name.first, name.last);
    const auto last_word = lower(token(name.last).form);
    const auto head_word = lower(head.form);
    const auto hit = gazetteer_.find(written);
    if (hit && hit->entry->user) return hit->entry->type;
    // Unlike "May" and "August", a day of the week alone is nobody's name.
    if (name.first == name.last && is_weekday(written)) return EntityType::kTime;
    // The tagger sees more than one word of context; a known name needs no contradiction from it.
    const bool person = name.type == NameClass::kPerson ||
                        (name.type == NameClass::kNone && mention_class == MentionClass::kPerson);
    // "Israel wants": a country's name that is no given name is not a person's.
    const bool country = hit && !hit->weak && hit->entry->type == EntityType::kCountry &&
                         !gazetteer_.has(WordList::kGivenMale, lower(written)) &&
                         !gazetteer_.has(WordList::kGivenFemale, lower(written));
    if (hit && (!person || country)) {
      const bool place = is_place(hit->entry->type);
      const bool told_place =
          name.type == NameClass::kLocation ||
          (name.type == NameClass::kNone && mention_class == MentionClass::kPlace);
      if (!hit->weak || (place && told_place)) return hit->entry->type;
    }
    switch (name.type) {
      case NameClass::kPerson:
        return EntityType::kPerson;
      case NameClass::kOrganization:
        return EntityType::kOrganization;
      case NameClass::kLocation:
        return place_subtype(name.first, name.last, written);
      case NameClass::kEvent:
        return EntityType::kEvent;
      case NameClass::kOther:
        if (gazetteer_.has(WordList::kLawWord, last_word) ||
            gazetteer_.has(WordList::kLawWord, head_word)) {
          return EntityType::kLaw;
        }
        if (mention_class == MentionClass::kAbstract || mention_class == MentionClass::kNone) {
          return EntityType::kWork;
        }
        break;
      case NameClass::kNone:
        break;
    }
    switch (mention_class) {
      case MentionClass::kPlace:
        return place_subtype(name.first, name.last, written);
      case MentionClass::kPerson:
      case MentionClass::kOrganization:
      case MentionClass::kEvent:
      case MentionClass::kTime:
      case MentionClass::kAnimal:
      case MentionClass::kPlant:
      case MentionClass::kSubstance:
        return base_type_of(mention_class);
      case MentionClass::kObject:
        if (const auto type = gazetteer_.noun_type(last_word); type == EntityType::kWork)
          return *type;
        return EntityType::kProduct;
      case MentionClass::kAbstract:
        if (gazetteer_.has(WordList::kLawWord, last_word) ||
            gazetteer_.has(WordList::kLawWord, head_word)) {
          return EntityType::kLaw;
        }
        return EntityType::kAbstract;
      case MentionClass::kNone:
        break;
    }
    if (is_calendar_word(token(name.first).form)) return EntityType::kTime;
    if (gazetteer_.has(WordList::kOrganizationSuffix, last_word)) return EntityType::kOrganization;
    if (const auto type = gazetteer_.known_name(written)) return *type;
    return EntityType::kAbstract;
  }

  EntityType noun_type(Index i) const {
    const auto& word = token(i);
    const auto lemma = lower(word.lemma);
    const auto known = gazetteer_.noun_type(lemma);
    auto type = base_type_of(word.mention);
    if (word.upos == Upos::kNum &&
        (type == EntityType::kAbstract || type == EntityType::kQuantity)) {
      for (const auto child : children(i)) {
        if (is_calendar_word(token(child).form)) return EntityType::kTime;
      }
    }
    // "a state of war"
    if (lemma == "state") {
      for (const auto child : children(i)) {
        if (child > i && token(child).relation == Deprel::kNmod &&
            token(child).upos == Upos::kNoun) {
          return EntityType::kAbstract;
        }
      }
    }
    if (word.mention == MentionClass::kNone) {
      if (known) return *known;
    } else if (word.upos == Upos::kNoun) {
      // What annotators nearly always said of the noun; then a person for WordNet, of whom a small
      // model may never have heard.
      if (const auto kind = gazetteer_.noun_kind(lemma)) {
        type = *kind;
      } else if (type == EntityType::kAbstract && known == EntityType::kPerson) {
        type = EntityType::kPerson;
      }
    }
    switch (type) {
      case EntityType::kPlace:
        if (known && is_place(*known)) return *known;
        if (const auto subtype = gazetteer_.place_word(lemma)) return *subtype;
        if (known == EntityType::kOrganization || known == EntityType::kProduct) {
          return EntityType::kFacility;
        }
        return EntityType::kPlace;
      case EntityType::kProduct:
        return known == EntityType::kWork ? EntityType::kWork : EntityType::kProduct;
      case EntityType::kAbstract:
        // GUM calls websites and tools abstract as often as objects.
        if (known == EntityType::kLaw || known == EntityType::kWork ||
            known == EntityType::kProduct) {
          return *known;
        }
        if (known == EntityType::kQuantity || word.upos == Upos::kNum || word.upos == Upos::kSym) {
          return EntityType::kQuantity;
        }
        return EntityType::kAbstract;
      default:
        return type;
    }
  }

  const Document& document_;
  const Sentence& sentence_;
  std::uint32_t index_;
  const Gazetteer& gazetteer_;
  std::vector<std::uint32_t> first_child_;
  std::vector<Index> children_;
  std::vector<Index> left_;
  std::vector<Index> right_;
  std::vector<NameSpan> names_;
  std::vector<Index> name_of_;
};

}  // namespace

std::vector<ParsedMention> find_mentions(const Document& document,
                                         std::span<const Sentence> sentences,
                                         const Gazetteer& gazetteer) {
  std::vector<ParsedMention> mentions;
  std::map<std::string, EntityType> told;
  std::set<std::string> tagged_words;
  std::vector<std::size_t> unsure;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (sentences[i].tokens.empty()) continue;
    SentenceMentions here(document, sentences[i], static_cast<std::uint32_t>(i), gazetteer);
    const auto first = mentions.size();
    here.add_to(mentions);
    here.add_told(told);
    here.add_tagged_words(tagged_words);
    for (auto k = first; k < mentions.size(); ++k) {
      if (here.untagged(mentions[k])) unsure.push_back(k);
    }
  }
  // A proper noun of a kind that the tagger knows, which it yet left out, is a name only if it is
  // known or resembles one that the tagger saw. (Parsed input may come without names: then all are
  // believed.)
  const bool by_model =
      std::any_of(sentences.begin(), sentences.end(), [](const Sentence& sentence) {
        return std::any_of(sentence.tokens.begin(), sentence.tokens.end(),
                           [](const Token& token) { return token.head_probability < 1.0F; });
      });
  if (by_model || !tagged_words.empty()) {
    for (const auto k : unsure) {
      auto& mention = mentions[k].mention;
      const auto base = base_type(mention.type);
      if (base != EntityType::kPerson && base != EntityType::kOrganization &&
          base != EntityType::kPlace) {
        continue;
      }
      const auto folded = fold_name(mention.name);
      const auto words = name_words(folded);
      const bool resembles = std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return tagged_words.contains(std::string(word));
      });
      if (!resembles && !gazetteer.find(mention.name) && !gazetteer.known_name(mention.name) &&
          gazetteer.country_of_capital(mention.name) == nullptr) {
        mention.named = false;
      }
    }
  }
  // "The Danish company Nordvax" once is enough for every Nordvax of the document.
  if (!told.empty()) {
    for (auto& parsed : mentions) {
      auto& mention = parsed.mention;
      if (!mention.named || mention.demonym) continue;
      const auto found = told.find(fold_name(mention.name));
      if (found != told.end() && base_type(found->second) != base_type(mention.type)) {
        mention.type = found->second;
      }
    }
  }
  return mentions;
}

}  // namespace trine::extract
