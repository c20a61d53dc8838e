#include "extract/statements/nominal_events.h"

#include "extract/english/ascii.h"
#include "extract/sentence/roles.h"

namespace trine::extract {
namespace {

// What hangs on the noun, by its part in the event.
struct Participants {
  std::vector<TokenIndex> agents;
  std::vector<TokenIndex> pair;     // between A and B
  std::vector<TokenIndex> partner;  // with B
  std::vector<TokenIndex> theme;    // of B
  std::vector<TokenIndex> target;   // to, on, against B
  std::string target_preposition;
};

class Finder {
 public:
  Finder(const Tree& tree, const ArgumentResolver& resolver, const Ontology& ontology)
      : tree_(tree), resolver_(resolver), ontology_(ontology) {}

  bool find(TokenIndex noun, NominalEvent& event) const {
    const RelationEntry* entry = entry_of(noun);
    if (entry == nullptr || entry->relation.starts_with("have ")) return false;
    event.noun = noun;
    event.relation_class = entry->relation_class;
    event.relation = entry->relation;
    const Participants who = participants(noun, *entry, event);
    const RelationEntry* verb = ontology_.find_phrase(entry->relation);
    const bool mutual = (verb != nullptr && verb->symmetric) || entry->relation_class == "CONSULT";
    if (!who.pair.empty()) {
      event.subjects = who.pair;
      event.pairwise = event.symmetric = true;
      event.relation += " with";
      event.rule = "nominal.between";
      return true;
    }
    if (who.agents.size() > 1 && mutual && who.partner.empty() && who.theme.empty()) {
      event.subjects = who.agents;
      event.pairwise = event.symmetric = true;
      event.relation += " with";
      event.rule = "nominal.mutual";
      return true;
    }
    if (who.agents.empty() && !who.partner.empty() && mutual) {
      // "a meeting with his counterparts": he takes part
      const TokenIndex owner = tree_.child(who.partner.front(), {Deprel::kNmodPoss});
      if (owner != kNoToken && tree_[owner].upos == Upos::kPron && resolver_.is_named(owner)) {
        event.subjects = {owner};
        event.objects = who.partner;
        event.relation += " with";
        event.symmetric = true;
        event.rule = "nominal.counterpart";
        return true;
      }
    }
    if (who.agents.empty() && entry->relation_class == "CREATES" && who.theme.size() == 1) {
      // "the development of Microsoft's browser"
      const TokenIndex maker = tree_.child(who.theme.front(), {Deprel::kNmodPoss});
      if (maker == kNoToken || !resolver_.is_named(maker)) return false;
      event.subjects = {maker};
      event.objects = who.theme;
      event.rule = "nominal.made";
      return true;
    }
    if (who.agents.empty()) return false;
    event.subjects = who.agents;
    if (!who.partner.empty()) {
      event.objects = who.partner;
      event.relation += " with";
      event.symmetric = mutual;
      event.rule = "nominal.with";
      return true;
    }
    if (!who.target.empty()) {
      event.objects = who.target;
      const std::string with_preposition = event.relation + ' ' + who.target_preposition;
      const bool keep = ontology_.find_phrase(with_preposition) != nullptr ||
                        one_of(who.target_preposition, {"from", "into", "about", "over"});
      if (keep) event.relation = with_preposition;
      event.rule = "nominal.target";
      return true;
    }
    if (!who.theme.empty()) {
      event.objects = who.theme;
      event.rule = "nominal.of";
      return true;
    }
    if (one_of(entry->relation_class, {"LIFE_EVENT", "CONCEDE", "AID"}) && who.agents.size() == 1) {
      event.rule = "nominal.one";
      return true;
    }
    return false;
  }

 private:
  // The longest entry that ends in the noun: "colonial rule" before "rule".
  const RelationEntry* entry_of(TokenIndex noun) const {
    const Token& token = tree_[noun];
    if (token.upos != Upos::kNoun && token.upos != Upos::kPropn) return nullptr;
    const std::string lemma = lower_ascii(token.lemma);
    if (noun > 0 && tree_[noun - 1].head == noun) {
      const std::string two = lower_ascii(tree_[noun - 1].lemma) + ' ' + lemma;
      if (const RelationEntry* entry = ontology_.find_noun(two)) return entry;
    }
    return ontology_.find_noun(lemma);
  }

