// A document's statements: each sentence's clauses and events, with the speakers of quotations and
// reports that run over several sentences.
#include "extract/statements/statements.h"

#include <algorithm>
#include <iterator>

#include "extract/clauses/clauses.h"
#include "extract/english/lexicon.h"
#include "extract/sentence/quotes.h"
#include "extract/statements/arguments.h"
#include "extract/statements/sentence_statements.h"

namespace trine::extract {
namespace {

// Who speaks in a quotation that is told over several sentences: the subject of a reporting clause
// outside the quotation marks, or whom "according to" names.
TokenIndex reporting_subject(const Tree& tree, const std::vector<Clause>& clauses) {
  for (const Clause& clause : clauses) {
    if (clause.quoted || clause.kind != ClauseKind::kVerb || clause.subjects.empty()) continue;
    if (!clause.passive && has(tree[clause.head].lemma, Property::kSaying)) {
      return clause.subjects.front();
    }
  }
  for (TokenIndex at = 0; at < tree.size(); ++at) {
    if (names_source(tree, at)) return at;
  }
  return kNoToken;
}

}  // namespace

std::vector<Statement> make_statements(const Document& document,
                                       std::span<const Sentence> sentences,
                                       std::span<const ParsedMention> mentions,
                                       std::span<const Entity> entities, const Ontology& ontology) {
  struct Analysed {
    Tree tree;
    std::vector<Clause> clauses;
    std::span<const ParsedMention> mentions;
  };
  const std::vector<QuoteState> quotes = quote_states(sentences);
  std::vector<Analysed> analysed;
  analysed.reserve(sentences.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const std::size_t first = next;
    while (next < mentions.size() && mentions[next].mention.sentence == i) ++next;
    Analysed one{Tree(sentences[i]), {}, mentions.subspan(first, next - first)};
    if (sentences[i].kind != SentenceKind::kBoilerplate &&
        sentences[i].kind != SentenceKind::kDateline) {
      one.clauses = find_clauses(one.tree, quotes[i].inside);
    }
    analysed.push_back(std::move(one));
  }

  // The speaker of each quotation; one without a reporting clause goes on with the last speaker.
  std::vector<Argument> speakers;
  std::vector<std::size_t> spoken_in;  // sentence of the reporting clause
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (quotes[i].run < 0) continue;
    const auto run = static_cast<std::size_t>(quotes[i].run);
    if (speakers.size() <= run) {
      speakers.resize(run + 1);
      spoken_in.resize(run + 1, 0);
    }
    if (!speakers[run].empty()) continue;
    const TokenIndex subject = reporting_subject(analysed[i].tree, analysed[i].clauses);
    if (subject == kNoToken) continue;
    const ArgumentResolver resolver(analysed[i].tree, analysed[i].mentions, entities, ontology);
    if (resolver.is_unresolved(subject)) continue;
    if (analysed[i].tree[subject].upos == Upos::kPron && !resolver.is_named(subject)) continue;
    speakers[run] = resolver.nominal(subject);
    spoken_in[run] = i;
  }
  constexpr std::size_t kNear = 3;  // sentences between a speech and its sequel
  for (std::size_t run = 1; run < speakers.size(); ++run) {
    if (!speakers[run].empty() || speakers[run - 1].empty()) continue;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      if (quotes[i].run == static_cast<std::int32_t>(run) && i <= spoken_in[run - 1] + kNear) {
        speakers[run] = speakers[run - 1];
        spoken_in[run] = i;
        break;
      }
    }
  }

  std::vector<Statement> statements;
  Argument last_speaker;
  std::size_t last_spoken = 0;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (analysed[i].clauses.empty()) continue;
    const Argument* speaker = nullptr;
    if (quotes[i].run >= 0) {
      const Argument& found = speakers[static_cast<std::size_t>(quotes[i].run)];
      if (!found.empty()) speaker = &found;
    }
    const bool fresh = i <= last_spoken + kNear && !last_speaker.empty();
    const Argument* recent = fresh ? &last_speaker : nullptr;
    const SentenceInput input{document,
                              sentences[i],
                              static_cast<std::uint32_t>(i),
                              analysed[i].mentions,
                              entities,
                              ontology,
                              speaker,
                              recent};
    std::vector<Statement> found =
        SentenceStatements(input, analysed[i].tree, analysed[i].clauses).run();
    std::move(found.begin(), found.end(), std::back_inserter(statements));
    const TokenIndex subject = reporting_subject(analysed[i].tree, analysed[i].clauses);
    if (subject == kNoToken) continue;
    const ArgumentResolver resolver(analysed[i].tree, analysed[i].mentions, entities, ontology);
    if (resolver.is_unresolved(subject)) continue;
    if (analysed[i].tree[subject].upos == Upos::kPron && !resolver.is_named(subject)) continue;
    last_speaker = resolver.nominal(subject);
    last_spoken = i;
  }
  return statements;
}

}  // namespace trine::extract
