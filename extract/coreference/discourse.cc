#include "extract/coreference/discourse.h"

#include <iterator>
#include <numeric>
#include <string_view>
#include <unordered_set>

#include "extract/english/names.h"

namespace trine::extract::coreference {
namespace {

bool is_say_verb(std::string_view lemma) {
  static const std::unordered_set<std::string_view> kVerbs = {
      "say",     "tell",      "add",      "ask",     "note",    "explain", "state",   "announce",
      "claim",   "argue",     "write",    "reply",   "answer",  "warn",    "comment", "insist",
      "admit",   "declare",   "continue", "believe", "think",   "quote",   "remark",  "recall",
      "joke",    "shout",     "report",   "tweet",   "stress",  "suggest", "respond", "conclude",
      "observe", "emphasize", "describe", "call",    "confirm", "exclaim", "accord"};
  return kVerbs.contains(lemma);
}

}  // namespace

Discourse::Discourse(const Document& document, std::span<const Sentence> sentences,
                     std::span<ParsedMention> mentions, const Gazetteer& gazetteer)
    : document_(document),
      sentences_(sentences),
      mentions_(mentions),
      gazetteer_(gazetteer),
      attributes_(describe_mentions(sentences, mentions, gazetteer, words_)),
      parent_(mentions.size()),
      clusters_(mentions.size()),
      settled_(mentions.size(), false) {
  std::iota(parent_.begin(), parent_.end(), 0);
  for (Id i = 0; i < count(); ++i) start_cluster(i);
  index_heads();
  find_links();
  find_titles();
  find_speakers();
}

// ---- Clusters ----

Id Discourse::find(Id i) {
  while (parent_[index(i)] != i) {
    auto& up = parent_[index(i)];
    up = parent_[index(up)];
    i = up;
  }
  return i;
}

void Discourse::start_cluster(Id i) {
  auto& cluster = clusters_[index(i)];
  const auto& at = of(i);
  cluster.first = cluster.last = i;
  cluster.number = at.number;
  cluster.gender = at.gender;
  cluster.named = is_name(i) && !mention(i).demonym;
  if (cluster.named) {
    cluster.type = mention(i).type;
    cluster.name = i;
  }
  cluster.size = 1;
  if (!mention(i).pronoun) {
    cluster.heads.push_back(at.head_word);
    cluster.texts.push_back(at.text_id);
    cluster.words = at.all_words;
    if (!is_name(i)) cluster.marks = at.marks;
    cluster.identifiers = at.identifiers;
    if (!is_name(i) && !at.names_before.empty()) cluster.named_kinds.push_back(i);
    if (cluster.named) {
      for (const auto word : name_words(at.folded_name)) {
        add_unique(cluster.name_words, words_.of(word));
      }
    }
  }
}

void Discourse::join(Id a, Id b) {
  a = find(a);
  b = find(b);
  if (a == b) return;
  if (b < a) std::swap(a, b);  // the earliest mention is the root
  parent_[index(b)] = a;
  auto& into = clusters_[index(a)];
  auto& from = clusters_[index(b)];
  into.last = std::max(into.last, from.last);
  if (into.number == Number::kUnknown) into.number = from.number;
  if (into.gender == Gender::kUnknown) into.gender = from.gender;
  if (!into.named) {
    into.type = from.type;
    into.name = from.name;
  }
  into.named = into.named || from.named;
  into.size += from.size;
  for (const auto id : from.heads) add_unique(into.heads, id);
  for (const auto id : from.texts) add_unique(into.texts, id);
  for (const auto id : from.roles) add_unique(into.roles, id);
  for (const auto id : from.name_words) add_unique(into.name_words, id);
  for (const auto id : from.marks) add_unique(into.marks, id);
  for (const auto id : from.named_kinds) add_unique(into.named_kinds, id, 8);
  for (const auto id : from.identifiers) add_unique(into.identifiers, id);
  if (into.words.size() < 200) {
    std::vector<std::uint32_t> all;
    std::set_union(into.words.begin(), into.words.end(), from.words.begin(), from.words.end(),
                   std::back_inserter(all));
    into.words = std::move(all);
  }
  if (into.country == kNone) into.country = from.country;
  from = Cluster{};
}

// ---- Structure: who is whose, appositions, predicates ----

void Discourse::index_heads() {
  heads_.resize(sentences_.size());
  for (std::size_t s = 0; s < sentences_.size(); ++s) {
    heads_[s].assign(sentences_[s].tokens.size(), kNone);
  }
  for (Id i = 0; i < count(); ++i) {
    auto& slot = heads_[mention(i).sentence][static_cast<std::size_t>(parsed(i).head)];
    if (slot == kNone) slot = i;
  }
}

// Persons, events and times are nothing else: "the meeting between Ana Ruiz, director of ..." may
// be read wrongly as an apposition of the meeting and the director.
bool Discourse::same_kind(Id a, Id b) const {
  const auto one = base_type(mention(a).type);
  const auto two = base_type(mention(b).type);
  const auto sure = [](EntityType type) {
    return type == EntityType::kPerson || type == EntityType::kEvent || type == EntityType::kTime;
  };
  return one == two || !(sure(one) && (sure(two) || two == EntityType::kOrganization ||
                                       two == EntityType::kPlace));
}

void Discourse::find_links() {
  possessor_.assign(mentions_.size(), kNone);
  apposed_.assign(mentions_.size(), kNone);
  predicated_.assign(mentions_.size(), kNone);
  country_of_.assign(mentions_.size(), kNone);
  for (std::uint32_t s = 0; s < sentences_.size(); ++s) {
    const auto& tokens = sentences_[s].tokens;
    for (std::size_t t = 0; t < tokens.size(); ++t) {
      const auto& word = tokens[t];
      const auto at = static_cast<std::int32_t>(t);
      const Id own = headed_by(s, at);
      const Id up = headed_by(s, word.head);
      if (own != kNone && up != kNone && own != up) {
        if (word.relation == Deprel::kNmodPoss) possessor_[index(up)] = own;
        if (word.relation == Deprel::kAppos && same_kind(own, up)) apposed_[index(own)] = up;
        if (is_place_like(own) &&
            (word.relation == Deprel::kNmodPoss || word.relation == Deprel::kAmod ||
             word.relation == Deprel::kCompound || word.relation == Deprel::kNmod)) {
          auto& country = country_of_[index(up)];
          if (country == kNone) country = own;
        }
      }
      // "Japanese Prime Minister Fumio Kishida": the title's country is the person's.
      if (word.relation == Deprel::kNmodDesc && up != kNone) {
        for (std::size_t k = 0; k < tokens.size(); ++k) {
          if (tokens[k].head != at) continue;
          const Id inner = headed_by(s, static_cast<std::int32_t>(k));
          if (inner != kNone && is_place_like(inner)) {
            country_of_[index(up)] = inner;
          }
        }
        const auto role = words_.of(fold_name(word.lemma.empty() ? word.form : word.lemma));
        add_unique(clusters_[index(up)].roles, role);
      }
      if (word.relation == Deprel::kNsubj && own != kNone && up != kNone) {
        bool copula = false;
        bool negated = false;
        for (const auto& other : tokens) {
          if (other.head != word.head) continue;
          if (other.relation == Deprel::kCop) copula = true;
          if (other.lemma == "not" || other.lemma == "never") negated = true;
        }
        if (copula && !negated) predicated_[index(up)] = own;
      }
    }
  }
}

// Titles and countries that stand before the name of a person: "Japan's Chief Cabinet Secretary
// X".
void Discourse::find_titles() {
  for (Id i = 0; i < count(); ++i) {
    const auto& m = mention(i);
    if (!m.named || m.type != EntityType::kPerson || m.demonym) continue;
    const auto& tokens = sentence_of(i).tokens;
    for (auto t = parsed(i).first; t <= parsed(i).last; ++t) {
      const auto& word = tokens[static_cast<std::size_t>(t)];
      if (word.span.begin >= m.head.begin) break;
      const auto form = lower(word.form);
      if (gazetteer_.has(WordList::kTitle, form)) {
        add_unique(clusters_[index(i)].roles, words_.of(form));
      }
      const Id inner = headed_by(m.sentence, t);
      if (inner != kNone && inner != i && is_place_like(inner)) {
        country_of_[index(i)] = inner;
      }
    }
    auto& own = clusters_[index(i)];
    if (own.country == kNone) own.country = country_of_[index(i)];
  }
}

// ---- Speakers ----

void Discourse::find_speakers() {
  const auto quotes = find_quotes(sentences_);
  for (std::uint32_t s = 0; s < sentences_.size(); ++s) {
    const auto& tokens = sentences_[s].tokens;
    std::vector<std::int32_t> here;
    for (const auto quote : quotes[s]) {
      if (quote >= 0) add_unique(here, quote, 64);
    }
    if (here.empty()) continue;
    for (std::size_t t = 0; t < tokens.size(); ++t) {
      const auto& word = tokens[t];
      if (base(word.relation) != "nsubj" || word.head < 0 || quotes[s][t] >= 0) continue;
      const auto& verb = tokens[static_cast<std::size_t>(word.head)];
      if (quotes[s][static_cast<std::size_t>(word.head)] >= 0 || !is_say_verb(verb.lemma)) continue;
      const Id who = headed_by(s, static_cast<std::int32_t>(t));
      if (who == kNone) continue;
      for (const auto quote : here) speakers_.emplace(quote, who);
    }
  }
}

const Discourse::Noun& Discourse::noun(Id i) {
  const auto word = of(i).head_word;
  if (word >= nouns_.size()) nouns_.resize(word + 64);
  auto& noun = nouns_[word];
  if (!noun.known) {
    const auto& lemma = of(i).head_lemma;
    noun.known = true;
    noun.type = gazetteer_.noun_type(lemma);
    noun.state = gazetteer_.has(WordList::kStateNoun, lemma);
    noun.body = gazetteer_.has(WordList::kOrganizationSuffix, lemma) &&
                noun.type == EntityType::kOrganization;
    if (const auto place = gazetteer_.place_word(lemma)) noun.type = place;
  }
  return noun;
}

// Joins are made anew without those mentions.
void Discourse::detach(const std::vector<bool>& left_out) {
  std::vector<std::vector<Id>> groups(mentions_.size());
  for (Id i = 0; i < count(); ++i) {
    if (!left_out[index(i)]) groups[index(find(i))].push_back(i);
  }
  std::iota(parent_.begin(), parent_.end(), 0);
  for (Id i = 0; i < count(); ++i) {
    clusters_[index(i)] = Cluster{};
    start_cluster(i);
  }
  find_links();
  find_titles();
  for (const auto& group : groups) {
    for (std::size_t k = 1; k < group.size(); ++k) join(group[0], group[k]);
  }
}

void Discourse::find_parties(Id i, std::vector<Id>& found) {
  found.clear();
  // Mentions are ordered by where they begin, so those within follow.
  for (Id k = i + 1; k < count() && mention(k).sentence == mention(i).sentence &&
                     parsed(k).first <= parsed(i).last;
       ++k) {
    if (parsed(k).last > parsed(i).last || parsed(k).head == parsed(i).head) continue;
    if (is_name(k) || mention(k).demonym) add_unique(found, find(k));
  }
  std::sort(found.begin(), found.end());
}

Id Discourse::speaker(std::int32_t quote) const {
  const auto who = speakers_.find(quote);
  return who == speakers_.end() ? kNone : who->second;
}

bool Discourse::is_place_like(Id i) const {
  return is_place(mention(i).type) && (mention(i).named || mention(i).demonym);
}

bool Discourse::coordinated(Id a, Id b) const {
  const auto root = [&](Id i) {
    auto at = parsed(i).head;
    for (int steps = 0; steps < 10; ++steps) {
      const auto& word = token(mention(i).sentence, at);
      if (word.relation != Deprel::kConj || word.head < 0) break;
      at = word.head;
    }
    return at;
  };
  return root(a) == root(b);
}

}  // namespace trine::extract::coreference
