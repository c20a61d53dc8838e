#include "extract/parser/attachment.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "extract/sentence/tree.h"
#include "tests/extract/parsed.h"

using namespace trine;
using namespace trine::extract;

namespace {

// What was hung elsewhere: "word relation head", in textual order.
std::string mended(const std::string& rows) {
  Sentence sentence = parsed_sentence(rows);
  const Sentence before = sentence;
  mend_attachments(sentence);
  CHECK(Tree(sentence).top_down().size() == sentence.tokens.size());  // still a tree
  std::ostringstream out;
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    const Token& token = sentence.tokens[i];
    if (token == before.tokens[i]) continue;
    out << token.form << ' ' << token.relation << ' '
        << (token.head < 0 ? "-" : sentence.tokens[static_cast<std::size_t>(token.head)].form)
        << '\n';
  }
  return out.str();
}

}  // namespace

TEST_CASE("attachments that grammar rules out are mended", "[attachment]") {
  SECTION("a participle before its noun takes no adjunct after it") {
    CHECK(mended("They they PRON PRP 2 nsubj\n"
                 "sold sell VERB VBD 0 root\n"
                 "smoked smoke VERB VBN 4 amod\n"
                 "fish fish NOUN NNS 2 obj\n"
                 "during during ADP IN 7 case\n"
                 "the the DET DT 7 det\n"
                 "war war NOUN NN 3 obl\n") == "war obl sold\n");
  }
  SECTION("a phrase with a preposition is no object") {
    CHECK(mended("This this PRON DT 2 nsubj\n"
                 "led lead VERB VBD 0 root\n"
                 "to to ADP IN 5 case\n"
                 "a a DET DT 5 det\n"
                 "thaw thaw NOUN NN 2 obj\n") == "thaw obl led\n");
  }
  SECTION("an office with what it is of describes the name behind it") {
    CHECK(mended("They they PRON PRP 2 nsubj\n"
                 "met meet VERB VBD 0 root\n"
                 "Minister minister NOUN NN 2 obj\n"
                 "of of ADP IN 6 case\n"
                 "Trade Trade PROPN NNP 6 nmod:desc\n"
                 "Ada Ada PROPN NNP 3 nmod Name=B-PER\n"
                 "Holm Holm PROPN NNP 6 flat Name=I-PER\n") ==
          "Minister nmod:desc Ada\nof case Trade\nTrade nmod Minister\nAda obj met\n");
    // a museum is no office
    CHECK(mended("They they PRON PRP 2 nsubj\n"
                 "met meet VERB VBD 0 root\n"
                 "Friends friend NOUN NNS 2 obj\n"
                 "of of ADP IN 5 case\n"
                 "Trade Trade PROPN NNP 3 nmod\n"
                 "Ada Ada PROPN NNP 3 nmod Name=B-PER\n")
              .empty());
  }
  SECTION("nobody in a list is another one") {
    CHECK(mended("Ada Ada PROPN NNP 7 nsubj Name=B-PER\n"
                 ", , PUNCT , 3 punct\n"
                 "Bo Bo PROPN NNP 1 appos Name=B-PER\n"
                 ", , PUNCT , 6 punct\n"
                 "and and CCONJ CC 6 cc\n"
                 "Cy Cy PROPN NNP 1 conj Name=B-PER\n"
                 "left leave VERB VBD 0 root\n") == "Bo conj Ada\n");
  }
  SECTION("a town does not count hours") {
    CHECK(mended("Ada Ada PROPN NNP 2 nsubj\n"
                 "landed land VERB VBD 0 root\n"
                 "in in ADP IN 5 case\n"
                 "Bergen Bergen PROPN NNP 5 compound Name=B-LOC\n"
                 "hours hour NOUN NNS 2 obl Mention=time\n"
                 "before before SCONJ IN 8 mark\n"
                 "Bo Bo PROPN NNP 8 nsubj\n"
                 "left leave VERB VBD 2 advcl\n") ==
          "in case Bergen\nBergen obl landed\nhours obl:unmarked landed\n");
  }
  SECTION("the day between subject and verb is the verb's") {
    CHECK(mended("The the DET DT 2 det\n"
                 "minister minister NOUN NN 5 nsubj Mention=person\n"
                 "on on ADP IN 4 case\n"
                 "Friday Friday PROPN NNP 2 nmod Mention=time\n"
                 "resigned resign VERB VBD 0 root\n") == "Friday obl resigned\n");
  }
  SECTION("what is a follow-up to") {
    CHECK(mended("They they PRON PRP 2 nsubj\n"
                 "spoke speak VERB VBD 0 root\n"
                 "as as ADP IN 5 case\n"
                 "a a DET DT 5 det\n"
                 "reply reply NOUN NN 2 obl\n"
                 "to to ADP IN 8 case\n"
                 "the the DET DT 8 det\n"
                 "letter letter NOUN NN 2 obl\n") == "letter nmod reply\n");
  }
  SECTION("two halves of a subject") {
    CHECK(mended("after after SCONJ IN 6 mark\n"
                 "Ada Ada PROPN NNP 6 obl Mention=person\n"
                 "and and CCONJ CC 6 cc\n"
                 "Bo Bo PROPN NNP 6 nsubj Mention=person\n"
                 "had have AUX VBD 6 aux\n"
                 "met meet VERB VBN 0 root\n") == "Ada nsubj met\nand cc Bo\nBo conj Ada\n");
  }
  SECTION("a headline's comma") {
    CHECK(mended("Norway Norway PROPN NNP 4 nsubj Mention=place|Name=B-LOC\n"
                 ", , PUNCT , 1 punct\n"
                 "Sweden Sweden PROPN NNP 1 appos Mention=place|Name=B-LOC\n"
                 "sign sign VERB VBP 0 root\n"
                 "treaty treaty NOUN NN 4 obj\n") == "Sweden conj Norway\n");
    // an apposition has a second comma
    CHECK(mended("Oslo Oslo PROPN NNP 5 nsubj Mention=place|Name=B-LOC\n"
                 ", , PUNCT , 1 punct\n"
                 "Norway Norway PROPN NNP 1 appos Mention=place|Name=B-LOC\n"
                 ", , PUNCT , 1 punct\n"
                 "sign sign VERB VBP 0 root\n")
              .empty());
  }
  SECTION("a verb taken for a participle after `and`") {
    CHECK(mended("Ada Ada PROPN NNP 3 nsubj\n"
                 "has have AUX VBZ 3 aux\n"
                 "called call VERB VBN 0 root\n"
                 "for for ADP IN 5 case\n"
                 "calm calm NOUN NN 3 obl\n"
                 "and and CCONJ CC 8 cc\n"
                 "voiced voice VERB VBN 8 amod\n"
                 "hopes hope NOUN NNS 5 conj\n"
                 "that that SCONJ IN 12 mark\n"
                 "Bo Bo PROPN NNP 12 nsubj\n"
                 "will will AUX MD 12 aux\n"
                 "come come VERB VB 8 acl\n") ==
          "and cc voiced\nvoiced conj called\nhopes obj voiced\n");
  }
  SECTION("a report in the past has no future") {
    CHECK(mended("Ada Ada PROPN NNP 2 nsubj\n"
                 "said say VERB VBD 0 root\n"
                 "Oslo Oslo PROPN NNP 5 nsubj\n"
                 "is be AUX VBZ 5 cop\n"
                 "ready ready ADJ JJ 2 ccomp\n"
                 "and and CCONJ CC 8 cc\n"
                 "will will AUX MD 8 aux\n"
                 "pay pay VERB VB 2 conj\n") == "pay conj ready\n");
  }
  SECTION("people go with people") {
    const std::string rows =
        "widows widow NOUN NNS 7 nsubj Mention=person\n"
        "hurt hurt VERB VBN 1 acl\n"
        "in in ADP IN 4 case\n"
        "fires fire NOUN NNS 2 obl Mention=event\n"
        "and and CCONJ CC 6 cc\n"
        "brothers brother NOUN NNS 4 conj Mention=person\n"
        "protest protest VERB VBP 0 root\n";
    CHECK(mended(rows) == "brothers conj widows\n");
  }
  SECTION("a finite clause is not coordinated with an infinitive") {
    CHECK(mended("Ada Ada PROPN NNP 2 nsubj\n"
                 "tried try VERB VBD 0 root\n"
                 "to to PART TO 4 mark\n"
                 "win win VERB VB 2 xcomp\n"
                 "and and CCONJ CC 7 cc\n"
                 "Bo Bo PROPN NNP 7 nsubj\n"
                 "left leave VERB VBD 4 conj\n") == "left conj tried\n");
  }
  SECTION("after the comma the main verb goes on") {
    CHECK(mended("Police police NOUN NNS 2 nsubj\n"
                 "fired fire VERB VBD 0 root\n"
                 "at at ADP IN 4 case\n"
                 "crowds crowd NOUN NNS 2 obl Mention=person\n"
                 "waving wave VERB VBG 4 acl\n"
                 "flags flag NOUN NNS 5 obj\n"
                 ", , PUNCT , 8 punct\n"
                 "killing kill VERB VBG 5 advcl\n"
                 "two two NUM CD 8 obj\n") == "killing advcl fired\n");
  }
  SECTION("a day is the deed's, not the prison's") {
    CHECK(mended("They they PRON PRP 2 nsubj\n"
                 "sent send VERB VBD 0 root\n"
                 "Bo Bo PROPN NNP 2 obj Mention=person\n"
                 "to to ADP IN 5 case\n"
                 "prison prison NOUN NN 2 obl Mention=place\n"
                 "on on ADP IN 7 case\n"
                 "Friday Friday PROPN NNP 5 nmod Mention=time\n") == "Friday obl sent\n");
  }
  SECTION("what is claimed has a subject") {
    CHECK(mended("They they PRON PRP 2 nsubj\n"
                 "refused refuse VERB VBD 0 root\n"
                 "and and CCONJ CC 4 cc\n"
                 "insisted insist VERB VBD 2 conj\n"
                 "debts debt NOUN NNS 4 obj\n"
                 "were be AUX VBD 7 aux:pass\n"
                 "paid pay VERB VBN 2 xcomp\n") == "debts nsubj:pass paid\npaid ccomp insisted\n");
  }
  SECTION("what mounts amid") {
    CHECK(mended("amid amid ADP IN 2 mark\n"
                 "mounting mount VERB VBG 5 advcl\n"
                 "criticism criticism NOUN NN 2 obj\n"
                 "Ada Ada PROPN NNP 5 nsubj\n"
                 "left leave VERB VBD 0 root\n") ==
          "amid case criticism\nmounting amod criticism\ncriticism obl left\n");
  }
  SECTION("a place before the subject") {
    CHECK(mended("In in ADP IN 3 case\n"
                 "Norway Norway PROPN NNP 3 compound Name=B-LOC\n"
                 "miners miner NOUN NNS 4 nsubj\n"
                 "struck strike VERB VBD 0 root\n") == "In case Norway\nNorway obl struck\n");
  }
  SECTION("after the last conjunct comes its name") {
    CHECK(mended("Ada Ada PROPN NNP 8 nsubj Mention=person\n"
                 "and and CCONJ CC 4 cc\n"
                 "her her PRON PRP$ 4 nmod:poss\n"
                 "deputy deputy NOUN NN 1 conj Mention=person\n"
                 ", , PUNCT , 6 punct\n"
                 "Bo Bo PROPN NNP 1 conj Mention=person\n"
                 ", , PUNCT , 1 punct\n"
                 "signed sign VERB VBD 0 root\n") == "Bo appos deputy\n");
  }
  SECTION("a verb of asking taken for a participle") {
    CHECK(mended("The the DET DT 2 det\n"
                 "mayor mayor NOUN NN 0 root Mention=person\n"
                 "called call VERB VBN 2 acl\n"
                 "on on ADP IN 5 case\n"
                 "people people NOUN NNS 3 obl Mention=person\n"
                 "to to PART TO 7 mark\n"
                 "leave leave VERB VB 3 advcl\n"
                 ". . PUNCT . 2 punct\n") == "mayor nsubj called\ncalled root -\n. punct called\n");
  }
  SECTION("a verb taken for a noun") {
    CHECK(mended("Norvax Norvax PROPN NNP 2 compound\n"
                 "plans plan NOUN NNS 0 root\n"
                 "to to PART TO 4 mark\n"
                 "grow grow VERB VB 2 acl\n"
                 ". . PUNCT . 2 punct\n") ==
          "Norvax nsubj plans\nplans root -\ngrow xcomp plans\n");
  }
  SECTION("a sentence's lost main verb") {
    CHECK(mended("The the DET DT 2 det\n"
                 "plan plan NOUN NN 0 root\n"
                 "to to PART TO 4 mark\n"
                 "end end VERB VB 2 acl\n"
                 "the the DET DT 6 det\n"
                 "row row NOUN NN 4 obj\n"
                 "drew draw VERB VBN 6 acl\n"
                 "scorn scorn NOUN NN 4 obj\n"
                 ". . PUNCT . 2 punct\n") ==
          "plan nsubj drew\ndrew root -\nscorn obj drew\n. punct drew\n");
  }
}

