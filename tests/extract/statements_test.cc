#include "extract/statements/statements.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "extract/english/gazetteer.h"
#include "extract/views/explain.h"
#include "extract/views/oie.h"
#include "tests/extract/parsed.h"
#include "tests/extract/sample_sentences.h"

using namespace trine;
using namespace trine::extract;

namespace {

Analysis analyse(const std::string& rows, const Ontology& ontology = Ontology::builtin(),
                 SentenceKind kind = SentenceKind::kBody) {
  static const Gazetteer gazetteer;
  Input input = parsed_input(rows);
  input.document.date = "2023-03-09";
  for (Sentence& sentence : input.sentences) sentence.kind = kind;
  std::vector<ParsedMention> mentions = find_mentions(input.document, input.sentences, gazetteer);
  Analysis analysis;
  analysis.entities = resolve_entities(input.document, input.sentences, mentions, gazetteer);
  analysis.statements =
      make_statements(input.document, input.sentences, mentions, analysis.entities, ontology);
  analysis.document = input.document;
  return analysis;
}

// (subject; relation; object) CLASS, with what is not plain: not, modality, source, time.
std::string facts(const std::string& rows) {
  const Analysis analysis = analyse(rows);
  std::ostringstream out;
  const auto name = [&](const Argument& argument) {
    if (argument.empty()) return std::string("-");
    return argument.is_entity() ? analysis.entities[argument.entity].name : argument.text;
  };
  for (const Statement& statement : analysis.statements) {
    out << '(' << name(statement.subject) << "; " << statement.relation << "; "
        << name(statement.object) << ") " << statement.relation_class;
    if (statement.symmetric) out << " mutual";
    if (statement.polarity == Polarity::kNegative) out << " not";
    if (statement.modality != Modality::kAsserted) out << ' ' << statement.modality;
    if (!statement.attribution.empty()) out << " says " << name(statement.attribution);
    if (!statement.time.empty()) out << " @" << statement.time.from;
    out << '\n';
    CHECK(statement.confidence > 0);
    CHECK(statement.confidence < 1);
    CHECK_FALSE(statement.rule.empty());
  }
  return out.str();
}

}  // namespace

TEST_CASE("what arguments are", "[statements]") {
  // "subject type > object type" of each statement
  const auto types = [](const std::string& rows) {
    std::string out;
    for (const Statement& statement : analyse(rows).statements) {
      out += (out.empty() ? "" : ", ") + std::string(to_string(statement.subject.type)) + " > " +
             std::string(to_string(statement.object.type));
    }
    return out;
  };
  const auto sworn = [&](const std::string& article) {
    return types(
        "Ada Ada PROPN NNP 2 nsubj Mention=person|Name=B-PER\n"
        "served serve VERB VBD 0 root\n"
        "as as ADP IN 5 case\n" +
        article +
        "teacher teacher NOUN NN 2 obl Mention=person\n"
        ". . PUNCT . 2 punct\n");
  };
  CHECK(sworn("acting acting ADJ JJ 5 amod\n") == "Person > Abstract");
  CHECK(sworn("a a DET DT 5 det\n") == "Person > Person");
  // a predicate that is no office
  CHECK(types("Lumo Lumo PROPN NNP 4 nsubj Mention=organization|Name=B-ORG\n"
              "is be AUX VBZ 4 cop\n"
              "a a DET DT 4 det\n"
              "ferry ferry NOUN NN 0 root Mention=object\n"
              ". . PUNCT . 4 punct\n")
            .ends_with("> Product"));
  // a participle that the tree takes for the subject
  CHECK(types("Widows widow NOUN NNS 5 nsubj Mention=person\n"
              "and and CCONJ CC 3 cc\n"
              "supporting support VERB VBG 1 conj\n"
              "unions union NOUN NNS 3 obj Mention=organization\n"
              "sued sue VERB VBD 0 root\n"
              "Varn Varn PROPN NNP 5 obj Mention=organization|Name=B-ORG\n"
              ". . PUNCT . 5 punct\n") == "Person > Organization, Organization > Organization");
}

