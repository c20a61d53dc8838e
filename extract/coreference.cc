#include "extract/coreference.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "extract/coreference_ranker.h"
#include "extract/gazetteer.h"
#include "extract/mention_attributes.h"
#include "extract/name_matching.h"
#include "extract/names.h"

// Order of work:
// 1. Names: those that denote one thing are joined (name_matching), all over the document.
// 2. Capitals that act for their government join the country.
// 3. From left to right, every other mention is given to the best earlier one or to none, by a
// linear model over
//    features of the pair (coreference_ranker). Candidates are few: the mentions just before, and
//    through indexes those with the same head or phrase and the latest names. So time stays
//    near-linear.
// 4. Groups ("both governments") get their members; clusters become entities.
namespace trine::extract {
namespace {

using Id = std::int32_t;
constexpr Id kNone = -1;
constexpr std::size_t kWindow = 30;           // mentions looked at before the anaphor
constexpr std::uint32_t kSentenceWindow = 6;  // sentences back for pronouns

// What is known of a cluster, kept at its root.
struct Cluster {
  Id first = kNone;
  Id last = kNone;
  Number number = Number::kUnknown;
  Gender gender = Gender::kUnknown;
  bool named = false;
  std::uint32_t size = 0;
  std::vector<std::uint32_t> heads;       // head words
  std::vector<std::uint32_t> texts;       // phrases; bounded
  std::vector<std::uint32_t> words;       // content words, sorted
  std::vector<std::uint32_t> roles;       // words of titles and roles
  std::vector<std::uint32_t> name_words;  // words of names
  Id country = kNone;                     // cluster (some mention of it) that it is of
  std::vector<Id> members;                // mentions that stand for its members
};

template <class T>
bool contains(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}
template <class T>
void add_unique(std::vector<T>& list, const T& value, std::size_t limit = 32) {
  if (list.size() < limit && !contains(list, value)) list.push_back(value);
}
bool includes(const std::vector<std::uint32_t>& all, const std::vector<std::uint32_t>& some) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

bool is_say_verb(std::string_view lemma) {
  static const std::unordered_set<std::string_view> kVerbs = {
      "say",     "tell",      "add",      "ask",     "note",    "explain", "state",   "announce",
      "claim",   "argue",     "write",    "reply",   "answer",  "warn",    "comment", "insist",
      "admit",   "declare",   "continue", "believe", "think",   "quote",   "remark",  "recall",
      "joke",    "shout",     "report",   "tweet",   "stress",  "suggest", "respond", "conclude",
      "observe", "emphasize", "describe", "call",    "confirm", "exclaim", "accord"};
  return kVerbs.contains(lemma);
}

// Verbs and nouns that make a capital stand for its government.
bool is_state_verb(std::string_view lemma) {
  static const std::unordered_set<std::string_view> kVerbs = {
      "say",       "agree",     "announce",    "want",      "seek",      "urge",       "demand",
      "refuse",    "reject",    "accuse",      "blame",     "deny",      "warn",       "threaten",
      "call",      "ask",       "request",     "offer",     "propose",   "decide",     "declare",
      "insist",    "insist",    "respond",     "react",     "retaliate", "condemn",    "criticize",
      "criticise", "welcome",   "praise",      "support",   "back",      "oppose",     "sign",
      "ratify",    "withdraw",  "suspend",     "resume",    "impose",    "lift",       "ban",
      "order",     "send",      "deploy",      "launch",    "fire",      "test",       "invade",
      "attack",    "annex",     "recognize",   "recognise", "recall",    "summon",     "expel",
      "negotiate", "cooperate", "compensate",  "pay",       "apologize", "apologise",  "expect",
      "hope",      "plan",      "pledge",      "promise",   "vow",       "push",       "press",
      "pressure",  "view",      "see",         "consider",  "believe",   "fear",       "claim",
      "maintain",  "argue",     "acknowledge", "admit",     "concede",   "comply",     "violate",
      "break",     "sever",     "restore",     "normalize", "normalise", "strengthen", "export",
      "import",    "sell",      "buy",         "supply",    "need",      "fail",       "try",
      "attempt",   "intend",    "aim",         "build",     "develop",   "adopt",      "approve",
      "protest",   "object",    "complain",    "share",     "join",      "leave",      "work",
      "invite",    "accept",    "confirm",     "report",    "allow",     "block",      "veto",
      "sanction",  "designate", "extend",      "cut",       "raise",     "lower",      "contribute",
      "help",      "provide",   "require",     "act",       "move",      "put",        "take",
      "make",      "have",      "do"};
  return kVerbs.contains(lemma);
}

class Resolver {
 public:
  Resolver(const Document& document, std::span<const Sentence> sentences,
           std::span<ParsedMention> mentions, const Gazetteer& gazetteer,
           const CoreferenceTeacher* teacher)
      : document_(document),
        sentences_(sentences),
        mentions_(mentions),
        gazetteer_(gazetteer),
        teacher_(teacher),
        attributes_(describe_mentions(sentences, mentions, gazetteer, words_)),
        parent_(mentions.size()),
        clusters_(mentions.size()) {
    std::iota(parent_.begin(), parent_.end(), 0);
    for (Id i = 0; i < count(); ++i) start_cluster(i);
    index_heads();
  }

  std::vector<Entity> run() {
    find_senses();
    find_structure();
    join_names();
    join_metonyms();
    join_governments();
    find_speakers();
    rank_all();
    return make_entities();
  }

 private:
  Id count() const { return static_cast<Id>(mentions_.size()); }
  const ParsedMention& parsed(Id i) const { return mentions_[static_cast<std::size_t>(i)]; }
  const Mention& mention(Id i) const { return parsed(i).mention; }
  const MentionAttributes& of(Id i) const { return attributes_[static_cast<std::size_t>(i)]; }
  const Sentence& sentence_of(Id i) const { return sentences_[mention(i).sentence]; }
  const Token& token(std::uint32_t sentence, std::int32_t i) const {
    return sentences_[sentence].tokens[static_cast<std::size_t>(i)];
  }
  const Token& head_token(Id i) const { return token(mention(i).sentence, parsed(i).head); }

  // ---- Clusters ----

  Id find(Id i) {
    while (parent_[static_cast<std::size_t>(i)] != i) {
      auto& up = parent_[static_cast<std::size_t>(i)];
      up = parent_[static_cast<std::size_t>(up)];
      i = up;
    }
    return i;
  }
  Cluster& cluster(Id i) { return clusters_[static_cast<std::size_t>(find(i))]; }

  void start_cluster(Id i) {
    auto& cluster = clusters_[static_cast<std::size_t>(i)];
    const auto& at = of(i);
    cluster.first = cluster.last = i;
    cluster.number = at.number;
    cluster.gender = at.gender;
    cluster.named = mention(i).named && !mention(i).demonym;
    cluster.size = 1;
    if (!mention(i).pronoun) {
      cluster.heads.push_back(at.head_word);
      cluster.texts.push_back(at.text_id);
      cluster.words = at.all_words;
      if (cluster.named) {
        for (const auto word : name_words(at.folded_name)) {
          add_unique(cluster.name_words, words_.of(word));
        }
      }
    }
  }

