#include "extract/statements/arguments.h"

#include <algorithm>

#include "extract/english/ascii.h"
#include "extract/sentence/phrases.h"
#include "extract/sentence/roles.h"

namespace trine::extract {
namespace {

constexpr std::size_t kMostMembers = 6;  // of a group that is taken apart

bool is_pronoun(std::string_view name) {
  const std::string lower = lower_ascii(name);
  return one_of(
      lower, {"i",       "me",       "my",        "we",         "us",     "our",        "you",
              "your",    "he",       "him",       "his",        "she",    "her",        "it",
              "its",     "they",     "them",      "their",      "this",   "that",       "these",
              "those",   "who",      "whom",      "whose",      "which",  "what",       "one",
              "both",    "some",     "something", "anything",   "all",    "many",       "such",
              "there",   "each",     "itself",    "themselves", "others", "everything", "nothing",
              "someone", "everyone", "anyone",    "himself",    "herself"});
}

}  // namespace

ArgumentResolver::ArgumentResolver(const Tree& tree, std::span<const ParsedMention> mentions,
                                   std::span<const Entity> entities, const Ontology& ontology)
    : tree_(tree),
      mentions_(mentions),
      entities_(entities),
      ontology_(ontology),
      by_head_(static_cast<std::size_t>(tree.size()), -1) {
  // A mention's own head first; then other words of a name, so that either end of it will do.
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    auto& slot = by_head_[static_cast<std::size_t>(mentions[i].head)];
    if (slot < 0) slot = static_cast<std::int32_t>(i);
  }
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    if (!mentions[i].mention.named) continue;
    for (TokenIndex at = mentions[i].first; at <= mentions[i].last; ++at) {
      const bool in_name = tree[at].span.begin >= mentions[i].mention.head.begin &&
                           tree[at].span.end <= mentions[i].mention.head.end;
      auto& slot = by_head_[static_cast<std::size_t>(at)];
      if (slot < 0 && in_name && tree[at].head == mentions[i].head &&
          one_of(tree.relation(at), {Deprel::kFlat, Deprel::kAppos, Deprel::kList})) {
        slot = static_cast<std::int32_t>(i);
      }
    }
  }
}

const ParsedMention* ArgumentResolver::mention_at(TokenIndex head) const {
  std::int32_t found = by_head_[static_cast<std::size_t>(head)];
  // "some of the victims": the victims
  const Upos tag = tree_[head].upos;
  if (tag == Upos::kDet || tag == Upos::kPron || tag == Upos::kAdj) {
    for (const TokenIndex child : tree_.children(head)) {
      if (tree_.relation(child) != Deprel::kNmod || child < head) continue;
      const TokenIndex mark = tree_.child(child, {Deprel::kCase});
      if (mark != kNoToken && tree_[mark].lemma == "of") {
        const std::int32_t whole = by_head_[static_cast<std::size_t>(child)];
        if (whole >= 0) found = whole;
      }
      break;
    }
  }
  return found < 0 ? nullptr : &mentions_[static_cast<std::size_t>(found)];
}

// "victims and supporting groups": groups that support, though trees may say otherwise.
const ParsedMention* ArgumentResolver::object_of_participle(TokenIndex head) const {
  const Token& word = tree_[head];
  if (word.xpos != "VBG" || tree_.relation(head) != Deprel::kConj || word.head < 0) return nullptr;
  const Upos first = tree_[word.head].upos;
  if (first != Upos::kNoun && first != Upos::kPropn) return nullptr;
  const TokenIndex object = tree_.child(head, {Deprel::kObj});
  return object == kNoToken || object < head ? nullptr : mention_at(object);
}

// "sworn in as president": an office, where "as a teacher" may be one who teaches.
bool ArgumentResolver::is_office(TokenIndex head) const {
  if (tree_[head].xpos != "NN" || tree_.has_child(head, {Deprel::kDet, Deprel::kNmodPoss})) {
    return false;
  }
  const TokenIndex mark = tree_.child(head, {Deprel::kCase});
  return mark != kNoToken && tree_[mark].lemma == "as";
}