SCENARIO("clauses become typed statements", "[statements]") {
  CHECK_THAT(facts(kRefused),
             Catch::Contains("refuse to comply with") && Catch::Contains("REJECT"));
  CHECK_THAT(facts(kSold), Catch::Contains("(Ada; sell; ") && Catch::Contains("@1990-01-01"));
  CHECK_THAT(facts(kBought), Catch::Contains("(Bo; buy; ") && Catch::Contains("(Cy; buy; "));
  CHECK_THAT(facts(kPrices), Catch::Contains("fall; -) CHANGES_STATE"));
  CHECK_THAT(facts(kWants), Catch::Contains("(Bo; leave; Oslo) TRAVEL") &&
                                Catch::Contains("(Bo; want to return; -)"));
}

SCENARIO("what is demanded, denied, conditional or said by somebody is marked", "[statements]") {
  CHECK_THAT(facts(kOrdered), Catch::Contains("; order; ") && Catch::Contains("AID demanded"));
  CHECK_THAT(facts(kSaid), Catch::Contains("not planned says Ola Berg"));
  CHECK_THAT(facts(kFails), Catch::Contains("(Ada; leave; -) TRAVEL hypothetical"));
}

SCENARIO("mutual acts pair their participants", "[statements]") {
  CHECK_THAT(facts(kTalks), Catch::Contains("(Ada; hold talk with; Bo) CONSULT mutual"));
  CHECK_THAT(facts(kSummit), Catch::Contains("(Norway; hold summit with; Sweden) CONSULT mutual"));
  CHECK_THAT(facts(kCrucial),
             Catch::Contains("(Norway; build tie with; Sweden) COOPERATE mutual demanded"));
}

SCENARIO("roles and reactions told by nouns", "[statements]") {
  CHECK_THAT(facts(kMayor), Catch::Contains("(Bo Lund; be mayor of; Bergen) HOLDS_ROLE") &&
                                Catch::Contains("(Bo Lund; meet; Ada Hall) CONSULT mutual"));
  CHECK_THAT(facts(kSaid), Catch::Contains("be minister of; Norway) HOLDS_ROLE"));
  CHECK_THAT(facts(kDrew), Catch::Contains("farmers; criticize; ") && Catch::Contains("ACCUSE"));
}

SCENARIO("what is coordinated with an argument is no role of it", "[statements]") {
  CHECK(facts(kThaw) ==
        "(deal; lead to; thaw) CAUSES\n"
        "(deal; lead to; several visits) CAUSES\n");
  for (const Statement& statement : analyse(kThaw).statements) CHECK(statement.qualifiers.empty());
}

SCENARIO("who is to do what an infinitive under a noun tells", "[statements]") {
  CHECK_THAT(facts(kFunds), Catch::Contains("(crew; pay; sailors) AID planned"));
  CHECK(facts(kAmid).empty());  // whose attempt it is, nobody says
  CHECK_THAT(facts(kAttempt), Catch::Contains("(Ada; impose; order)"));
  CHECK_THAT(facts(kAttempt), !Catch::Contains("impose; her"));
}

SCENARIO("mutual acts with an object", "[statements]") {
  CHECK_THAT(facts(kDiscussed),
             Catch::Contains("(Ada Berg; discuss budget with; Bo Lund) CONSULT mutual") &&
                 Catch::Contains("(Bo Lund; discuss; budget) CONSULT"));
  CHECK_THAT(facts(kBetween), Catch::Contains("(Ada Berg; hold summit with; Bo Lund)") &&
                                  Catch::Contains("(Norway; hold summit with; Sweden)"));
}

SCENARIO("all who say so are named, and are no role", "[statements]") {
  CHECK_THAT(facts(kAccording), Catch::Contains("says Norway and Sweden"));
  CHECK(analyse(kAccording).statements.at(0).qualifiers.empty());
  CHECK_THAT(facts(kVoiced), Catch::Contains("(Ada Berg; voice hope; the firm will pay)") &&
                                 Catch::Contains("(firm; pay; -) AID possible says Ada Berg"));
}