  void join(Id a, Id b) {
    a = find(a);
    b = find(b);
    if (a == b) return;
    if (b < a) std::swap(a, b);  // the earliest mention is the root
    parent_[static_cast<std::size_t>(b)] = a;
    auto& into = clusters_[static_cast<std::size_t>(a)];
    auto& from = clusters_[static_cast<std::size_t>(b)];
    into.last = std::max(into.last, from.last);
    if (into.number == Number::kUnknown) into.number = from.number;
    if (into.gender == Gender::kUnknown) into.gender = from.gender;
    into.named = into.named || from.named;
    into.size += from.size;
    for (const auto id : from.heads) add_unique(into.heads, id);
    for (const auto id : from.texts) add_unique(into.texts, id);
    for (const auto id : from.roles) add_unique(into.roles, id);
    for (const auto id : from.name_words) add_unique(into.name_words, id);
    if (into.words.size() < 200) {
      std::vector<std::uint32_t> all;
      std::set_union(into.words.begin(), into.words.end(), from.words.begin(), from.words.end(),
                     std::back_inserter(all));
      into.words = std::move(all);
    }
    if (into.country == kNone) into.country = from.country;
    if (into.members.empty()) into.members = from.members;
    from = Cluster{};
  }

  // ---- Structure: who is whose, appositions, predicates ----

  void index_heads() {
    heads_.resize(sentences_.size());
    for (std::size_t s = 0; s < sentences_.size(); ++s) {
      heads_[s].assign(sentences_[s].tokens.size(), kNone);
    }
    for (Id i = 0; i < count(); ++i) {
      auto& slot = heads_[mention(i).sentence][static_cast<std::size_t>(parsed(i).head)];
      if (slot == kNone) slot = i;
    }
  }
  Id headed_by(std::uint32_t sentence, std::int32_t head) const {
    return head < 0 ? kNone : heads_[sentence][static_cast<std::size_t>(head)];
  }

  void find_structure() {
    find_links();
    find_titles();
  }

