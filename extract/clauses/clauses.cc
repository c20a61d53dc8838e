// How clauses are found. Tokens are visited parents first. A token opens a clause when it is a verb
// (or a nominal with copula or subject) in a clausal relation. Verbs chained by subject control or
// raising ("was said to have made", "wants to sell", "is able to sell") become one clause whose
// `chain` keeps the outer verbs. A missing subject is sought by construction: coordination,
// relative and participial clauses (the modified noun), object control, adverbial clauses (the
// matrix subject). Objects and adjuncts that a coordination shares are copied to each conjunct.
#include <algorithm>
#include <ostream>

#include "extract/clauses/clause_finder.h"
#include "extract/clauses/governors.h"
#include "extract/clauses/modality.h"
#include "extract/clauses/predicate.h"
#include "extract/english/lexicon.h"

namespace trine::extract {

bool is_relative_pronoun(const Tree& tree, TokenIndex at) {
  const Token& token = tree[at];
  if (token.xpos == "WDT" || token.xpos == "WP") return true;
  return token.upos == Upos::kPron && one_of(token.lemma, {"which", "who", "whom"});
}

namespace {

// "Had they paid", "Were they to pay": an if without the word.
bool is_inverted(const Tree& tree, TokenIndex at) {
  const TokenIndex subject = tree.child(at, kSubjects);
  const TokenIndex auxiliary = tree.child(at, {Deprel::kAux, Deprel::kAuxPass, Deprel::kCop});
  return auxiliary != kNoToken && auxiliary < subject &&
         one_of(tree[auxiliary].lemma, {"have", "be", "should"}) &&
         one_of(tree[auxiliary].xpos, {"VBD", "MD"});
}

}  // namespace

std::vector<Clause> ClauseFinder::run(bool inside_quotes) {
  find_quotes(inside_quotes);
  for (const TokenIndex at : tree_.top_down()) {
    if (!consumed_[index(at)] && is_predicate(at)) add_clause(at);
  }
  link_clausal_arguments();
  attribute_claims(tree_, clauses_);
  for (TokenIndex at = 0; at < tree_.size(); ++at) add_noun_clauses(at);
  return std::move(clauses_);
}

void ClauseFinder::find_quotes(bool open) {
  quoted_.assign(index(tree_.size()), 0);
  for (TokenIndex at = 0; at < tree_.size(); ++at) {
    const std::string& form = tree_[at].form;
    if (one_of(form, {"``", "“", "«", "„"})) {
      open = true;
    } else if (one_of(form, {"''", "”", "»"})) {
      if (!open) std::fill(quoted_.begin(), quoted_.begin() + at, char{1});
      open = false;
    } else if (form == "\"") {
      open = !open;
    } else if (open) {
      quoted_[index(at)] = 1;
    }
  }
}

bool ClauseFinder::is_predicate(TokenIndex at) const {
  const Token& token = tree_[at];
  switch (token.relation) {
    case Deprel::kRoot:
    case Deprel::kConj:
    case Deprel::kCcomp:
    case Deprel::kXcomp:
    case Deprel::kAdvcl:
    case Deprel::kAdvclRelcl:
    case Deprel::kAcl:
    case Deprel::kAclRelcl:
    case Deprel::kCsubj:
    case Deprel::kCsubjPass:
    case Deprel::kCsubjOuter:
    case Deprel::kParataxis:
    case Deprel::kDep:
    case Deprel::kList:
    case Deprel::kAppos:
    case Deprel::kDislocated:
      break;
    default:
      return false;
  }
  if (tree_.has_child(at, {Deprel::kCop})) return true;
  const bool subject = tree_.has_child(at, kSubjects);
  if (token.relation == Deprel::kConj && is_verbal(token) && !subject) {
    // "the signed and sealed letter": conjuncts of modifiers are no clauses.
    const Deprel above = tree_.relation(first_conjunct(tree_, at));
    return !one_of(above, {Deprel::kAmod, Deprel::kCompound, Deprel::kCase, Deprel::kMark,
                           Deprel::kNsubj, Deprel::kObj, Deprel::kObl, Deprel::kNmod});
  }
  if (is_verbal(token)) return true;
  // A nominal predicate without copula: headlines, "with development almost complete".
  return subject && token.relation != Deprel::kXcomp;
}

TokenIndex ClauseFinder::chained(TokenIndex link) const {
  const Token& token = tree_[link];
  const Properties traits = properties_of(token.lemma);
  if (tree_.has_child(link, {Deprel::kObj, Deprel::kIobj}) &&
      !traits.has(Property::kSubjectControl)) {
    return kNoToken;
  }
  for (const TokenIndex child : tree_.children(link)) {
    if (tree_.relation(child) != Deprel::kXcomp || !is_predicate(child)) continue;
    if (tree_.has_child(child, kSubjects)) continue;
    if (asked_of(link, child) != kNoToken) continue;
    const bool copular = tree_.has_child(child, {Deprel::kCop});
    if (is_verbal(tree_[child]) || copular) return child;
  }
  return kNoToken;
}

std::int32_t ClauseFinder::clause_above(TokenIndex at) const {
  for (at = tree_[at].head; at >= 0; at = tree_[at].head) {
    if (clause_at_[index(at)] >= 0) return clause_at_[index(at)];
  }
  return -1;
}

void ClauseFinder::add_clause(TokenIndex at) {
  Clause clause;
  const Token& token = tree_[at];
  const Clause* coordinated = nullptr;
  clause.parent = clause_above(at);
  if (token.relation == Deprel::kConj && token.head >= 0 && clause_at_[index(token.head)] >= 0) {
    coordinated = &clauses_[index(clause_at_[index(token.head)])];
    clause.parent = coordinated->parent;
  }
  clause.quoted = quoted_[index(at)] != 0;
  std::vector<TokenIndex> inherited = chain_before(at, coordinated);
  clause.chain = inherited;
  TokenIndex link = at;
  for (TokenIndex next = chained(link); next != kNoToken; next = chained(link)) {
    clause.chain.push_back(link);
    consumed_[index(next)] = 1;
    link = next;
  }
  clause.head = link;
  clause.kind = kind_of(clause);
  clause.context = coordinated != nullptr ? coordinated->context : context_of(at);
  clause.asked = clause.context == ClauseContext::kMain && clause.parent < 0 && is_question(at);
  if ((clause.context == ClauseContext::kAdverbial ||
       clause.context == ClauseContext::kParticiple) &&
      coordinated == nullptr) {
    const Governor governor = governor_of(tree_, at);
    if (governor.frame != nullptr && governor.frame->part != Part::kNoun) {
      clause.context = ClauseContext::kControlled;
    }
  }
  if (clause.context == ClauseContext::kInfinitive && is_controlled_object(at, clause)) {
    clause.context = ClauseContext::kControlled;
  }
  if (clause.context == ClauseContext::kPurpose && is_ordered(at, clause)) {
    clause.context = ClauseContext::kControlled;
  }

  set_subject(at, clause, coordinated);
  if (!inherited.empty() && !tree_.has_child(at, {Deprel::kMark})) {
    // "was able to buy and sell": the shared "to"
    const TokenIndex mark = tree_.child(coordinated->head, {Deprel::kMark});
    if (mark != kNoToken && tree_[mark].xpos == "TO") clause.predicate.push_back(mark);
  }
  for (const TokenIndex verb : inherited) {
    collect_verb_group(tree_, verb, verb != inherited.front(), true, clause.predicate);
  }
  for (std::size_t i = inherited.size(); i < clause.chain.size(); ++i) {
    collect_verb_group(tree_, clause.chain[i], i > 0, true, clause.predicate);
    add_arguments(clause.chain[i], clause, false);
  }
  collect_verb_group(tree_, clause.head, !clause.chain.empty(), false, clause.predicate);
  add_arguments(clause.head, clause, true);
  if (clause.context == ClauseContext::kRelative && coordinated == nullptr) {
    add_relative_argument(at, clause);
  }
  if (coordinated != nullptr) {
    share(at, *coordinated, clause);
    share_back(at, clauses_[index(clause_at_[index(token.head)])], clause);
  }
  finish_predicate(clause);
  std::stable_sort(
      clause.arguments.begin(), clause.arguments.end(),
      [](const ClauseArgument& a, const ClauseArgument& b) { return a.head < b.head; });
  describe_predicate(tree_, clause);
  // "there is no proof connecting them"
  if (clause.relative_subject && !clause.subjects.empty() &&
      has_negative_determiner(tree_, clause.subjects.front()) &&
      clause.polarity == Polarity::kPositive) {
    clause.polarity = Polarity::kNegative;
  }
  if (coordinated != nullptr && clause.tense == Tense::kNone) clause.tense = coordinated->tense;
  clause.rule = rule_of(clause, coordinated != nullptr);

  const auto number = static_cast<std::int32_t>(clauses_.size());
  for (const TokenIndex verb : clause.chain) {
    if (clause_at_[index(verb)] < 0) clause_at_[index(verb)] = number;
  }
  clause_at_[index(clause.head)] = number;
  clauses_.push_back(std::move(clause));
  set_modality(tree_, clauses_, clauses_.size() - 1);
}

bool ClauseFinder::is_question(TokenIndex at) const {
  for (TokenIndex last = tree_.size() - 1; last >= 0; --last) {
    const std::string& form = tree_[last].form;
    if (one_of(form, {"?", "?!", "!?", "??"})) {
      // `Ada asked: "Did he?"` asks nothing itself
      return tree_.dominates(at, last) && (tree_.has_child(at, {Deprel::kCcomp, Deprel::kParataxis})
                                               ? quoted_[index(last)] == quoted_[index(at)]
                                               : true);
    }
    if (tree_[last].upos != Upos::kPunct) return false;
  }
  return false;
}

ClauseKind ClauseFinder::kind_of(const Clause& clause) const {
  const TokenIndex expletive = tree_.child(clause.head, {Deprel::kExpl});
  if (expletive != kNoToken && tree_[expletive].xpos == "EX") return ClauseKind::kExistential;
  if (tree_.has_child(clause.head, {Deprel::kAuxPass, Deprel::kNsubjPass})) {
    return ClauseKind::kVerb;  // a participle tagged as an adjective
  }
  if (tree_.has_child(clause.head, {Deprel::kCop}) && tree_[clause.head].upos != Upos::kVerb) {
    return ClauseKind::kCopula;
  }
  return is_verbal(tree_[clause.head]) ? ClauseKind::kVerb : ClauseKind::kCopula;
}

ClauseContext ClauseFinder::context_of(TokenIndex at) const {
  if (tree_[at].head < 0) return ClauseContext::kMain;  // whatever a file says of its relation
  const TokenIndex mark = tree_.child(at, {Deprel::kMark});
  const std::span<const TokenIndex> below = tree_.children(at);
  const bool infinitive = std::any_of(below.begin(), below.end(), [&](TokenIndex child) {
    return tree_.relation(child) == Deprel::kMark && tree_[child].xpos == "TO";
  });
  switch (tree_.relation(at)) {
    case Deprel::kCcomp:
      return ClauseContext::kComplement;
    case Deprel::kXcomp:
      return ClauseContext::kControlled;
    case Deprel::kCsubj:
    case Deprel::kCsubjPass:
    case Deprel::kCsubjOuter:
      return ClauseContext::kSubject;
    case Deprel::kAdvcl:
      if (mark != kNoToken && (one_of(tree_[mark].lemma, {"if", "unless"}) ||
                               has(tree_[mark].lemma, Property::kProviso))) {
        return ClauseContext::kCondition;
      }
      if (mark == kNoToken && is_inverted(tree_, at)) return ClauseContext::kCondition;
      return infinitive && !tree_.has_child(at, kSubjects) ? ClauseContext::kPurpose
                                                           : ClauseContext::kAdverbial;
    case Deprel::kAdvclRelcl:
      return ClauseContext::kAdverbial;
    case Deprel::kAclRelcl:
      return is_content_relative(tree_, at) ? ClauseContext::kComplement : ClauseContext::kRelative;
    case Deprel::kAcl:
      if (infinitive) return ClauseContext::kInfinitive;
      if (tree_.has_child(at, kSubjects) || (mark != kNoToken && tree_[mark].lemma == "that")) {
        return ClauseContext::kComplement;
      }
      return ClauseContext::kParticiple;
    default:
      return ClauseContext::kMain;
  }
}

void ClauseFinder::add_argument(Clause& clause, TokenIndex head, Function function) const {
  ClauseArgument argument;
  argument.head = head;
  argument.function = function;
  argument.conjuncts = nominal_conjuncts(head);
  argument.preposition = prepositions(tree_, head);
  clause.arguments.push_back(std::move(argument));
}

void ClauseFinder::add_arguments(TokenIndex link, Clause& clause, bool innermost) {
  const bool relative = clause.context == ClauseContext::kRelative;
  const TokenIndex no_argument = !relative && tree_.relation(link) == Deprel::kAclRelcl
                                     ? content_pronoun(tree_, link)
                                     : kNoToken;
  for (const TokenIndex child : tree_.children(link)) {
    const Deprel relation = tree_.relation(child);
    if (consumed_[index(child)] || child == no_argument) continue;
    switch (relation) {
      case Deprel::kObj:
      case Deprel::kIobj:
        if (relative && is_relative_pronoun(tree_, child)) break;
        if (innermost || !clause.chain.empty()) {
          add_argument(clause, child,
                       relation == Deprel::kObj ? Function::kObject : Function::kIndirect);
        }
        break;
      case Deprel::kObl:
      case Deprel::kOblUnmarked:
      case Deprel::kOblAgent:
        if (relative && is_relative_pronoun(tree_, child)) break;
        add_argument(clause, child, is_agent(link, child) ? Function::kAgent : Function::kOblique);
        break;
      case Deprel::kNsubj:
      case Deprel::kNsubjPass:
        // "There was a mill", "there seems to be a mill": what there is.
        if (clause.kind == ClauseKind::kExistential) {
          add_argument(clause, child, Function::kObject);
        }
        break;
      case Deprel::kXcomp:
        if (is_predicate(child)) {
          add_argument(clause, child, Function::kContent);
        } else {
          add_argument(clause, child, Function::kPredicative);
        }
        break;
      case Deprel::kCcomp:
        add_argument(clause, child, Function::kContent);
        break;
      case Deprel::kAdvcl:
      case Deprel::kAdvclRelcl:
        add_argument(clause, child, Function::kAdverbial);
        break;
      case Deprel::kAdvmod:
        if (tree_[child].xpos == "WRB" || is_negation(tree_, child)) break;
        if (std::find(clause.predicate.begin(), clause.predicate.end(), child) !=
            clause.predicate.end()) {
          break;
        }
        add_argument(clause, child, Function::kAdverb);
        break;
      default:
        break;
    }
  }
  if (innermost && clause.kind == ClauseKind::kCopula) {
    add_argument(clause, link, Function::kPredicative);
  }
}

bool ClauseFinder::is_agent(TokenIndex verb, TokenIndex oblique) const {
  if (tree_.relation(oblique) == Deprel::kOblAgent) return true;
  if (tree_.relation(oblique) != Deprel::kObl || !is_passive(tree_, verb)) return false;
  const std::vector<TokenIndex> preposition = prepositions(tree_, oblique);
  return preposition.size() == 1 && tree_[preposition.front()].lemma == "by" &&
         tree_[oblique].mention != MentionClass::kTime;
}

void ClauseFinder::add_relative_argument(TokenIndex at, Clause& clause) const {
  const TokenIndex antecedent = tree_[at].head;
  if (antecedent < 0 || clause.relative_subject) return;
  ClauseArgument argument;
  argument.head = antecedent;
  argument.conjuncts = {antecedent};
  bool has_object = false;
  const auto look = [&](TokenIndex link) {
    for (const TokenIndex child : tree_.children(link)) {
      const Deprel relation = tree_.relation(child);
      if (one_of(relation, {Deprel::kObj, Deprel::kCcomp, Deprel::kXcomp}) &&
          !consumed_[index(child)]) {
        has_object = true;
      }
      if (relation == Deprel::kAdvmod && one_of(tree_[child].lemma, {"where", "when"})) {
        argument.function = Function::kOblique;
        return true;
      }
      if (!is_relative_pronoun(tree_, child)) continue;
      if (relation == Deprel::kObj) {
        argument.function = Function::kObject;
        return true;
      }
      if (one_of(relation, {Deprel::kObl, Deprel::kOblAgent})) {
        argument.function = relation == Deprel::kOblAgent ? Function::kAgent : Function::kOblique;
        argument.preposition = prepositions(tree_, child);
        return true;
      }
    }
    return false;
  };
  bool found = look(clause.head);
  for (const TokenIndex link : clause.chain) found = found || look(link);
  // "whose boat sank": the noun's part is in the subject.
  const bool whose = !clause.subjects.empty() && [&] {
    const TokenIndex owner = tree_.child(clause.subjects.front(), {Deprel::kNmodPoss});
    if (owner != kNoToken && tree_[owner].xpos == "WP$") return true;
    const TokenIndex part = tree_.child(clause.subjects.front(), {Deprel::kNmod});
    return part != kNoToken && is_relative_pronoun(tree_, part);  // "half of which went"
  }();
  // "the mill Bo bought"
  if (!whose && !found && !has_object && clause.kind == ClauseKind::kVerb && clause.own_subject &&
      !clause.passive) {
    argument.function = Function::kObject;
    if (tree_[antecedent].mention == MentionClass::kTime ||
        one_of(tree_[antecedent].lemma, {"day", "time", "year", "moment", "way", "reason"})) {
      argument.function = Function::kOblique;
    }
    found = true;
  }
  if (found) clause.arguments.push_back(std::move(argument));
}

void ClauseFinder::finish_predicate(Clause& clause) const {
  std::sort(clause.predicate.begin(), clause.predicate.end());
  clause.predicate.erase(std::unique(clause.predicate.begin(), clause.predicate.end()),
                         clause.predicate.end());
}

std::string_view ClauseFinder::rule_of(const Clause& clause, bool coordinated) {
  if (clause.kind == ClauseKind::kExistential) return "clause.existential";
  if (clause.kind == ClauseKind::kCopula) {
    return clause.relative_subject ? "clause.copula.relative" : "clause.copula";
  }
  if (coordinated) return "clause.verb.coordinated";
  switch (clause.context) {
    case ClauseContext::kComplement:
      return "clause.verb.complement";
    case ClauseContext::kSubject:
      return "clause.verb.subject";
    case ClauseContext::kAdverbial:
      return clause.own_subject ? "clause.verb.adverbial" : "clause.verb.adverbial_participle";
    case ClauseContext::kPurpose:
      return "clause.verb.purpose";
    case ClauseContext::kCondition:
      return "clause.verb.condition";
    case ClauseContext::kRelative:
      return "clause.verb.relative";
    case ClauseContext::kParticiple:
      return "clause.verb.participle";
    case ClauseContext::kInfinitive:
      return "clause.verb.infinitive";
    case ClauseContext::kControlled:
      return "clause.verb.controlled";
    default:
      return clause.passive ? "clause.verb.passive" : "clause.verb.main";
  }
}

void ClauseFinder::link_clausal_arguments() {
  for (std::size_t i = 0; i < clauses_.size(); ++i) {
    for (ClauseArgument& argument : clauses_[i].arguments) {
      if (argument.function != Function::kContent && argument.function != Function::kAdverbial) {
        continue;
      }
      const std::int32_t clause = clause_at_[index(argument.head)];
      if (clause != static_cast<std::int32_t>(i)) argument.clause = clause;
    }
  }
}

void ClauseFinder::add_noun_clauses(TokenIndex at) {
  for (const TokenIndex child : tree_.children(at)) {
    Clause clause;
    clause.context = ClauseContext::kNoun;
    switch (tree_.relation(child)) {
      case Deprel::kAppos:
        if (clause_at_[index(child)] >= 0) continue;
        clause.kind = ClauseKind::kApposition;
        clause.rule = "noun.apposition";
        clause.head = child;
        clause.subjects = {at};
        break;
      case Deprel::kNmodDesc:
        clause.kind = ClauseKind::kTitle;
        clause.rule = "noun.title";
        clause.head = child;
        clause.subjects = {at};
        break;
      case Deprel::kNmodPoss:
        if (one_of(tree_[child].xpos, {"WP$"})) continue;
        clause.kind = ClauseKind::kPossessive;
        clause.rule = "noun.possessive";
        clause.head = at;
        clause.subjects = {child};
        break;
      default:
        continue;
    }
    clause.tense = Tense::kPresent;
    clause.quoted = quoted_[index(at)] != 0;
    clause.parent = clause_at_[index(at)] >= 0 ? clause_at_[index(at)] : clause_above(at);
    ClauseArgument argument;
    argument.function =
        clause.kind == ClauseKind::kPossessive ? Function::kObject : Function::kPredicative;
    argument.head = clause.head;
    argument.conjuncts = {clause.head};
    clause.arguments.push_back(std::move(argument));
    if (clause.parent >= 0 && clause.quoted) {
      clause.speakers = clauses_[index(clause.parent)].speakers;
    }
    clauses_.push_back(std::move(clause));
  }
}

const ClauseArgument* Clause::argument(Function function) const {
  for (const ClauseArgument& candidate : arguments) {
    if (candidate.function == function) return &candidate;
  }
  return nullptr;
}

std::vector<Clause> find_clauses(const Tree& tree, bool inside_quotes) {
  if (!tree.sentence().parsed || tree.size() == 0) return {};
  return ClauseFinder(tree).run(inside_quotes);
}

std::string_view to_string(ClauseKind kind) {
  constexpr std::string_view kNames[] = {"verb",       "copula", "existential",
                                         "apposition", "title",  "possessive"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view to_string(ClauseContext context) {
  constexpr std::string_view kNames[] = {"main",       "complement", "subject",  "adverbial",
                                         "purpose",    "condition",  "relative", "participle",
                                         "infinitive", "controlled", "noun"};
  return kNames[static_cast<std::size_t>(context)];
}

std::string_view to_string(Function function) {
  constexpr std::string_view kNames[] = {"object",      "indirect", "oblique",   "agent",
                                         "predicative", "content",  "adverbial", "adverb"};
  return kNames[static_cast<std::size_t>(function)];
}

void print(std::ostream& out, const Tree& tree, const Clause& clause) {
  out << to_string(clause.kind) << ' ' << to_string(clause.context) << " ["
      << join(tree, clause.predicate) << "] (";
  for (std::size_t i = 0; i < clause.subjects.size(); ++i) {
    out << (i > 0 ? ", " : "") << tree[clause.subjects[i]].form;
  }
  out << ';';
  for (const ClauseArgument& argument : clause.arguments) {
    out << ' ' << to_string(argument.function) << '=';
    if (!argument.preposition.empty()) out << join(tree, argument.preposition) << '_';
    for (std::size_t i = 0; i < argument.conjuncts.size(); ++i) {
      out << (i > 0 ? "," : "") << tree[argument.conjuncts[i]].form;
    }
  }
  out << ") " << to_string(clause.polarity) << ' ' << to_string(clause.modality);
  if (clause.passive) out << " passive";
  if (!clause.speakers.empty()) out << " by " << tree[clause.speakers.front()].form;
}

}  // namespace trine::extract