SCENARIO("roles by preposition and noun", "[statements]") {
  const Analysis analysis = analyse(kLeft);
  REQUIRE(analysis.statements.size() == 1);
  std::string roles;
  for (const Qualifier& qualifier : analysis.statements.front().qualifiers) {
    roles += std::string(to_string(qualifier.role)) + ' ' + qualifier.argument.text + '\n';
  }
  CHECK(roles ==
        "destination Norway\n"
        "time the strike\n"
        "manner the request of Sweden\n");
}

SCENARIO("constructions whose plain reading misleads", "[statements]") {
  struct Case {
    const char* what;
    const std::string& rows;
    const char* has;
    const char* has_not;
  };
  const std::string spoken_of = kDropped + "\n" + kCounterpart;
  const Case cases[] = {
      {"a receiver hung on the sum", kPaid, "(firm; pay to; Ada Berg)", "pay euro to"},
      {"a reflexive is the subject again", kReflexive, "(Ada Berg; appear in; film)", "herself"},
      {"a name that accuses", kBetrayal, "call; plan) ACCUSE", "COMMUNICATES"},
      {"a suit that was dropped", kDropped, "(Ada Berg; drop; ", "(Ada Berg; sue; "},
      {"with her counterpart", spoken_of, "(Ada Berg; meet with; ", "counterpart; meet"},
      {"what was aimed at was done", kTugs, "block; port) REJECT\n", "planned"},
      {"in-laws", kInLaw, "(Bo Lund; be brother-in-law of; Ada Berg) FAMILY", "be brother of"},
      {"from year to year", kBetweenYears, "@2018-01-01", "@2021"},
      {"who is wanted to", kWantsCity, "want; the city to buy the yard)", "; to buy"},
      {"war on a country is no place", kDeclared, "(Norway; declare war on; Sweden) ASSAULT",
       "; war)"},
      {"to lead somebody to do", kLed, "(coach; lead; team) CAUSES", "HOLDS_ROLE"},
      {"the adjective names the object", kDanish, "be minister of; Denmark)", "danish"},
      {"a verb tagged as a participle", kPushed, "(Norway; push to build; port)", "demanded"},
      {"an event is as real as what is to bring it about", kBoost,
       "(Norway; cooperate with; Sweden) COOPERATE mutual possible", "mutual\n"},
      {"who is granted a right uses it", kGranted, "(Ada Berg; close; port)", "authority; close"},
      {"those who meet a third", kMetWith, "(Bo Lund; meet with; Swedish ministers)",
       "meet; Bo Lund"},
      {"`in order to` is no order", kInOrder, "(Norway; save; money) AID planned", "review; save"},
      {"who is hired to", kHired, "(Ada Berg; lead; expedition)", "Norway; lead"},
      {"who is convinced acts", kConvinced, "(Sweden; sign; treaty) AGREE\n", "demanded"},
      {"a nationality is no office", kPainter, "(Ada Berg; be painter from; Denmark)",
       "painter of"},
      {"ministers act for their countries", kMinisters,
       "(Norway; hold talk with; Sweden) CONSULT mutual", "Norway; hold talk with; Norway"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.what);
    CHECK_THAT(facts(one.rows), Catch::Contains(one.has) && !Catch::Contains(one.has_not));
  }
}

SCENARIO("boilerplate yields no statements", "[statements]") {
  CHECK(analyse(kSold, Ontology::builtin(), SentenceKind::kBoilerplate).statements.empty());
}

SCENARIO("evidence lies within the sentence", "[statements]") {
  const Analysis analysis = analyse(kSold + "\n" + kMayor);
  REQUIRE(analysis.statements.size() >= 3);
  for (const Statement& statement : analysis.statements) {
    CAPTURE(statement);
    CHECK(statement.relation_span.end <= analysis.document.text.size());
    CHECK(statement.relation_span.begin < statement.relation_span.end);
    if (!statement.object.empty()) {
      CHECK(statement.object.span.end <= analysis.document.text.size());
    }
  }
  CHECK(analysis.statements.front().relation_span.in(analysis.document.text) == "sold");
}