  void find_links() {
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
          if (word.relation == Deprel::kNmodPoss) possessor_[static_cast<std::size_t>(up)] = own;
          if (word.relation == Deprel::kAppos) apposed_[static_cast<std::size_t>(own)] = up;
          if (is_place_like(own) &&
              (word.relation == Deprel::kNmodPoss || word.relation == Deprel::kAmod ||
               word.relation == Deprel::kCompound || word.relation == Deprel::kNmod)) {
            auto& country = country_of_[static_cast<std::size_t>(up)];
            if (country == kNone) country = own;
          }
        }
        // "Japanese Prime Minister Fumio Kishida": the title's country is the person's.
        if (word.relation == Deprel::kNmodDesc && up != kNone) {
          for (std::size_t k = 0; k < tokens.size(); ++k) {
            if (tokens[k].head != at) continue;
            const Id inner = headed_by(s, static_cast<std::int32_t>(k));
            if (inner != kNone && is_place_like(inner)) {
              country_of_[static_cast<std::size_t>(up)] = inner;
            }
          }
          const auto role = words_.of(fold_name(word.lemma.empty() ? word.form : word.lemma));
          add_unique(clusters_[static_cast<std::size_t>(up)].roles, role);
        }
        if (word.relation == Deprel::kNsubj && own != kNone && up != kNone) {
          bool copula = false;
          bool negated = false;
          for (const auto& other : tokens) {
            if (other.head != word.head) continue;
            if (other.relation == Deprel::kCop) copula = true;
            if (other.lemma == "not" || other.lemma == "never") negated = true;
          }
          if (copula && !negated) predicated_[static_cast<std::size_t>(up)] = own;
        }
      }
    }
  }

  // Titles and countries that stand before the name of a person: "Japan's Chief Cabinet Secretary
  // X".
  void find_titles() {
    for (Id i = 0; i < count(); ++i) {
      const auto& m = mention(i);
      if (!m.named || m.type != EntityType::kPerson || m.demonym) continue;
      const auto& tokens = sentence_of(i).tokens;
      for (auto t = parsed(i).first; t <= parsed(i).last; ++t) {
        const auto& word = tokens[static_cast<std::size_t>(t)];
        if (word.span.begin >= m.head.begin) break;
        const auto form = lower(word.form);
        if (gazetteer_.has(WordList::kTitle, form)) {
          add_unique(clusters_[static_cast<std::size_t>(i)].roles, words_.of(form));
        }
        const Id inner = headed_by(m.sentence, t);
        if (inner != kNone && inner != i && is_place_like(inner)) {
          country_of_[static_cast<std::size_t>(i)] = inner;
        }
      }
      auto& own = clusters_[static_cast<std::size_t>(i)];
      if (own.country == kNone) own.country = country_of_[static_cast<std::size_t>(i)];
    }
  }

  // "the Japanese government" is what Japan does; "his government" that of his country.
  void join_governments() {
    for (Id i = 0; i < count(); ++i) {
      const auto& m = mention(i);
      const auto& at = of(i);
      if (m.named || m.pronoun || at.head_lemma != "government" || at.number == Number::kPlural) {
        continue;
      }
      Id country = country_of_[static_cast<std::size_t>(i)];
      const Id owner = possessor_[static_cast<std::size_t>(i)];
      if (country == kNone && owner != kNone && mention(owner).named) {
        country = cluster(owner).country;
      }
      if (country == kNone || mention(country).type != EntityType::kCountry) continue;
      // other words make it another government: "the former Japanese government", "local"
      std::size_t others = 0;
      const auto& tokens = sentence_of(i).tokens;
      for (auto t = parsed(i).first; t < parsed(i).head; ++t) {
        const auto& word = tokens[static_cast<std::size_t>(t)];
        if (word.head != parsed(i).head || word.upos == Upos::kDet || word.upos == Upos::kPunct)
          continue;
        const bool of_country = t >= parsed(country).first && t <= parsed(country).last &&
                                mention(country).sentence == m.sentence;
        if (!of_country && word.relation != Deprel::kNmodPoss && word.relation != Deprel::kCase)
          ++others;
      }
      if (others > 0 || coordinated_heads(i)) continue;
      join(country, i);
      governments_.insert(i);
    }
  }

  // "the South Korean and Japanese government(s)"
  bool coordinated_heads(Id i) const {
    const auto& tokens = sentence_of(i).tokens;
    for (auto t = parsed(i).first; t < parsed(i).head; ++t) {
      if (tokens[static_cast<std::size_t>(t)].relation == Deprel::kConj) return true;
    }
    return false;
  }

  // "the South Korean leader": the person named before who bears such a title, of that country or
  // of none that is told.
  Id leader(Id i) {
    static constexpr std::array<std::string_view, 5> kNouns = {"leader", "president", "premier",
                                                               "minister", "chancellor"};
    static constexpr std::array<std::string_view, 9> kTitles = {
        "president", "minister", "premier", "chancellor", "king",
        "queen",     "emperor",  "leader",  "dictator"};
    const auto& at = of(i);
    const Id mine = country_of_[static_cast<std::size_t>(i)];
    if (mine == kNone || at.number == Number::kPlural ||
        std::find(kNouns.begin(), kNouns.end(), at.head_lemma) == kNouns.end()) {
      return kNone;
    }
    Id untold = kNone;
    for (std::size_t k = recent_names_.size(); k-- > 0;) {
      const Id candidate = recent_names_[k];
      if (mention(candidate).type != EntityType::kPerson || gender_clash(i, candidate)) continue;
      auto& group = cluster(candidate);
      if (std::none_of(kTitles.begin(), kTitles.end(),
                       [&](auto title) { return contains(group.roles, words_.of(title)); })) {
        continue;
      }
      if (group.country == kNone) {
        if (untold == kNone) untold = candidate;
      } else if (find(group.country) == find(mine)) {
        return candidate;
      }
    }
    return untold;
  }

  bool is_place_like(Id i) const {
    return is_place(mention(i).type) && (mention(i).named || mention(i).demonym);
  }

  // ---- Names ----

  void join_names() {
    std::vector<NameUse> uses;
    for (Id i = 0; i < count(); ++i) {
      if (!mention(i).named) continue;
      uses.push_back({i, mention(i).name, mention(i).type, of(i).gender, mention(i).demonym,
                      of(i).number == Number::kPlural});
    }
    for (const auto& [a, b] : match_names(uses, gazetteer_)) join(a, b);
  }

  // ---- Capitals ----

  // The country for which the capital named by mention `i` acts, if the sentence shows it.
  bool acts(Id i) const {
    const auto& tokens = sentence_of(i).tokens;
    if (sentence_of(i).kind == SentenceKind::kDateline) return false;
    // "SEOUL, April 7 (Agency) --"
    if (parsed(i).first == 0 && all_upper(head_token(i).form)) return false;
    const Token* word = &head_token(i);
    std::int32_t at = parsed(i).head;
    std::string_view preposition;
    const auto find_preposition = [&](std::int32_t of_token) {
      for (const auto& other : tokens) {
        if (other.head == of_token && other.relation == Deprel::kCase && other.xpos != "POS") {
          preposition = other.lemma;
        }
      }
    };
    find_preposition(at);
    for (int steps = 0; steps < 10 && word->relation == Deprel::kConj && word->head >= 0; ++steps) {
      at = word->head;
      word = &tokens[static_cast<std::size_t>(at)];
      if (preposition.empty()) find_preposition(at);
    }
    if (word->head < 0) return false;
    const auto& up = tokens[static_cast<std::size_t>(word->head)];
    const auto name = base(word->relation);
    if (name == "nsubj") return is_state_verb(up.lemma) || up.upos != Upos::kVerb;
    if (word->relation == Deprel::kOblAgent) return true;
    if (word->relation == Deprel::kNmodPoss || word->relation == Deprel::kCompound ||
        word->relation == Deprel::kAmod) {
      // "Tokyo's invitation", "Seoul-Tokyo ties", but not "Tokyo's streets"
      if (up.upos == Upos::kPropn) return false;
      const auto type = gazetteer_.noun_type(up.lemma);
      return !type || type == EntityType::kEvent || type == EntityType::kLaw ||
             type == EntityType::kOrganization || type == EntityType::kQuantity;
    }
    if (name == "obl" || name == "nmod") {
      static constexpr std::array<std::string_view, 12> kActing = {
          "with",    "between", "among", "against", "by",      "toward",
          "towards", "for",     "of",    "versus",  "despite", "without"};
      if (std::find(kActing.begin(), kActing.end(), preposition) != kActing.end()) {
        if (preposition != "of" && preposition != "for") return true;
        const auto type = gazetteer_.noun_type(up.lemma);
        return up.upos != Upos::kPropn && (preposition == "for" || type == EntityType::kEvent);
      }
      if (preposition == "to" || preposition == "from") {
        // "loans from Tokyo to Seoul", "message to Beijing": what is given, not a journey
        return name == "nmod" && (!gazetteer_.noun_type(up.lemma) ||
                                  gazetteer_.noun_type(up.lemma) != EntityType::kEvent);
      }
      return false;
    }
    return false;
  }

  void join_metonyms() {
    // The country must be spoken of in the document by its own name or people.
    std::unordered_map<std::string_view, Id> countries;
    for (Id i = 0; i < count(); ++i) {
      if (!mention(i).named || mention(i).type == EntityType::kPerson) continue;
      auto hit = gazetteer_.find(mention(i).name);
      if (!hit && mention(i).demonym) hit = gazetteer_.find_demonym(mention(i).name);
      if (hit && hit->entry->type == EntityType::kCountry) countries.emplace(hit->entry->id, i);
    }
    std::map<Id, std::vector<Id>> by_cluster;
    for (Id i = 0; i < count(); ++i) {
      if (!mention(i).named || mention(i).demonym ||
          base_type(mention(i).type) == EntityType::kPerson)
        continue;
      const auto* country = gazetteer_.country_of_capital(mention(i).name);
      if (country == nullptr || !acts(i)) continue;
      const auto known = countries.find(country->id);
      if (known == countries.end()) continue;
      // It was joined to the city by its name: take it out.
      detached_.insert(i);
      by_cluster[known->second].push_back(i);
    }
    if (detached_.empty()) return;
    rebuild_without(detached_);
    for (auto& [country, list] : by_cluster) {
      for (const Id i : list) {
        join(country, i);
        mentions_[static_cast<std::size_t>(i)].mention.type = EntityType::kCountry;
      }
    }
  }

  // Joins of names are made anew without those mentions.
  void rebuild_without(const std::unordered_set<Id>& left_out) {
    std::vector<std::vector<Id>> groups(mentions_.size());
    for (Id i = 0; i < count(); ++i) {
      if (!left_out.contains(i)) groups[static_cast<std::size_t>(find(i))].push_back(i);
    }
    std::iota(parent_.begin(), parent_.end(), 0);
    for (Id i = 0; i < count(); ++i) {
      clusters_[static_cast<std::size_t>(i)] = Cluster{};
      start_cluster(i);
    }
    find_structure();
    for (const auto& group : groups) {
      for (std::size_t k = 1; k < group.size(); ++k) join(group[0], group[k]);
    }
  }

  // ---- Speakers ----

  void find_speakers() {
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
        if (quotes[s][static_cast<std::size_t>(word.head)] >= 0 || !is_say_verb(verb.lemma))
          continue;
        const Id who = headed_by(s, static_cast<std::int32_t>(t));
        if (who == kNone) continue;
        for (const auto quote : here) speakers_.emplace(quote, who);
      }
    }
  }

  // ---- The ranking ----

  AnaphorKind kind_of(Id i) const {
    const auto& at = of(i);
    const auto& m = mention(i);
    if (m.pronoun) {
      if (at.person == 1) {
        return at.number == Number::kPlural ? AnaphorKind::kWe : AnaphorKind::kI;
      }
      if (at.person == 2) return AnaphorKind::kYou;
      if (at.person == 3) {
        if (at.gender == Gender::kNeuter) return AnaphorKind::kIt;
        if (at.number == Number::kPlural) return AnaphorKind::kThey;
        return AnaphorKind::kHeShe;
      }
      return AnaphorKind::kOtherPronoun;
    }
    if (m.named) return AnaphorKind::kName;
    switch (at.determiner) {
      case Determiner::kDefinite:
        return AnaphorKind::kDefinite;
      case Determiner::kDemonstrative:
        return AnaphorKind::kDemonstrative;
      case Determiner::kPossessive:
        return AnaphorKind::kPossessive;
      case Determiner::kIndefinite:
        return AnaphorKind::kIndefinite;
      case Determiner::kQuantifier:
      case Determiner::kNone:
        break;
    }
    return AnaphorKind::kBare;
  }

  static bool nested(const ParsedMention& a, const ParsedMention& b) {
    return a.mention.sentence == b.mention.sentence &&
           ((a.first <= b.first && b.last <= a.last) || (b.first <= a.first && a.last <= b.last));
  }

  bool gender_clash(Id i, Id candidate) {
    const auto a = of(i).gender;
    const auto b = cluster(candidate).gender;
    return a != Gender::kUnknown && b != Gender::kUnknown && a != b;
  }
  bool number_clash(Id i, Id candidate) {
    const auto a = of(i).number;
    const auto b = cluster(candidate).number;
    if (a == Number::kUnknown || b == Number::kUnknown || a == b) return false;
    // "the team ... they"
    const auto type = mention(candidate).type;
    return !(a == Number::kPlural && mention(i).pronoun && type == EntityType::kOrganization);
  }

  bool agrees(Id i, Id candidate) {
    if (gender_clash(i, candidate) || number_clash(i, candidate)) return false;
    const auto kind = kind_of(i);
    const bool person = mention(candidate).type == EntityType::kPerson;
    if (kind == AnaphorKind::kHeShe) {
      return person || mention(candidate).type == EntityType::kAnimal;
    }
    if (kind == AnaphorKind::kIt) {
      return !person && (!mention(candidate).pronoun || of(candidate).person == 3 ||
                         of(candidate).demonstrative_pronoun);
    }
    if (kind == AnaphorKind::kThey) {
      return of(candidate).person != 1 && of(candidate).person != 2;
    }
    return base_type(mention(i).type) == base_type(mention(candidate).type);
  }

  // May the noun of mention `i` take up a named cluster? "The government" no company, "the
  // ministry" only what has a ministry in its name, "the line" no organisation.
  bool fits_name(Id i, Id candidate) {
    const auto& group = cluster(candidate);
    const auto word = of(i).head_word;
    if (contains(group.heads, word) || contains(group.name_words, word) ||
        contains(group.roles, word)) {
      return true;
    }
    if (gazetteer_.has(WordList::kStateNoun, of(i).head_lemma)) {
      return of(i).head_lemma == "government" && mention(candidate).type == EntityType::kCountry;
    }
    const auto known = noun_type(i);
    if (!known) return true;
    const auto mine = base_type(*known);
    const auto theirs = base_type(mention(candidate).type);
    const auto is_thing = [](EntityType type) {
      return type == EntityType::kPerson || type == EntityType::kOrganization ||
             type == EntityType::kPlace || type == EntityType::kProduct ||
             type == EntityType::kEvent;
    };
    if (!is_thing(mine) || !is_thing(theirs) || mine == theirs) return true;
    // a country is a place and a body; a museum a place and a body
    const bool body = (mine == EntityType::kOrganization && theirs == EntityType::kPlace) ||
                      (mine == EntityType::kPlace && theirs == EntityType::kOrganization);
    return body;
  }

  // "another ship", "the other side", "a second vessel": not the one spoken of.
  bool differs(Id i) const {
    if (mention(i).named) return false;
    const auto& tokens = sentence_of(i).tokens;
    for (auto t = parsed(i).first; t < parsed(i).head; ++t) {
      const auto& word = tokens[static_cast<std::size_t>(t)];
      if (word.head != parsed(i).head) continue;
      if (word.form == "another" || word.form == "Another" || word.form == "other" ||
          word.form == "second" || word.form == "third" || word.form == "different" ||
          word.form == "separate") {
        return true;
      }
    }
    return false;
  }

  // What no weighing may join.
  bool compatible(Id i, Id candidate) {
    const auto& a = mention(i);
    const auto& b = mention(candidate);
    if (a.pronoun || b.pronoun) return true;
    if ((a.type == EntityType::kTime) != (b.type == EntityType::kTime)) return false;
    if (!a.named && cluster(candidate).named &&
        predicated_[static_cast<std::size_t>(i)] != candidate &&
        apposed_[static_cast<std::size_t>(i)] != candidate && !fits_name(i, candidate)) {
      return false;
    }
    if (differs(i) && !differs(candidate)) return false;
    if (!a.named || !cluster(candidate).named) return true;
    // Two names that name matching kept apart: only if one is said to be the other.
    return b.named &&
           (apposed_[static_cast<std::size_t>(i)] == candidate ||
            predicated_[static_cast<std::size_t>(i)] == candidate) &&
           base_type(a.type) == base_type(b.type) && !is_place(a.type);
  }

  // Candidates, nearest first, one for each cluster.
  void gather(Id i, AnaphorKind kind, std::vector<Id>& out) {
    out.clear();
    seen_.clear();
    const auto try_add = [&](Id candidate) {
      if (candidate == kNone || candidate >= i) return;
      if (nested(parsed(i), parsed(candidate)) &&
          apposed_[static_cast<std::size_t>(i)] != candidate)
        return;
      if (find(candidate) == find(i) || !compatible(i, candidate)) return;
      if (mention(candidate).demonym && mention(candidate).type == EntityType::kPerson &&
          kind == AnaphorKind::kHeShe) {
        return;
      }
      if (of(candidate).relative || of(candidate).interrogative) return;
      const Id root = find(candidate);
      if (contains(seen_, root)) return;
      seen_.push_back(root);
      out.push_back(candidate);
    };
    const bool pronoun = mention(i).pronoun;
    const auto here = mention(i).sentence;
    const auto reach = pronoun ? kSentenceWindow : 3U;
    std::size_t looked = 0;
    for (Id k = i - 1; k >= 0 && looked < kWindow; --k) {
      if (mention(k).sentence + reach < here) break;
      ++looked;
      try_add(k);
    }
    const auto from_index = [&](const std::unordered_map<std::uint32_t, std::vector<Id>>& index,
                                std::uint32_t key, std::size_t limit) {
      const auto found = index.find(key);
      if (found == index.end()) return;
      const auto& list = found->second;
      for (std::size_t k = list.size(); k-- > 0 && limit > 0; --limit) try_add(list[k]);
    };
    if (!pronoun) {
      from_index(by_text_, of(i).text_id, 2);
      from_index(by_head_, of(i).head_word, 6);
      // "the company" and the latest names
      if (kind == AnaphorKind::kDefinite || kind == AnaphorKind::kDemonstrative ||
          kind == AnaphorKind::kName) {
        std::size_t names = 0;
        for (std::size_t k = recent_names_.size(); k-- > 0 && names < 12; ++names) {
          try_add(recent_names_[k]);
        }
      }
      from_index(by_head_name_, of(i).head_word, 3);
    } else if (of(i).person == 1 || of(i).person == 2) {
      from_index(by_person_, of(i).person * 4U + static_cast<unsigned>(of(i).number), 3);
      if (of(i).quote >= 0) {
        const auto who = speakers_.find(of(i).quote);
        if (who != speakers_.end()) try_add(who->second);
      }
    }
    if (predicated_[static_cast<std::size_t>(i)] != kNone) {
      try_add(predicated_[static_cast<std::size_t>(i)]);
    }
  }

  static void add_if(FeatureVector& out, bool when, Feature feature) {
    if (when) out.push_back(feature);
  }

  void new_features(Id i, bool no_candidate, FeatureVector& out) const {
    out.clear();
    const auto& at = of(i);
    const auto& m = mention(i);
    out.push_back(Feature::kNew);
    add_if(out, by_head_.contains(at.head_word), Feature::kNewHeadSeen);
    add_if(out, by_text_.contains(at.text_id), Feature::kNewTextSeen);
    add_if(out, at.postmodified, Feature::kNewPostmodified);
    add_if(out, !at.words.empty(), Feature::kNewPremodified);
    add_if(out, m.sentence == 0, Feature::kNewFirstSentence);
    add_if(out, at.number == Number::kPlural, Feature::kNewPlural);
    add_if(out, at.function == Function::kSubject, Feature::kNewSubject);
    add_if(out, no_candidate, Feature::kNewNoCandidate);
    add_if(out, at.quote >= 0, Feature::kNewInQuote);
    add_if(out, at.all_words.size() == 1, Feature::kNewOneWord);
    switch (base_type(m.type)) {
      case EntityType::kPerson:
        out.push_back(Feature::kNewPerson);
        break;
      case EntityType::kOrganization:
        out.push_back(Feature::kNewOrganization);
        break;
      case EntityType::kPlace:
        out.push_back(Feature::kNewPlace);
        break;
      case EntityType::kEvent:
        out.push_back(Feature::kNewEvent);
        break;
      case EntityType::kTime:
        out.push_back(Feature::kNewTime);
        break;
      case EntityType::kAbstract:
      case EntityType::kQuantity:
      case EntityType::kLaw:
        out.push_back(Feature::kNewAbstract);
        break;
      default:
        out.push_back(Feature::kNewObject);
        break;
    }
    // part of a bigger mention
    const auto up = head_token(i).head;
    add_if(out, up >= 0 && headed_by(m.sentence, up) != kNone, Feature::kNewNested);
  }

  void pair_features(Id i, Id c, std::size_t agreeing, FeatureVector& out) {
    out.clear();
    const auto& at = of(i);
    const auto& to = of(c);
    const auto& m = mention(i);
    const auto& n = mention(c);
    auto& group = cluster(c);
    const auto sentences = m.sentence - n.sentence;
    constexpr std::array<Feature, 5> kBySentence = {Feature::kSameSentence, Feature::kSentence1,
                                                    Feature::kSentence2, Feature::kSentence3,
                                                    Feature::kSentence4};
    out.push_back(sentences < kBySentence.size() ? kBySentence[sentences] : Feature::kSentenceFar);
    const Id apart = i - c;
    out.push_back(apart <= 1    ? Feature::kMention1
                  : apart <= 3  ? Feature::kMention2
                  : apart <= 7  ? Feature::kMention4
                  : apart <= 15 ? Feature::kMention8
                  : apart <= 30 ? Feature::kMention16
                                : Feature::kMentionFar);
    constexpr std::array<Feature, 6> kByFunction = {
        Feature::kCandidateSubject,   Feature::kCandidateObject,   Feature::kCandidateOblique,
        Feature::kCandidatePossessor, Feature::kCandidateModifier, Feature::kCandidateOther};
    out.push_back(kByFunction[static_cast<std::size_t>(to.function)]);
    add_if(out, at.function == to.function, Feature::kSameFunction);
    add_if(out, at.paragraph == to.paragraph, Feature::kSameParagraph);
    if (n.pronoun) {
      out.push_back(to.person == 1 || to.person == 2 ? Feature::kCandidatePronoun12
                                                     : Feature::kCandidatePronoun3);
    } else if (n.named) {
      out.push_back(Feature::kCandidateName);
    } else if (to.determiner == Determiner::kIndefinite) {
      out.push_back(Feature::kCandidateIndefinite);
    } else if (to.determiner == Determiner::kNone || to.determiner == Determiner::kQuantifier) {
      out.push_back(Feature::kCandidateBare);
    } else {
      out.push_back(Feature::kCandidateDefinite);
    }
    switch (n.type) {
      case EntityType::kPerson:
        out.push_back(Feature::kCandidatePerson);
        break;
      case EntityType::kOrganization:
        out.push_back(Feature::kCandidateOrganization);
        break;
      case EntityType::kCountry:
        out.push_back(Feature::kCandidateCountry);
        break;
      case EntityType::kPlace:
      case EntityType::kCity:
      case EntityType::kRegion:
      case EntityType::kFacility:
        out.push_back(Feature::kCandidatePlace);
        break;
      case EntityType::kEvent:
        out.push_back(Feature::kCandidateEvent);
        break;
      case EntityType::kTime:
        out.push_back(Feature::kCandidateTime);
        break;
      case EntityType::kAbstract:
      case EntityType::kLaw:
      case EntityType::kQuantity:
        out.push_back(Feature::kCandidateAbstract);
        break;
      case EntityType::kAnimal:
      case EntityType::kPlant:
        out.push_back(Feature::kCandidateAnimal);
        break;
      default:
        out.push_back(Feature::kCandidateObjectType);
        break;
    }
    out.push_back(base_type(m.type) == base_type(n.type) ? Feature::kSameType
                                                         : Feature::kOtherType);
    if (at.number != Number::kUnknown && group.number != Number::kUnknown) {
      out.push_back(number_clash(i, c) ? Feature::kOtherNumber : Feature::kSameNumber);
    }
    if (at.gender != Gender::kUnknown && group.gender != Gender::kUnknown) {
      out.push_back(at.gender == group.gender ? Feature::kSameGender : Feature::kOtherGender);
    }
    if (!m.pronoun) {
      if (!n.pronoun && at.head_word == to.head_word) {
        out.push_back(Feature::kHeadSame);
        const bool inside = includes(group.words, at.words);
        const bool more = includes(at.all_words, to.words);
        if (inside) {
          out.push_back(Feature::kHeadSameWordsInside);
        } else if (more) {
          out.push_back(Feature::kHeadSameWordsMore);
        } else {
          out.push_back(Feature::kHeadSameWordsConflict);
        }
        add_if(out, at.text_id == to.text_id, Feature::kTextSame);
      } else {
        add_if(out, contains(group.heads, at.head_word), Feature::kClusterHead);
        add_if(out, contains(group.texts, at.text_id), Feature::kClusterText);
      }
      if (!n.pronoun && !at.numbers.empty() && !to.numbers.empty() && at.numbers != to.numbers) {
        out.push_back(Feature::kNumbersConflict);
      }
      if (!n.pronoun && at.head_word != to.head_word) {
        add_if(out, std::binary_search(to.all_words.begin(), to.all_words.end(), at.head_word),
               Feature::kHeadInCandidate);
        add_if(out, std::binary_search(at.all_words.begin(), at.all_words.end(), to.head_word),
               Feature::kCandidateHeadInside);
      }
      add_if(out, contains(group.name_words, at.head_word), Feature::kHeadInClusterName);
      if (!m.named) {
        const auto known = noun_type(i);
        add_if(out, known && *known == n.type && n.type != EntityType::kAbstract,
               Feature::kFineTypeSame);
        add_if(out,
               known && *known == n.type && group.named && at.determiner == Determiner::kDefinite &&
                   at.words.empty() && !at.postmodified,
               Feature::kDefiniteNameType);
        add_if(out, contains(group.roles, at.head_word), Feature::kRoleOfCluster);
        if (at.head_word != to.head_word) add_senses(at.head_word, group, out);
      }
      const Id mine = country_of_[static_cast<std::size_t>(i)];
      const Id theirs = country_of_[static_cast<std::size_t>(c)] != kNone
                            ? country_of_[static_cast<std::size_t>(c)]
                            : group.country;
      if (mine != kNone && theirs != kNone) {
        out.push_back(find(mine) == find(theirs) ? Feature::kAffiliationSame
                                                 : Feature::kAffiliationOther);
      }
      const Id a = possessor_[static_cast<std::size_t>(i)];
      const Id b = possessor_[static_cast<std::size_t>(c)];
      if (a != kNone && b != kNone) {
        out.push_back(find(a) == find(b) ? Feature::kPossessorSame : Feature::kPossessorOther);
      }
    } else {
      add_if(out, n.pronoun && at.head_word == to.head_word, Feature::kHeadSame);
    }
    out.push_back(group.size <= 1   ? Feature::kClusterSize1
                  : group.size <= 3 ? Feature::kClusterSize3
                  : group.size <= 7 ? Feature::kClusterSize7
                                    : Feature::kClusterSizeMore);
    add_if(out, group.named, Feature::kClusterNamed);
    if (sentences == 0) {
      if (at.clause == to.clause && at.function != Function::kPossessor &&
          to.function != Function::kPossessor && at.function != Function::kModifier &&
          to.function != Function::kModifier && at.function != Function::kOther &&
          to.function != Function::kOther) {
        out.push_back(at.reflexive ? Feature::kReflexiveSubject : Feature::kClauseArgument);
      } else {
        add_if(out, at.clause == to.clause && to.function == Function::kSubject,
               Feature::kClauseSubject);
      }
      add_if(out, coordinated(i, c), Feature::kCoordinated);
    }
    add_if(out, apposed_[static_cast<std::size_t>(i)] == c, Feature::kApposition);
    add_if(out, predicated_[static_cast<std::size_t>(i)] == c, Feature::kCopula);
    out.push_back(at.quote == to.quote ? Feature::kSameQuote : Feature::kOtherQuote);
    if (at.quote >= 0) {
      const auto who = speakers_.find(at.quote);
      add_if(out, who != speakers_.end() && find(who->second) == find(c), Feature::kSpeaker);
    }
    if (agreeing > 0) {
      out.push_back(agreeing == 1   ? Feature::kAgrees1
                    : agreeing == 2 ? Feature::kAgrees2
                    : agreeing == 3 ? Feature::kAgrees3
                                    : Feature::kAgreesMore);
    }
    add_if(out, m.named && group.named, Feature::kSameNames);
  }

  // Is the anaphor's noun a synonym of a word of the cluster, or a more general one ("the vessel"
  // for a ferry)?
  void add_senses(std::uint32_t word, const Cluster& group, FeatureVector& out) {
    const auto& mine = senses_[word];
    if (mine[0] == 0) return;
    bool synonym = false;
    bool hypernym = false;
    bool hyponym = false;
    const auto compare = [&](std::uint32_t other) {
      const auto known = senses_.find(other);
      if (known == senses_.end() || other == word) return;
      const auto& theirs = known->second;
      if (theirs[0] == 0) return;
      synonym = synonym || theirs[0] == mine[0];
      for (std::size_t k = 1; k < 4; ++k) {
        hypernym = hypernym || theirs[k] == mine[0];
        hyponym = hyponym || mine[k] == theirs[0];
      }
    };
    for (const auto other : group.heads) compare(other);
    for (const auto other : group.name_words) compare(other);
    add_if(out, synonym, Feature::kSynonym);
    add_if(out, hypernym && !synonym, Feature::kHypernym);
    add_if(out, hyponym && !synonym && !hypernym, Feature::kHyponym);
  }

  void find_senses() {
    for (Id i = 0; i < count(); ++i) {
      const auto& at = of(i);
      if (mention(i).pronoun) continue;
      if (senses_.emplace(at.head_word, std::array<std::uint32_t, 4>{}).second) {
        senses_[at.head_word] = gazetteer_.noun_senses(at.head_lemma);
      }
      if (!mention(i).named) continue;
      for (const auto word : name_words(at.folded_name)) {
        const auto id = words_.of(word);
        if (senses_.emplace(id, std::array<std::uint32_t, 4>{}).second) {
          senses_[id] = gazetteer_.noun_senses(word);
        }
      }
    }
  }

  std::optional<EntityType> noun_type(Id i) {
    const auto word = of(i).head_word;
    const auto known = noun_types_.find(word);
    if (known != noun_types_.end()) return known->second;
    auto type = gazetteer_.noun_type(of(i).head_lemma);
    if (const auto place = gazetteer_.place_word(of(i).head_lemma)) type = place;
    noun_types_.emplace(word, type);
    return type;
  }

  // "A and B": conjuncts of one phrase differ.
  bool coordinated(Id a, Id b) const {
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

  void enter(Id i) {
    const auto& m = mention(i);
    const auto& at = of(i);
    if (m.pronoun) {
      if (at.person == 1 || at.person == 2) {
        by_person_[at.person * 4U + static_cast<unsigned>(at.number)].push_back(i);
      }
    } else {
      by_head_[at.head_word].push_back(i);
      by_text_[at.text_id].push_back(i);
    }
    if (m.named && !m.demonym) {
      for (const auto word : name_words(at.folded_name))
        by_head_name_[words_.of(word)].push_back(i);
      const auto found = std::find(recent_names_.begin(), recent_names_.end(), find(i));
      if (found != recent_names_.end()) recent_names_.erase(found);
      if (recent_names_.size() >= 64) recent_names_.erase(recent_names_.begin());
      recent_names_.push_back(i);
    }
  }

  void rank_all() {
    std::vector<Id> candidates;
    FeatureVector features;
    std::vector<CandidateTrace> trace;
    for (Id i = 0; i < count(); ++i) {
      const auto kind = kind_of(i);
      const bool settled =
          (kind == AnaphorKind::kName && find(i) != i) || mention(i).demonym || of(i).interrogative;
      if (of(i).relative) {
        join_relative(i);
      } else if (!settled) {
        decide(i, kind, candidates, features, trace);
      }
      enter(i);
    }
  }

  void decide(Id i, AnaphorKind kind, std::vector<Id>& candidates, FeatureVector& features,
              std::vector<CandidateTrace>& trace) {
    if (kind == AnaphorKind::kDefinite && teacher_ == nullptr) {
      if (const Id who = leader(i); who != kNone) {
        join(who, i);
        return;
      }
    }
    gather(i, kind, candidates);
    new_features(i, candidates.empty(), features);
    trace.clear();
    if (teacher_ != nullptr) trace.push_back({kNone, features});
    float best = score(kind, features);
    Id chosen = kNone;
    std::size_t agreeing = 0;
    for (const Id candidate : candidates) {
      const bool agreed = agrees(i, candidate);
      if (agreed) ++agreeing;
      pair_features(i, candidate, agreed ? agreeing : 0, features);
      if (teacher_ != nullptr) trace.push_back({candidate, features});
      const float points = score(kind, features);
      if (points > best) {
        best = points;
        chosen = candidate;
      }
    }
    if (teacher_ != nullptr && teacher_->see) {
      teacher_->see(i, kind, trace);
      const auto gold = teacher_->gold[static_cast<std::size_t>(i)];
      chosen = kNone;
      for (const Id candidate : candidates) {
        if (gold >= 0 && teacher_->gold[static_cast<std::size_t>(candidate)] == gold) {
          chosen = candidate;
          break;
        }
      }
    }
    if (chosen != kNone) join(chosen, i);
  }

  // "who" is the noun that its clause describes.
  void join_relative(Id i) {
    const auto s = mention(i).sentence;
    auto at = parsed(i).head;
    for (int steps = 0; steps < 20 && at >= 0; ++steps) {
      const auto& word = token(s, at);
      if (word.relation == Deprel::kAclRelcl) {
        const Id noun = headed_by(s, word.head);
        if (noun != kNone && noun != i) join(noun, i);
        return;
      }
      at = word.head;
    }
  }

  // ---- Entities ----

  std::vector<Entity> make_entities();
  void find_members(const std::vector<std::vector<Id>>& groups, std::vector<Entity>& entities,
                    const std::vector<std::uint32_t>& entity_of);
  Entity entity_of_group(const std::vector<Id>& group);
  std::vector<std::string> roles_of(Id i) const;
  bool generic_name(const std::string& name) const;
  std::string description(Id i) const;

  const Document& document_;
  std::span<const Sentence> sentences_;
  std::span<ParsedMention> mentions_;
  const Gazetteer& gazetteer_;
  const CoreferenceTeacher* teacher_;
  WordIds words_;
  std::vector<MentionAttributes> attributes_;
  std::vector<Id> parent_;
  std::vector<Cluster> clusters_;
  std::vector<std::vector<Id>> heads_;  // [sentence][token]: the mention headed there
  std::vector<Id> possessor_;
  std::vector<Id> apposed_;     // the mention that it stands in apposition to
  std::vector<Id> predicated_;  // the subject that it is predicated of
  std::vector<Id> country_of_;
  std::unordered_set<Id> detached_;
  std::unordered_set<Id> governments_;
  std::unordered_map<std::int32_t, Id> speakers_;
  std::unordered_map<std::uint32_t, std::optional<EntityType>> noun_types_;
  std::unordered_map<std::uint32_t, std::array<std::uint32_t, 4>> senses_;
  std::unordered_map<std::uint32_t, std::vector<Id>> by_head_;
  std::unordered_map<std::uint32_t, std::vector<Id>> by_text_;
  std::unordered_map<std::uint32_t, std::vector<Id>> by_head_name_;
  std::unordered_map<std::uint32_t, std::vector<Id>> by_person_;
  std::vector<Id> recent_names_;
  std::vector<Id> seen_;
};

