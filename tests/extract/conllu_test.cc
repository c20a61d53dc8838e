#include "extract/reading/conllu.h"

#include <catch2/catch.hpp>

#include "extract/tokens/tokens.h"

using namespace trine;
using namespace trine::extract;

namespace {

// Rows of "id form lemma upos xpos feats head deprel misc" with spaces for tabs.
std::string rows(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto end = text.find('\n', at);
    std::string line(text.substr(at, end - at));
    at = end + 1;
    if (!line.empty() && line[0] != '#') {
      for (auto& c : line) {
        if (c == ' ') c = '\t';
      }
      line.insert(line.rfind('\t'), "\t_");
    }
    out += line + "\n";
  }
  return out;
}

const std::string kFile = rows(
    "# newdoc id = letters/one\n"
    "# meta::title = A letter\n"
    "# meta::dateCreated = 2021-05-06\n"
    "# global.Entity = GRP-etype-infstat\n"
    "# newpar\n"
    "# sent_id = 1\n"
    "# text = Ola's boat didn't sink.\n"
    "1-2 Ola's _ _ _ _ _ _ _\n"
    "1 Ola Ola PROPN NNP Number=Sing 3 nmod:poss Entity=(2-object-new(1-person-new\n"
    "2 's 's PART POS _ 1 case Entity=1)\n"
    "3 boat boat NOUN NN Number=Sing 6 nsubj Entity=2)\n"
    "4-5 didn't _ _ _ _ _ _ _\n"
    "4 did do AUX VBD Mood=Ind|Tense=Past 6 aux _\n"
    "5 n't not PART RB Polarity=Neg 6 advmod _\n"
    "5.1 ghost ghost NOUN NN _ _ _ _\n"
    "6 sink sink VERB VB _ 0 root SpaceAfter=No\n"
    "7 . . PUNCT . _ 6 punct _\n"
    "\n"
    "# text = It floats\n"
    "1 It it PRON PRP _ 2 nsubj Mention=object\n"
    "2 floats float VERB VBZ _ 0 root _\n"
    "\n"
    "# newpar\n"
    "# text = New York\n"
    "1 New New PROPN NNP _ 2 compound Name=B-LOC\n"
    "2 York York PROPN NNP _ 0 root Mention=place|Name=I-LOC\n"
    "\n"
    "# newdoc\n"
    "# text = Hm\n"
    "1 Hm _ _ _ _ _ _ _\n"
    "\n");

std::vector<Input> read(const std::string& text) {
  Diagnostics diagnostics;
  auto inputs = read_conllu(text, "file.conllu", diagnostics);
  for (const auto& d : diagnostics) UNSCOPED_INFO(d.source << " " << d.reason);
  CHECK(diagnostics.empty());
  return inputs;
}

}  // namespace

TEST_CASE("documents are rebuilt from CoNLL-U", "[conllu]") {
  const auto inputs = read(kFile);
  REQUIRE(inputs.size() == 2);
  const auto& [document, sentences] = inputs[0];
  CHECK(document.key == "letters/one");
  CHECK(document.title == "A letter");
  CHECK(document.date == "2021-05-06");
  CHECK(document.text == "Ola's boat didn't sink. It floats\n\nNew York");
  REQUIRE(sentences.size() == 3);
  CHECK(sentences[0].begins_paragraph);
  CHECK_FALSE(sentences[1].begins_paragraph);
  const auto& tokens = sentences[0].tokens;
  REQUIRE(tokens.size() == 7);
  CHECK(sentences[0].multiword == std::vector<MultiwordToken>{{0, 1, "Ola's"}, {3, 4, "didn't"}});
  CHECK(tokens[1].span.in(document.text) == "'s");
  CHECK(tokens[4].span.in(document.text) == "n't");
  CHECK(tokens[0].mention == MentionClass::kPerson);
  CHECK(tokens[2].mention == MentionClass::kObject);
  CHECK(tokens[3].has_feature("Tense", "Past"));
  CHECK(tokens[5].head == kRootHead);
  CHECK_FALSE(tokens[5].space_after);
  CHECK(tokens[6].span.in(document.text) == ".");
  CHECK(sentences[1].tokens[0].mention == MentionClass::kObject);
  CHECK(sentences[2].tokens[0].name == NameClass::kLocation);
  CHECK(sentences[2].tokens[0].name_begins);
  CHECK_FALSE(sentences[2].tokens[1].name_begins);
  CHECK(sentences[2].span.in(document.text) == "New York");
  for (const auto& s : sentences) CHECK(s.parsed);
  CHECK(inputs[1].document.key == "file.conllu");
  CHECK_FALSE(inputs[1].sentences[0].parsed);
}

