#include "tools/telling/links.h"

#include <fmt/format.h>

#include <algorithm>

#include "schema/error.h"

namespace trine::tools {

ToldLink tell(const storage::Store& store, const graph::DescriptionLink& link) {
  const auto nested = store.nested_names(link.document_key);
  const auto at = std::find_if(nested.begin(), nested.end(), [&](const auto& one) {
    return one.description == link.description && one.name == link.name;
  });
  const auto analysis = store.analysis(link.document_key);
  if (!analysis || at == nested.end()) {
    throw Error(ErrorKind::kInternal,
                fmt::format("document {} does not show a link that it gave", link.document_key));
  }
  const Document& document = analysis->document;
  const Mention& description = analysis->mentions.at(at->description_mention);
  const Mention& name = analysis->mentions.at(at->name_mention);
  const graph::Relation relation = graph::description_link_relation();
  const double belief = graph::edge_of(link).belief;

  ToldLink told;
  told.fact.subject = link.description;
  told.fact.relation = relation.id;
  told.fact.object = link.name;
  told.fact.id = graph::fact_of(link);
  told.fact.support = told.fact.documents = told.fact.positive = 1;
  told.fact.modality[static_cast<std::size_t>(Modality::kAsserted)] = 1;
  told.fact.first_time = told.fact.last_time = document.date;
  told.fact.belief = belief;

  storage::Evidence& evidence = told.evidence;
  evidence.document = document.id();
  evidence.document_key = document.key;
  evidence.title = document.title;
  evidence.date = document.date;
  evidence.uri = document.uri;
  evidence.sentence = analysis->sentences[description.sentence].span;
  evidence.sentence_text = std::string(evidence.sentence.in(document.text));
  evidence.subject = link.description;
  evidence.object = link.name;
  const auto argument = [&](const Mention& mention) {
    return Argument{mention.entity, std::string(mention.span.in(document.text)), mention.type,
                    mention.span};
  };
  Statement& statement = evidence.statement;
  statement.subject = argument(description);
  statement.object = argument(name);
  statement.relation = relation.phrase;
  statement.relation_class = relation.relation_class;
  statement.sentence = description.sentence;
  statement.confidence = belief;
  statement.rule = "link.description";
  return told;
}

}  // namespace trine::tools
