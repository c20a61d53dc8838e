#include "extract/statements/sentence_statements.h"

#include <algorithm>
#include <iterator>

#include "extract/english/ascii.h"
#include "extract/english/lexicon.h"
#include "extract/sentence/phrases.h"
#include "extract/sentence/roles.h"
#include "extract/statements/confidence.h"

namespace trine::extract {
namespace {

constexpr std::size_t kMostPairs = 10;  // of the subjects of one mutual act

// Equal but for articles and capitals?
bool same_words(std::string_view a, std::string_view b) {
  const auto bare = [](std::string_view text) {
    std::string words = lower_ascii(text);
    for (const std::string_view article : {"a ", "an ", "the "}) {
      if (words.starts_with(article)) words.erase(0, article.size());
    }
    return words;
  };
  return bare(a) == bare(b);
}

}  // namespace

std::vector<Statement> SentenceStatements::run() {
  for (const Clause& clause : clauses_) {
    if (clause.dropped) continue;
    switch (clause.kind) {
      case ClauseKind::kVerb:
        from_verb(clause);
        break;
      case ClauseKind::kCopula:
        from_copula(clause);
        break;
      case ClauseKind::kExistential:
        from_existential(clause);
        break;
      case ClauseKind::kApposition:
        from_apposition(clause);
        break;
      case ClauseKind::kTitle:
        from_title(clause);
        break;
      case ClauseKind::kPossessive:
        from_possessive(clause);
        break;
    }
  }
  for (TokenIndex at = 0; at < tree_.size(); ++at) {
    if (tree_.children(at).empty()) continue;
    from_flat_title(at);
    from_place_phrase(at);
    from_age(at);
    from_kin(at);
  }
  for (const NominalEvent& event : find_nominal_events(tree_, resolver_, input_.ontology, taken_)) {
    from_event(event);
  }
  std::stable_sort(statements_.begin(), statements_.end(),
                   [](const Statement& a, const Statement& b) {
                     if (a.relation_span.begin != b.relation_span.begin) {
                       return a.relation_span.begin < b.relation_span.begin;
                     }
                     return a.rule < b.rule;
                   });
  return std::move(statements_);
}

const Clause* SentenceStatements::parent_of(const Clause& clause) const {
  return clause.parent < 0 ? nullptr : &clauses_[static_cast<std::size_t>(clause.parent)];
}

SentenceStatements::Parties SentenceStatements::parties(std::span<const TokenIndex> heads) const {
  Parties list;
  for (const TokenIndex head : heads) {
    if (resolver_.is_unresolved(head)) continue;
    for (Argument& argument : resolver_.members(head)) list.push_back(std::move(argument));
  }
  return list;
}

Span SentenceStatements::span_of(std::span<const TokenIndex> tokens) const {
  if (tokens.empty()) return input_.sentence.span;
  return {tree_[tokens.front()].span.begin, tree_[tokens.back()].span.end};
}

std::string SentenceStatements::phrase_with_preposition(
    TokenIndex head, std::span<const TokenIndex> preposition) const {
  std::vector<TokenIndex> words(preposition.begin(), preposition.end());
  const bool span =
      !preposition.empty() && one_of(tree_[preposition.front()].lemma, {"between", "from"});
  for (const TokenIndex at : noun_phrase(tree_, head, {.conjuncts = span})) {
    if (tree_[at].xpos != "POS" || tree_[at].head != head) words.push_back(at);
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return join_as_written(tree_, words);
}

Statement SentenceStatements::frame(const Clause& clause) const {
  Statement statement;
  statement.polarity = clause.polarity;
  statement.modality = clause.modality;
  statement.tense = clause.tense;
  statement.aspect = clause.aspect;
  statement.sentence = input_.number;
  statement.relation_span = span_of(clause.predicate);
  statement.rule = clause.rule;
  set_attribution(clause, statement);
  for (const ClauseArgument& argument : clause.arguments) add_adjunct(argument, clause, statement);
  if (statement.time.empty() && clause.context == ClauseContext::kControlled) {
    if (const Clause* parent = parent_of(clause)) inherit_time(*parent, statement);
  }
  return statement;
}

void SentenceStatements::set_attribution(const Clause& clause, Statement& statement) const {
  Parties speakers;
  for (const TokenIndex speaker : clause.speakers) {
    if (resolver_.is_unresolved(speaker) || !can_speak(speaker)) continue;
    const std::vector<Argument> several = resolver_.shared_head(speaker);
    if (several.empty()) {
      speakers.push_back(resolver_.nominal(speaker));
    } else {
      speakers.insert(speakers.end(), several.begin(), several.end());
    }
  }
  statement.attribution = together(speakers);
  if (statement.attribution.empty() && !clause.speakers.empty() && input_.last_speaker != nullptr &&
      tree_[clause.speakers.front()].upos == Upos::kPron) {
    statement.attribution = *input_.last_speaker;  // "it added"
  }
  if (statement.attribution.empty() && clause.quoted && input_.quote_speaker != nullptr) {
    statement.attribution = *input_.quote_speaker;
  }
  if (!statement.attribution.empty() && statement.modality == Modality::kAsserted) {
    statement.modality = Modality::kReported;
  }
}

// One entity, or the names of all in a row: no one of them says it alone.
Argument SentenceStatements::together(const Parties& speakers) const {
  if (speakers.empty()) return {};
  Argument all = speakers.front();
  if (speakers.size() == 1) return all;
  all.entity = kNoEntity;
  all.text.clear();
  for (std::size_t i = 0; i < speakers.size(); ++i) {
    if (i > 0) all.text += i + 1 < speakers.size() ? ", " : " and ";
    all.text += speakers[i].is_entity() && input_.entities[speakers[i].entity].named
                    ? name_of(speakers[i])
                    : std::string_view(speakers[i].text);
    all.span.begin = std::min(all.span.begin, speakers[i].span.begin);
    all.span.end = std::max(all.span.end, speakers[i].span.end);
  }
  return all;
}

Role SentenceStatements::role_of_argument(const ClauseArgument& argument) const {
  return role_of(tree_, argument.head, argument.preposition);
}

void SentenceStatements::add_adjunct(const ClauseArgument& argument, const Clause& clause,
                                     Statement& statement) const {
  if (argument.function == Function::kAdverbial) add_time_clause(argument.head, clause, statement);
  if (argument.function != Function::kOblique && argument.function != Function::kAdverb) return;
  const Role role = role_of_argument(argument);
  if (role == Role::kTime || role == Role::kDuration) {
    add_time(argument, clause, statement);
  } else if (role == Role::kPlace && statement.place.empty()) {
    statement.place = resolver_.nominal(argument.head).text;
  }
  if (role == Role::kManner && argument.function == Function::kAdverb) return;
  if (names_source(tree_, argument.head)) return;  // it is who says so
  if (is_reflexive(tree_[argument.head])) return;
  for (const TokenIndex head : argument.conjuncts) {
    Qualifier qualifier;
    qualifier.role = role;
    qualifier.preposition = preposition_text(tree_, argument.preposition);
    qualifier.argument = resolver_.nominal(head);
    if (argument.conjuncts.size() > 1) {
      coordinated_.emplace_back(qualifier.argument.span, argument.head);
    }
    statement.qualifiers.push_back(std::move(qualifier));
  }
}

bool SentenceStatements::is_coordinated(const Qualifier& qualifier,
                                        const Argument& argument) const {
  const auto first = [&](const Span& span) {
    for (const auto& [known, head] : coordinated_) {
      if (known == span) return head;
    }
    return kNoToken;
  };
  const TokenIndex head = first(argument.span);
  return head != kNoToken && head == first(qualifier.argument.span);
}

bool SentenceStatements::can_speak(TokenIndex head) const {
  if (tree_[head].upos != Upos::kPron) {
    return tree_[head].mention != MentionClass::kEvent || tree_[head].upos == Upos::kPropn;
  }
  const EntityType type = base_type(resolver_.type_at(head));
  return type == EntityType::kPerson || type == EntityType::kOrganization ||
         type == EntityType::kPlace || type == EntityType::kWork;
}

std::string_view SentenceStatements::name_of(const Argument& argument) const {
  return argument.is_entity() ? std::string_view(input_.entities[argument.entity].name)
                              : std::string_view(argument.text);
}

std::optional<EntityType> SentenceStatements::type_of(const Argument& argument) const {
  if (argument.empty()) return std::nullopt;
  return base_type(argument.is_entity() ? input_.entities[argument.entity].type : argument.type);
}

void SentenceStatements::add(Statement statement, Argument subject, const Relation& relation,
                             Argument object, std::string_view shape) {
  if (subject.empty() && object.empty()) return;
  // A thing does nothing to itself; a name and its apposition are one.
  if (subject.is_entity() && subject.entity == object.entity) return;
  if (!object.text.empty() && same_words(name_of(subject), name_of(object))) return;
  statement.subject = std::move(subject);
  statement.object = std::move(object);
  statement.relation = relation.phrase;
  statement.relation_class = relation.relation_class;
  statement.symmetric = relation.symmetric;
  const std::string_view by_object =
      input_.ontology.class_by_object(statement.relation, type_of(statement.object));
  if (!by_object.empty() && by_object != relation.relation_class) {
    statement.relation_class = by_object;
    statement.symmetric = false;
  }
  if (!shape.empty()) statement.rule.append(".").append(shape);
  // The argument said once is no qualifier too.
  std::erase_if(statement.qualifiers, [&](const Qualifier& qualifier) {
    const Argument& other = qualifier.argument;
    const auto is_same = [&](const Argument& argument) {
      return other.span == argument.span || is_coordinated(qualifier, argument) ||
             (other.is_entity() && other.entity == argument.entity);
    };
    return is_same(statement.object) || is_same(statement.subject);
  });
  for (const Statement& other : statements_) {
    if (other.subject == statement.subject && other.relation == statement.relation &&
        other.object == statement.object) {
      return;
    }
  }
  statement.confidence = confidence(input_.sentence, statement);
  statements_.push_back(std::move(statement));
  for (const TimeValue& other : further_times(statements_.back().time)) {
    Statement again = statements_.back();
    again.time = other;
    statements_.push_back(std::move(again));
  }
}

void SentenceStatements::add_pairs(const Statement& base, const Parties& who, Relation relation,
                                   std::string_view shape) {
  relation.symmetric = true;
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < who.size(); ++i) {
    for (std::size_t j = i + 1; j < who.size() && pairs < kMostPairs; ++j, ++pairs) {
      add(base, who[i], relation, who[j], shape);
    }
  }
}

TokenIndex SentenceStatements::relation_noun(TokenIndex object) const {
  return tree_[object].upos == Upos::kNoun ? object : kNoToken;
}

}  // namespace trine::extract