TEST_CASE("what is written reads back the same", "[conllu]") {
  for (const auto& input : read(kFile)) {
    const auto written = write_conllu({input.document, input.sentences});
    CAPTURE(written);
    auto again = read(written);
    REQUIRE(again.size() == 1);
    CHECK((again[0].sentences == input.sentences));
    CHECK((again[0].document == input.document));
  }
  Document document;
  document.key = "odd";
  document.text = "Yes.No? \"I'd've\n gone!\"  (They can't.)\n\nEnd";
  auto sentences = split_sentences(document);
  sentences.back().kind = SentenceKind::kCaption;
  const auto written = write_conllu({document, sentences});
  const auto again = read(written);
  REQUIRE(again.size() == 1);
  CHECK(write_conllu({again[0].document, again[0].sentences}) == written);
  CHECK(again[0].sentences.back().kind == SentenceKind::kCaption);
  REQUIRE(again[0].sentences.size() == sentences.size());
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    CHECK((again[0].sentences[s].multiword == sentences[s].multiword));
  }
}

TEST_CASE("malformed CoNLL-U is told of by line", "[conllu]") {
  const std::string good = "# newdoc id = b\n1\tHm\thm\tINTJ\tUH\t_\t0\troot\t_\t_\n\n";
  const auto [bad, line, reason] = GENERATE(table<std::string, int, std::string>({
      {"# newdoc id = a\n1\tx\n", 2, "2 columns"},
      {"2\tx\tx\tX\tX\t_\t0\troot\t_\t_\n", 1, "word id 2 where 1 was due"},
      {"1-3\tx\t_\t_\t_\t_\t_\t_\t_\t_\n1\tx\tx\tX\tX\t_\t0\troot\t_\t_\n\n", 3, "beyond"},
      {"2-3\tx\t_\t_\t_\t_\t_\t_\t_\t_\n", 1, "misplaced range"},
      {"1\tx\tx\tX\tX\t_\tzero\troot\t_\t_\n", 1, "no number"},
      {"1\t\tx\tX\tX\t_\t0\troot\t_\t_\n", 1, "empty form"},
      {"1\tx\tx\tX\tX\t_\t-4\troot\t_\t_\n", 1, "no number"},
  }));
  Diagnostics diagnostics;
  const auto inputs = read_conllu(bad + "\n" + good, "f", diagnostics);
  CAPTURE(bad);
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics[0].severity == Diagnostic::Severity::kRejected);
  CHECK(diagnostics[0].source == "f:" + std::to_string(line));
  CHECK(diagnostics[0].reason.find(reason) != std::string::npos);
  REQUIRE(inputs.size() == 1);
  CHECK(inputs[0].document.key == "b");
}

TEST_CASE("sentences whose heads form no tree are to be parsed anew", "[conllu]") {
  const auto file = GENERATE(as<std::string>(), "1 a a X X _ 2 dep _\n2 b b X X _ 1 dep _\n\n",
                             "1 a a X X _ 0 root _\n2 b b X X _ 0 root _\n\n",
                             "1 a a X X _ 0 root _\n2 b b X X _ 7 dep _\n\n");
  Diagnostics diagnostics;
  const auto inputs = read_conllu(rows(file), "f", diagnostics);
  REQUIRE(inputs.size() == 1);
  CHECK_FALSE(inputs[0].sentences[0].parsed);
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics[0].severity == Diagnostic::Severity::kWarning);
}

TEST_CASE("text that the forms do not spell is rebuilt from them", "[conllu]") {
  Diagnostics diagnostics;
  const auto inputs = read_conllu(rows("# text = quite another text\n1 so so X X _ 0 root "
                                       "SpaceAfter=No\n2 so so X X _ 1 dep _\n\n"),
                                  "f", diagnostics);
  REQUIRE(inputs.size() == 1);
  CHECK(inputs[0].document.text == "soso");
  CHECK(diagnostics.size() == 1);
  CHECK(read_conllu("", "f", diagnostics).empty());
  CHECK(read_conllu("\n\n# only a comment\n\n", "f", diagnostics).empty());
}