Argument ArgumentResolver::nominal(TokenIndex head) const {
  Argument argument;
  const auto phrase = [&](PhraseOptions parts) {
    std::vector<TokenIndex> words = noun_phrase(tree_, head, parts);
    // "banker and mayor Ana Ruiz" is called Ana Ruiz
    const TokenIndex roles = tree_.child(head, {Deprel::kNmodDesc});
    if (roles != kNoToken && tree_.has_child(roles, {Deprel::kConj})) {
      std::erase_if(words, [&](TokenIndex at) { return tree_.dominates(roles, at); });
    }
    std::erase_if(words, [&](TokenIndex at) {
      return tree_[at].xpos == "POS" && tree_[at].head == head && at > head;  // "Ada's": Ada
    });
    return words;
  };
  const std::vector<TokenIndex> words = phrase({.times = false});
  argument.text = join_as_written(tree_, words);
  if (!words.empty()) {
    argument.span = {tree_[words.front()].span.begin, tree_[words.back()].span.end};
  } else {
    argument.span = tree_[head].span;
  }
  if (const ParsedMention* found = mention_at(head)) {
    // An entity's short form: what tells it apart from others is in the entity.
    const std::vector<TokenIndex> brief = phrase({.modifiers = false, .times = false});
    if (!brief.empty()) argument.text = join_as_written(tree_, brief);
    argument.entity = found->mention.entity;
    if (!entities_[argument.entity].named && tree_[head].xpos == "NN") {
      // "her deputy, Bo Lund, signed": Bo Lund did
      const TokenIndex name = tree_.child(head, {Deprel::kAppos});
      const ParsedMention* named =
          name == kNoToken || tree_[name].upos != Upos::kPropn ? nullptr : mention_at(name);
      if (named != nullptr &&
          base_type(entities_[named->mention.entity].type) == EntityType::kPerson &&
          entities_[named->mention.entity].named) {
        argument.entity = named->mention.entity;
      }
    }
    argument.type = entities_[argument.entity].type;
    // A description knows better what it describes than what coreference joined with it.
    const bool describes = !entities_[argument.entity].named && !found->mention.pronoun &&
                           argument.entity == found->mention.entity;
    if (describes || argument.type == EntityType::kAbstract) argument.type = found->mention.type;
    if (argument.type == EntityType::kPerson && is_office(head)) {
      argument.type = EntityType::kAbstract;
    }
  } else if (const ParsedMention* groups = object_of_participle(head)) {
    argument.entity = groups->mention.entity;
    argument.type = groups->mention.type;
  } else if (is_time_word(tree_, head)) {
    argument.type = EntityType::kTime;
  } else if (tree_[head].upos == Upos::kNum || tree_[head].upos == Upos::kSym) {
    argument.type = EntityType::kQuantity;
  }
  if (!argument.is_entity() && argument.type == EntityType::kAbstract &&
      tree_[head].upos == Upos::kNoun) {
    // An event noun that the model takes for an idea.
    const RelationEntry* entry = ontology_.find_noun(tree_[head].lemma);
    if (entry != nullptr &&
        one_of(entry->relation_class,
               {"CONSULT", "ASSAULT", "PROTEST", "COERCE", "TRAVEL", "REJECT", "CONCEDE",
                "LIFE_EVENT", "PARTICIPATES_IN", "MOBILIZE", "ACCUSE", "ORDERS", "REQUEST"})) {
      argument.type = EntityType::kEvent;
    }
  }
  return argument;
}

Argument ArgumentResolver::clausal(TokenIndex head) const {
  Argument argument;
  const std::vector<TokenIndex> words = clause_phrase(tree_, head, false);
  argument.text = join_as_written(tree_, words);
  if (!words.empty()) {
    argument.span = {tree_[words.front()].span.begin, tree_[words.back()].span.end};
  }
  return argument;
}

std::vector<Argument> ArgumentResolver::members(TokenIndex head) const {
  std::vector<Argument> shared = shared_name(head);
  if (shared.empty()) shared = shared_head(head);
  if (!shared.empty()) return shared;
  const Argument whole = nominal(head);
  if (!whole.is_entity()) return {whole};
  const Entity& entity = entities_[whole.entity];
  if (entity.members.size() < 2 || entity.members.size() > kMostMembers) return {whole};
  std::vector<Argument> list;
  for (const std::uint32_t member : entity.members) {
    Argument argument = whole;
    argument.entity = member;
    argument.text = entities_[member].name;
    argument.type = entities_[member].type;
    list.push_back(std::move(argument));
  }
  return list;
}