TEST_CASE("roles beside a name are its bearer's", "[attachment]") {
  const std::string banker =
      "Police police NOUN NNS 2 nsubj Mention=organization\n"
      "saw see VERB VBD 0 root\n"
      "banker banker NOUN NN 2 obj Mention=person\n"
      "and and CCONJ CC 5 cc\n"
      "mayor mayor NOUN NN 3 conj Mention=person\n"
      "Ana Ana PROPN NNP 3 conj Mention=person|Name=B-PER\n"
      "Ruiz Ruiz PROPN NNP 6 flat Name=I-PER\n"
      ". . PUNCT . 2 punct\n";
  CHECK(mended(banker) == "banker nmod:desc Ana\nAna obj saw\n");
  SECTION("a list of two persons stays one") {
    auto plural = banker;
    plural.replace(plural.find("mayor mayor NOUN NN "), 20, "mayors mayor NOUN NNS ");
    CHECK(mended(plural).empty());
  }
  SECTION("a role with 'a' between commas") {
    CHECK(mended("Ana Ana PROPN NNP 7 nsubj Mention=person|Name=B-PER\n"
                 ", , PUNCT , 4 punct\n"
                 "a a DET DT 4 det\n"
                 "lawyer lawyer NOUN NN 1 conj Mention=person\n"
                 ", , PUNCT , 8 punct\n"
                 "and and CCONJ CC 8 cc\n"
                 "left leave VERB VBD 0 root\n"
                 "Bo Bo PROPN NNP 1 conj Mention=person|Name=B-PER\n") == "lawyer appos Ana\n");
  }
}

