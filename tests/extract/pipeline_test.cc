// The stages together, on input that comes parsed: no model is needed.
#include "extract/pipeline.h"

#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "extract/reading/conllu.h"
#include "schema/error.h"

namespace trine::extract {
namespace {

const std::string kParsed = R"(# newdoc id = visit
# text = Ana Ruiz visited Lisbon on 3 May 2024.
1	Ana	Ana	PROPN	NNP	Number=Sing	3	nsubj	_	Mention=person|Name=B-PER
2	Ruiz	Ruiz	PROPN	NNP	Number=Sing	1	flat	_	Name=I-PER
3	visited	visit	VERB	VBD	Mood=Ind|Tense=Past|VerbForm=Fin	0	root	_	_
4	Lisbon	Lisbon	PROPN	NNP	Number=Sing	3	obj	_	Mention=place|Name=B-LOC
5	on	on	ADP	IN	_	7	case	_	_
6	3	3	NUM	CD	NumType=Card	7	nummod	_	_
7	May	May	PROPN	NNP	Number=Sing	3	obl	_	Mention=time
8	2024	2024	NUM	CD	NumType=Card	7	nummod	_	SpaceAfter=No
9	.	.	PUNCT	.	_	3	punct	_	_

# text = Bo Dahl praised Ana Ruiz.
1	Bo	Bo	PROPN	NNP	Number=Sing	3	nsubj	_	Mention=person|Name=B-PER
2	Dahl	Dahl	PROPN	NNP	Number=Sing	1	flat	_	Name=I-PER
3	praised	praise	VERB	VBD	Mood=Ind|Tense=Past|VerbForm=Fin	0	root	_	_
4	Ana	Ana	PROPN	NNP	Number=Sing	3	obj	_	Mention=person|Name=B-PER
5	Ruiz	Ruiz	PROPN	NNP	Number=Sing	4	flat	_	Name=I-PER|SpaceAfter=No
6	.	.	PUNCT	.	_	3	punct	_	_

)";

Input parsed_input() {
  Diagnostics diagnostics;
  auto inputs = read_conllu(kParsed, "visit.conllu", diagnostics);
  REQUIRE(diagnostics.empty());
  REQUIRE(inputs.size() == 1);
  return inputs.front();
}

const Statement* find(const Analysis& analysis, const std::string& relation) {
  for (const auto& statement : analysis.statements) {
    if (statement.relation == relation) return &statement;
  }
  return nullptr;
}

std::string name(const Analysis& analysis, const Argument& argument) {
  return argument.is_entity() ? analysis.entities.at(argument.entity).name : argument.text;
}

}  // namespace

SCENARIO("parsed input needs no model", "[pipeline]") {
  GIVEN("a pipeline whose model file does not exist") {
    PipelineOptions options;
    options.model = "/nonexistent/model.trine";
    const Pipeline pipeline(options);
    WHEN("a parsed document is analysed") {
      const auto analysis = pipeline.analyse(parsed_input());
      THEN("its statements join entities, across sentences, with time and evidence") {
        const auto* visit = find(analysis, "visit");
        REQUIRE(visit != nullptr);
        CHECK(name(analysis, visit->subject) == "Ana Ruiz");
        CHECK(name(analysis, visit->object) == "Lisbon");
        CHECK(visit->time.from == "2024-05-03");
        CHECK(visit->tense == Tense::kPast);
        CHECK(visit->relation_span.in(analysis.document.text) == "visited");
        const auto* praise = find(analysis, "praise");
        REQUIRE(praise != nullptr);
        CHECK(praise->sentence == 1);
        CHECK(praise->object.entity == visit->subject.entity);
      }
      THEN("mentions are ordered by span") {
        for (std::size_t i = 1; i < analysis.mentions.size(); ++i) {
          CHECK(analysis.mentions[i - 1].span.begin <= analysis.mentions[i].span.begin);
        }
      }
    }
    WHEN("a sentence is boilerplate") {
      auto input = parsed_input();
      input.sentences[1].kind = SentenceKind::kBoilerplate;
      const auto analysis = pipeline.analyse(std::move(input));
      THEN("it has no mentions and no statements, but is there") {
        CHECK(analysis.sentences.size() == 2);
        CHECK(find(analysis, "praise") == nullptr);
        for (const auto& mention : analysis.mentions) CHECK(mention.sentence == 0);
      }
    }
    THEN("plain text asks for the model, each time it is tried") {
      const auto analyse = [&] {
        Input input;
        input.document.key = "k";
        input.document.text = "Ana left.";
        return pipeline.analyse(std::move(input));
      };
      CHECK_THROWS_AS(analyse(), Error);
      CHECK_THROWS_AS(analyse(), Error);
    }
  }
}

SCENARIO("one pipeline serves many threads, with equal results", "[pipeline]") {
  const Pipeline pipeline(PipelineOptions{});
  const auto alone = pipeline.analyse(parsed_input());
  std::vector<Analysis> results(4);
  std::vector<std::thread> threads;
  for (auto& result : results) {
    threads.emplace_back([&pipeline, &result, input = parsed_input()]() mutable {
      result = pipeline.analyse(std::move(input));
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& result : results) CHECK(result == alone);
}

SCENARIO("text through all stages with the shipped model", "[pipeline]") {
  const Pipeline pipeline(PipelineOptions{});
  Input input;
  input.document.key = "pier.txt";
  input.document.text =
      "Minister opens pier in Aven\n\nLISBON, May 3, 2024 (Coast Wire) -- Ana Ruiz visited Lisbon "
      "on "
      "Friday.\n\nRelated stories\n\nBo Dahl visits Oslo\n";
  const auto analysis = pipeline.analyse(input);
  CHECK(analysis.document.date == "2024-05-03");
  const auto* visit = find(analysis, "visit");
  REQUIRE(visit != nullptr);
  CHECK(name(analysis, visit->subject) == "Ana Ruiz");
  CHECK(visit->time.from == "2024-05-03");
  for (const auto& sentence : analysis.sentences) {
    CHECK(sentence.span.end <= analysis.document.text.size());
  }
  CHECK(pipeline.analyse(input) == analysis);
}

}  // namespace trine::extract