// "North and South Korea": two names that share their last word.
std::vector<Argument> ArgumentResolver::shared_name(TokenIndex head) const {
  if (tree_[head].upos != Upos::kPropn) return {};
  const TokenIndex first = tree_.child(head, {Deprel::kCompound, Deprel::kAmod});
  if (first == kNoToken || first > head) return {};
  const TokenIndex second = tree_.child(first, {Deprel::kConj});
  if (second == kNoToken || tree_[second].upos != Upos::kPropn) return {};
  std::vector<Argument> list;
  for (const TokenIndex word : {first, second}) {
    const std::string name = tree_[word].form + ' ' + tree_[head].form;
    for (std::size_t i = 0; i < entities_.size(); ++i) {
      const Entity& entity = entities_[i];
      if (entity.name != name &&
          std::find(entity.aliases.begin(), entity.aliases.end(), name) == entity.aliases.end()) {
        continue;
      }
      Argument argument;
      argument.entity = static_cast<std::uint32_t>(i);
      argument.type = entity.type;
      argument.text = name;
      argument.span = tree_[word].span;
      list.push_back(std::move(argument));
      break;
    }
  }
  if (list.size() < 2) list.clear();
  return list;
}

std::vector<Argument> ArgumentResolver::shared_head(TokenIndex head) const {
  if (tree_[head].xpos != "NNS" ||
      !one_of(tree_[head].lemma, {"government", "authority", "side", "state", "republic"})) {
    return {};
  }
  std::vector<TokenIndex> owners;
  for (const TokenIndex child : tree_.children(head)) {
    if (child > head || !one_of(tree_.relation(child), {Deprel::kAmod, Deprel::kCompound}))
      continue;
    for (const TokenIndex one : conjuncts(tree_, child)) owners.push_back(one);
  }
  std::vector<Argument> list;
  for (const TokenIndex owner : owners) {
    // either end of "South Korean"
    const auto in_mention = [&](const ParsedMention& mention) {
      return mention.mention.named && mention.first <= owner && owner <= mention.last &&
             mention.last < head && entities_[mention.mention.entity].named;
    };
    const auto found = std::find_if(mentions_.begin(), mentions_.end(), in_mention);
    if (found == mentions_.end()) continue;
    Argument argument;
    argument.entity = found->mention.entity;
    argument.type = entities_[argument.entity].type;
    argument.text = entities_[argument.entity].name;
    argument.span = {tree_[found->first].span.begin, tree_[found->last].span.end};
    const bool known = std::any_of(list.begin(), list.end(), [&](const Argument& other) {
      return other.entity == argument.entity;
    });
    if (!known) list.push_back(std::move(argument));
  }
  if (list.size() < 2) list.clear();
  return list;
}

bool is_reflexive(const Token& token) {
  return one_of(token.lemma, {"himself", "herself", "itself", "themselves", "oneself", "myself",
                              "yourself", "ourselves", "yourselves", "themself"}) ||
         one_of(token.form, {"himself", "herself", "itself", "themselves", "oneself", "myself",
                             "yourself", "ourselves", "yourselves"});
}

bool ArgumentResolver::is_unresolved(TokenIndex head) const {
  const Token& token = tree_[head];
  if (is_reflexive(token)) return true;  // the subject once more
  if (token.upos == Upos::kNum && token.lemma == "one" && tree_.children(head).empty()) return true;
  const bool pronoun = token.upos == Upos::kPron || token.upos == Upos::kDet;
  if (!pronoun) return false;
  const ParsedMention* found = mention_at(head);
  if (found != nullptr && !found->mention.pronoun) return false;
  if (found == nullptr) return true;
  const Entity& entity = entities_[found->mention.entity];
  if (!entity.members.empty() || entity.named) return false;
  // "this" mostly takes up what was said, not a thing.
  if (one_of(token.lemma, {"this", "that", "these", "those"})) return true;
  return is_pronoun(entity.name);  // a cluster of pronouns
}

bool ArgumentResolver::is_named(TokenIndex head) const {
  const ParsedMention* found = mention_at(head);
  return found != nullptr && entities_[found->mention.entity].named;
}

EntityType ArgumentResolver::type_at(TokenIndex head) const { return nominal(head).type; }

}  // namespace trine::extract