TEST_CASE("a role beside its name is no second subject", "[attachment]") {
  CHECK(mended("The the DET DT 2 det\n"
               "mayor mayor NOUN NN 5 nsubj Mention=person\n"
               "Ada Ada PROPN NNP 5 nsubj Mention=person|Name=B-PER\n"
               "Holm Holm PROPN NNP 3 flat Name=I-PER\n"
               "left leave VERB VBD 0 root\n") == "mayor nmod:desc Ada\n");
}

TEST_CASE("a form of address is no name's head", "[attachment]") {
  CHECK(mended("Ms Ms PROPN NNP 3 nsubj Mention=person|Name=B-PER\n"
               "Dorval Dorval PROPN NNP 1 flat Name=I-PER\n"
               "left leave VERB VBD 0 root\n") == "Ms nmod:desc Dorval\nDorval nsubj left\n");
  CHECK(mended("Imke Imke PROPN NNP 3 nsubj Mention=person|Name=B-PER\n"
               "Dorval Dorval PROPN NNP 1 flat Name=I-PER\n"
               "left leave VERB VBD 0 root\n")
            .empty());
}

TEST_CASE("a sentence without a parse stays as it is", "[attachment]") {
  Sentence sentence;
  CHECK(mend_attachments(sentence) == 0);
  sentence.tokens.resize(2);
  CHECK(mend_attachments(sentence) == 0);
}