  Participants participants(TokenIndex noun, const RelationEntry& entry,
                            NominalEvent& event) const {
    Participants who;
    for (const TokenIndex child : tree_.children(noun)) {
      const Deprel relation = tree_.relation(child);
      switch (relation) {
        case Deprel::kNmodPoss:
          if (is_time_word(tree_, child)) {
            event.time = child;  // "last month's summit"
          } else if (resolver_.is_entity(child)) {
            add(who.agents, child);
          }
          break;
        case Deprel::kAmod:
        case Deprel::kCompound:
          // "Japanese opposition", "Yoon-Kishida summit"
          if (child < noun && is_named_participant(child)) add(who.agents, child);
          break;
        case Deprel::kNmodUnmarked:
          if (is_time_word(tree_, child)) event.time = child;
          break;
        case Deprel::kNmod:
          add_prepositional(child, entry, who, event);
          break;
        default:
          break;
      }
    }
    return who;
  }

  bool is_named_participant(TokenIndex at) const {
    if (!resolver_.is_named(at)) return false;
    const EntityType type = base_type(resolver_.type_at(at));
    return type == EntityType::kPerson || type == EntityType::kPlace ||
           type == EntityType::kOrganization;
  }

  void add_prepositional(TokenIndex child, const RelationEntry& entry, Participants& who,
                         NominalEvent& event) const {
    const std::vector<TokenIndex> marks = prepositions(tree_, child);
    if (marks.empty()) return;
    const std::string preposition = lower_ascii(tree_[marks.front()].form);
    const Role role = role_of(tree_, child, marks);
    if (role == Role::kTime || role == Role::kDuration) {
      if (event.time == kNoToken) event.time = child;
      return;
    }
    if (!resolver_.is_entity(child)) return;
    if (one_of(preposition, {"between", "among"})) {
      for (const TokenIndex one : conjuncts(tree_, child)) who.pair.push_back(one);
    } else if (preposition == "with") {
      add(who.partner, child);
    } else if (preposition == "of") {
      add(who.theme, child);
    } else if (preposition == "by") {
      add(who.agents, child);
    } else if (preposition == "from" &&
               one_of(entry.relation_class, {"REQUEST", "CONCEDE", "REJECT", "SUPPORT", "AID",
                                             "ACCUSE", "THREATEN", "COMMUNICATES"}) &&
               entry.phrase != "withdrawal" && entry.phrase != "retreat") {
      add(who.agents, child);  // "an apology from Japan"
    } else if (one_of(preposition,
                      {"to", "on", "against", "into", "for", "from", "toward", "upon"}) &&
               who.target.empty()) {
      if (role == Role::kPlace && !one_of(preposition, {"to", "into", "against", "from"})) {
        event.place = child;
        return;
      }
      add(who.target, child);
      who.target_preposition = preposition;
    } else if (one_of(preposition, {"in", "at"}) && role == Role::kPlace) {
      event.place = child;
    }
  }

  void add(std::vector<TokenIndex>& list, TokenIndex at) const {
    for (const TokenIndex one : conjuncts(tree_, at)) list.push_back(one);
  }

  const Tree& tree_;
  const ArgumentResolver& resolver_;
  const Ontology& ontology_;
};

}  // namespace

std::vector<NominalEvent> find_nominal_events(const Tree& tree, const ArgumentResolver& resolver,
                                              const Ontology& ontology,
                                              const std::vector<char>& taken) {
  std::vector<NominalEvent> events;
  const Finder finder(tree, resolver, ontology);
  for (TokenIndex at = 0; at < tree.size(); ++at) {
    if (taken[static_cast<std::size_t>(at)]) continue;
    NominalEvent event;
    if (finder.find(at, event)) events.push_back(std::move(event));
  }
  return events;
}

}  // namespace trine::extract