SCENARIO("an explanation shows sentence, tree, clauses and rules", "[statements]") {
  Input input = parsed_input(kSold);
  const Analysis analysis = analyse(kSold);
  const std::string text =
      explain(input.document, input.sentences[0], analysis.statements, analysis.entities);
  CHECK_THAT(text, Catch::Contains("sentence  Ada sold the mill to Bo in 1990"));
  CHECK_THAT(text, Catch::Contains("nsubj"));
  CHECK_THAT(text, Catch::Contains("{clause.verb.main}"));
  CHECK_THAT(text, Catch::Contains("rule clause.verb.main.object"));
}

SCENARIO("random trees do no harm, and give the same statements twice", "[statements]") {
  static const Gazetteer gazetteer;
  const Ontology ontology = Ontology::builtin();
  const char* forms[] = {"Ada",  "Oslo", "mill", "sold", "said", "to",    "of",  "the", "which",
                         "\"",   "“",    "”",    ",",    "and",  "talks", "who", "it",  "according",
                         "held", "was",  "not",  "if",   "2018", "after", "call"};
  const char* tags[] = {"NNP", "NN", "VBD", "VBN", "VBG", "VB",
                        "TO",  "IN", "WP",  "PRP", "CD",  "WDT"};
  std::uint32_t state = 12345;
  const auto random = [&](std::uint32_t below) {
    state = state * 1664525U + 1013904223U;
    return (state >> 8) % below;
  };
  for (int round = 0; round < 3000; ++round) {
    Document document;
    document.date = "2023-03-09";
    std::vector<Sentence> sentences(1 + random(3));
    for (Sentence& sentence : sentences) {
      sentence.parsed = true;
      sentence.kind = random(5) == 0 ? SentenceKind::kHeadline : SentenceKind::kBody;
      const std::uint32_t count = 1 + random(25);
      std::vector<std::uint32_t> order(count);  // parents come before their children in it
      for (std::uint32_t i = 0; i < count; ++i) order[i] = i;
      for (std::uint32_t i = count; i > 1; --i) std::swap(order[i - 1], order[random(i)]);
      sentence.tokens.resize(count);
      sentence.span.begin = static_cast<std::uint32_t>(document.text.size());
      for (Token& token : sentence.tokens) {
        token.form = token.lemma = forms[random(std::size(forms))];
        token.xpos = tags[random(std::size(tags))];
        token.upos = static_cast<Upos>(random(static_cast<std::uint32_t>(Upos::kVerb) + 1));
        token.relation =
            static_cast<Deprel>(random(static_cast<std::uint32_t>(Deprel::kXcomp) + 1));
        token.mention = static_cast<MentionClass>(random(11));
        token.name = static_cast<NameClass>(random(6));
        token.span.begin = static_cast<std::uint32_t>(document.text.size());
        document.text += token.form;
        token.span.end = static_cast<std::uint32_t>(document.text.size());
        document.text += ' ';
      }
      sentence.span.end = static_cast<std::uint32_t>(document.text.size()) - 1;
      for (std::uint32_t i = 1; i < count; ++i) {
        sentence.tokens[order[i]].head = static_cast<std::int32_t>(order[random(i)]);
      }
      sentence.tokens[order[0]].head = kRootHead;
    }
    std::vector<ParsedMention> mentions = find_mentions(document, sentences, gazetteer);
    const auto entities = resolve_entities(document, sentences, mentions, gazetteer);
    const auto once = make_statements(document, sentences, mentions, entities, ontology);
    const auto again = make_statements(document, sentences, mentions, entities, ontology);
    REQUIRE(once == again);
    for (const Sentence& sentence : sentences) {
      oie_tuples(sentence, OieView::kCarb);
      oie_tuples(sentence, OieView::kBenchie);
    }
  }
}