std::string plain_text(Span span, std::string_view text) {
  std::string out;
  bool gap = false;
  for (const char c : span.in(text)) {
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

// Titles before a name, and what an apposition or predicate says it is.
std::vector<std::string> Resolver::roles_of(Id i) const {
  std::vector<std::string> roles;
  const auto& m = mention(i);
  const auto& tokens = sentence_of(i).tokens;
  if (m.named) {
    for (auto t = parsed(i).first; t <= parsed(i).last; ++t) {
      const auto& word = tokens[static_cast<std::size_t>(t)];
      if (word.relation != Deprel::kNmodDesc || word.head != parsed(i).head) continue;
      auto first = t;
      while (first > parsed(i).first) {
        const auto& before = tokens[static_cast<std::size_t>(first - 1)];
        if (before.head != t ||
            (before.relation != Deprel::kCompound && before.relation != Deprel::kAmod)) {
          break;
        }
        if (gazetteer_.find_demonym(before.form)) break;
        --first;
      }
      const Span span{tokens[static_cast<std::size_t>(first)].span.begin, word.span.end};
      roles.push_back(lower(plain_text(span, document_.text)));
    }
  } else if (m.type == EntityType::kPerson && !m.pronoun &&
             (apposed_[static_cast<std::size_t>(i)] != kNone ||
              predicated_[static_cast<std::size_t>(i)] != kNone)) {
    roles.push_back(lower(description(i)));
  }
  return roles;
}

bool Resolver::generic_name(const std::string& name) const {
  const auto folded = fold_name(name);
  if (folded == "congress" || folded == "pentagon") return false;
  const auto words = name_words(folded);
  return !words.empty() && std::all_of(words.begin(), words.end(), [&](std::string_view word) {
    return gazetteer_.has(WordList::kTitle, word) || gazetteer_.has(WordList::kStateNoun, word) ||
           (words.size() == 1 &&
            (gazetteer_.has(WordList::kOrganizationSuffix, word) ||
             gazetteer_.place_word(word).has_value() ||
             (word.ends_with('s') &&
              gazetteer_.has(WordList::kTitle, word.substr(0, word.size() - 1))))) ||
           word == "prime" || word == "vice";
  });
}

// The phrase without its article, cut before relative clauses and asides.
std::string Resolver::description(Id i) const {
  const auto& tokens = sentence_of(i).tokens;
  auto first = parsed(i).first;
  auto last = parsed(i).last;
  const auto head = parsed(i).head;
  for (auto t = head + 1; t <= last; ++t) {
    const auto& word = tokens[static_cast<std::size_t>(t)];
    const auto relation = word.relation;
    const bool clause = relation == Deprel::kAclRelcl || relation == Deprel::kAdvcl ||
                        relation == Deprel::kAcl || relation == Deprel::kCcomp;
    const bool aside = word.form == "," || word.form == "(" || word.form == "—" ||
                       word.form == "–" || word.form == ";";
    if (aside) {
      last = t - 1;
      break;
    }
    if (clause && word.head >= parsed(i).first && word.head <= head) {
      // back to where the clause begins: its leftmost word after the head
      auto begin = t;
      for (auto k = t - 1; k > head; --k) {
        auto up = k;
        for (int steps = 0; steps < 20 && up >= 0 && up != t; ++steps) {
          up = tokens[static_cast<std::size_t>(up)].head;
        }
        if (up == t) begin = k;
      }
      last = std::max(head, begin - 1);
      break;
    }
  }
  while (last > head && (tokens[static_cast<std::size_t>(last)].xpos == "POS" ||
                         tokens[static_cast<std::size_t>(last)].upos == Upos::kPunct)) {
    --last;
  }
  if (first < head) {
    const auto word = lower(tokens[static_cast<std::size_t>(first)].form);
    if (word == "the" || word == "a" || word == "an") ++first;
  }
  const Span span{tokens[static_cast<std::size_t>(first)].span.begin,
                  tokens[static_cast<std::size_t>(last)].span.end};
  return plain_text(span, document_.text);
}

Entity Resolver::entity_of_group(const std::vector<Id>& group) {
  Entity entity;
  std::map<EntityType, int> votes;
  std::map<std::string, std::pair<int, Id>> names;  // name -> uses, first
  std::vector<std::string> descriptions;
  const Gazetteer::Entry* entry = nullptr;
  for (const Id i : group) {
    const auto& m = mention(i);
    if (m.pronoun) continue;
    int weight = m.named ? 3 : 1;
    if (m.demonym || m.type == EntityType::kAbstract) weight = 1;  // abstract: type unknown
    votes[m.type] += weight;
    if (m.named) {
      auto& use = names.emplace(m.name, std::pair{0, i}).first->second;
      ++use.first;
      auto hit = gazetteer_.find(m.name);
      if (!hit && m.demonym && m.type != EntityType::kPerson) hit = gazetteer_.find_demonym(m.name);
      // an entry counts only for things of its type
      if (hit && (hit->entry->user || base_type(hit->entry->type) == base_type(m.type)) &&
          (entry == nullptr || (hit->entry->user && !entry->user))) {
        entry = hit->entry;
      }
      // "President Ana Ruiz", not "western Latvia"
      if (m.type == EntityType::kPerson && m.span != m.head && m.span.end == m.head.end &&
          !m.demonym) {
        if (auto text = description(i); text.size() <= 60) descriptions.push_back(std::move(text));
      }
    } else {
      descriptions.push_back(description(i));
    }
    for (auto& role : roles_of(i)) add_unique(entity.roles, role);
  }
  std::sort(entity.roles.begin(), entity.roles.end());
  // "Parliament", "Prime Minister": capitals that name nothing by themselves
  entity.named = std::any_of(names.begin(), names.end(),
                             [&](const auto& name) { return !generic_name(name.first); });
  if (entry != nullptr) {
    entity.type = entry->type;
    entity.gazetteer_id = entry->id;
  } else if (votes.empty()) {
    entity.type = mention(group[0]).type;
  } else {
    int most = 0;
    for (const auto& [type, count] : votes) {
      if (count > most) {
        most = count;
        entity.type = type;
      }
    }
  }
  if (entry != nullptr) {
    entity.name = entry->name;
  } else if (!names.empty()) {
    // The fullest name: most words, then most used, then first.
    const std::string* best = nullptr;
    std::size_t best_words = 0;
    std::pair<int, Id> best_use{};
    for (const auto& [name, use] : names) {
      const auto folded = fold_name(name);
      auto words = name_words(folded).size();
      if (words == 1 && all_upper(name) && name.size() <= 6) words = 0;  // an acronym is not full
      if (best == nullptr || words > best_words ||
          (words == best_words && (use.first > best_use.first || (use.first == best_use.first &&
                                                                  use.second < best_use.second)))) {
        best = &name;
        best_words = words;
        best_use = use;
      }
    }
    entity.name = *best;
    if (all_upper(entity.name) && entity.name.size() > 6) entity.name = title_case(entity.name);
  } else if (!descriptions.empty()) {
    // The fullest of the first three, if it is not a sentence.
    entity.name = descriptions[0];
    for (std::size_t k = 1; k < descriptions.size() && k < 3; ++k) {
      if (descriptions[k].size() > entity.name.size() && descriptions[k].size() <= 60) {
        entity.name = descriptions[k];
      }
    }
  } else {
    entity.name = mention(group[0]).name;
  }
  std::vector<std::string> aliases;
  for (const auto& [name, use] : names) aliases.push_back(name);
  for (auto& text : descriptions) {
    if (text.size() <= 80) aliases.push_back(std::move(text));
  }
  std::sort(aliases.begin(), aliases.end());
  aliases.erase(std::unique(aliases.begin(), aliases.end()), aliases.end());
  std::erase(aliases, entity.name);
  entity.aliases = std::move(aliases);
  return entity;
}

// "the two leaders", "both governments": the last two or so clusters of their kind.
void Resolver::find_members(const std::vector<std::vector<Id>>& groups,
                            std::vector<Entity>& entities,
                            const std::vector<std::uint32_t>& entity_of) {
  for (std::size_t g = 0; g < groups.size(); ++g) {
    auto& entity = entities[g];
    if (entity.named) continue;
    for (const Id i : groups[g]) {
      const auto& m = mention(i);
      const auto& at = of(i);
      if (m.pronoun || at.number == Number::kSingular || at.postmodified) continue;
      const auto& tokens = sentence_of(i).tokens;
      bool both = false;
      bool definite = at.determiner == Determiner::kDefinite ||
                      at.determiner == Determiner::kPossessive ||
                      at.determiner == Determiner::kDemonstrative;
      std::size_t wanted = 0;
      for (auto t = parsed(i).first; t <= parsed(i).last; ++t) {
        const auto form = lower(tokens[static_cast<std::size_t>(t)].form);
        if (form == "both") both = true;
        if (form == "two") wanted = 2;
        if (form == "three") wanted = 3;
        if (form == "four") wanted = 4;
      }
      if (both) wanted = 2;
      if (!both && (!definite || wanted == 0)) continue;
      EntityType type = EntityType::kAbstract;
      const auto plural = lower(head_token(i).form);
      const bool bare = head_token(i).upos == Upos::kNum || plural == "both";
      if (gazetteer_.has(WordList::kGroupPlace, plural)) {
        type = EntityType::kCountry;
      } else if (gazetteer_.has(WordList::kGroupOrganization, plural)) {
        type = EntityType::kOrganization;
      } else if (gazetteer_.has(WordList::kGroupPerson, plural) || bare ||
                 m.type == EntityType::kPerson) {
        type = EntityType::kPerson;
      } else {
        continue;
      }
      std::vector<std::uint32_t> members;
      // Back through at most some sentences; a coordination of the right number is best, and comes
      // so by itself.
      for (Id k = i - 1; k >= 0 && members.size() < wanted; --k) {
        if (mention(k).sentence + 12 < m.sentence) break;
        const auto other = entity_of[static_cast<std::size_t>(k)];
        if (other == g || !entities[other].named || mention(k).pronoun) continue;
        if (mention(k).demonym && type != EntityType::kCountry) continue;
        if (entities[other].type != type) continue;
        if (of(k).number == Number::kPlural && type == EntityType::kPerson) continue;
        add_unique(members, other);
      }
      if (members.size() != wanted) continue;
      std::sort(members.begin(), members.end());
      entity.members = std::move(members);
      break;
    }
  }
}

std::vector<Entity> Resolver::make_entities() {
  std::vector<std::vector<Id>> groups;
  std::vector<std::uint32_t> entity_of(mentions_.size(), 0);
  std::unordered_map<Id, std::uint32_t> number;
  for (Id i = 0; i < count(); ++i) {
    const Id root = find(i);
    const auto [at, fresh] = number.emplace(root, static_cast<std::uint32_t>(groups.size()));
    if (fresh) groups.emplace_back();
    groups[at->second].push_back(i);
    entity_of[static_cast<std::size_t>(i)] = at->second;
  }
  std::vector<Entity> entities;
  entities.reserve(groups.size());
  for (const auto& group : groups) entities.push_back(entity_of_group(group));
  for (Id i = 0; i < count(); ++i) {
    auto& m = mentions_[static_cast<std::size_t>(i)].mention;
    m.entity = entity_of[static_cast<std::size_t>(i)];
    const auto& entity = entities[m.entity];
    if (!m.named && !m.pronoun) m.name = description(i);
    if (m.pronoun && cluster(i).size > 1) m.type = entity.type;
    // The tagger wavers on a name; what the document says of it as a whole holds for each.
    if (m.named && !m.demonym && entity.named && base_type(m.type) != EntityType::kTime) {
      m.type = entity.type;
    }
  }
  find_members(groups, entities, entity_of);
  return entities;
}

}  // namespace

std::vector<Entity> resolve_entities_taught(const Document& document,
                                            std::span<const Sentence> sentences,
                                            std::span<ParsedMention> mentions,
                                            const Gazetteer& gazetteer,
                                            const CoreferenceTeacher* teacher) {
  return Resolver(document, sentences, mentions, gazetteer, teacher).run();
}

std::vector<Entity> resolve_entities(const Document& document, std::span<const Sentence> sentences,
                                     std::span<ParsedMention> mentions,
                                     const Gazetteer& gazetteer) {
  return resolve_entities_taught(document, sentences, mentions, gazetteer, nullptr);
}

}  // namespace trine::extract
