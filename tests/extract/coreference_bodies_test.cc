#include <catch2/catch.hpp>

#include "tests/extract/resolved_text.h"

using trine::extract::testing::resolve;

namespace {

struct Pair {
  const char* one;
  const char* two;
  bool same;
};
struct Case {
  const char* what;
  const char* rows;
  std::vector<Pair> pairs;
};

const Case kCases[] = {
    {"a navy by its country, owner and adjective",
     "Chile Chile PROPN NNP 2 nsubj place B-LOC\n"
     "sent send VERB VBD 0 root\n"
     "its its PRON PRP$ 4 nmod:poss place\n"
     "navy navy NOUN NN 2 obj organization\n"
     ". . PUNCT . 2 punct\n--\n"
     "Chile Chile PROPN NNP 3 nmod:poss place B-LOC\n"
     "'s 's PART POS 1 case\n"
     "navy navy NOUN NN 4 nsubj organization\n"
     "lost lose VERB VBD 0 root\n"
     "a a DET DT 6 det\n"
     "boat boat NOUN NN 4 obj object\n"
     ". . PUNCT . 4 punct\n--\n"
     "The the DET DT 3 det\n"
     "Chilean Chilean ADJ JJ 3 amod _ B-OTHER\n"
     "navy navy NOUN NN 4 nsubj organization\n"
     "lost lose VERB VBD 0 root\n"
     "none none PRON NN 4 obj abstract\n"
     ". . PUNCT . 4 punct\n",
     {{"Chile's navy", "The Chilean navy", true}}},
    {"navies of two countries",
     "Chile Chile PROPN NNP 3 nmod:poss place B-LOC\n"
     "'s 's PART POS 1 case\n"
     "navy navy NOUN NN 4 nsubj organization\n"
     "lost lose VERB VBD 0 root\n"
     "a a DET DT 6 det\n"
     "boat boat NOUN NN 4 obj object\n"
     ". . PUNCT . 4 punct\n--\n"
     "The the DET DT 3 det\n"
     "Peruvian Peruvian ADJ JJ 3 amod _ B-OTHER\n"
     "navy navy NOUN NN 4 nsubj organization\n"
     "lost lose VERB VBD 0 root\n"
     "none none PRON NN 4 obj abstract\n"
     ". . PUNCT . 4 punct\n",
     {{"Chile's navy", "The Peruvian navy", false}}},
    {"an army whose name does not tell its country",
     "Kim Kim PROPN NNP 3 nsubj person B-PER\n"
     "Soo Soo PROPN NNP 1 flat _ I-PER\n"
     "praised praise VERB VBD 0 root\n"
     "the the DET DT 6 det\n"
     "Korean Korean ADJ NNP 6 amod _ B-ORG\n"
     "People People PROPN NNP 8 nmod:poss person I-ORG\n"
     "'s 's PART POS 6 case _ I-ORG\n"
     "Army Army PROPN NNP 3 obj organization I-ORG\n"
     ". . PUNCT . 3 punct\n--\n"
     "North North PROPN NNP 2 compound _ B-ORG\n"
     "Korea Korea PROPN NNP 4 nmod:poss organization I-ORG\n"
     "'s 's PART POS 2 case\n"
     "military military NOUN NN 5 nsubj organization\n"
     "paraded parade VERB VBD 0 root\n"
     ". . PUNCT . 5 punct\n",
     {{"the Korean People's Army", "North Korea's military", true}}},
    {"one event under two words",
     "Chile Chile PROPN NNP 4 nsubj place B-LOC\n"
     "and and CCONJ CC 3 cc\n"
     "Peru Peru PROPN NNP 1 conj place B-LOC\n"
     "held hold VERB VBD 0 root\n"
     "consultations consultation NOUN NNS 4 obj abstract\n"
     "in in ADP IN 7 case\n"
     "Lima Lima PROPN NNP 4 obl place B-LOC\n"
     ". . PUNCT . 4 punct\n--\n"
     "The the DET DT 2 det\n"
     "meeting meeting NOUN NN 3 nsubj event\n"
     "lasted last VERB VBD 0 root\n"
     "three three NUM CD 5 nummod\n"
     "hours hour NOUN NNS 3 obj time\n"
     ". . PUNCT . 3 punct\n",
     {{"consultations", "The meeting", true}}},
    {"what is planned, as a noun",
     "The the DET DT 2 det\n"
     "council council NOUN NN 3 nsubj organization\n"
     "announced announce VERB VBD 0 root\n"
     "a a DET DT 5 det\n"
     "plan plan NOUN NN 3 obj abstract\n"
     "to to PART TO 7 mark\n"
     "compensate compensate VERB VB 5 acl\n"
     "farmers farmer NOUN NNS 7 obj person\n"
     ". . PUNCT . 3 punct\n--\n"
     "The the DET DT 3 det\n"
     "compensation compensation NOUN NN 3 compound abstract\n"
     "plan plan NOUN NN 5 nsubj abstract\n"
     "is be AUX VBZ 5 cop\n"
     "cheap cheap ADJ JJ 0 root\n"
     ". . PUNCT . 5 punct\n",
     {{"a plan to compensate farmers", "The compensation plan", true}}},
    {"numbered things",
     "Guards guard NOUN NNS 2 nsubj person B-OTHER\n"
     "watched watch VERB VBD 0 root\n"
     "posts post NOUN NNS 2 obj abstract\n"
     "12 12 NUM CD 3 nummod\n"
     "and and CCONJ CC 6 cc\n"
     "13 13 NUM CD 4 conj abstract\n"
     ". . PUNCT . 2 punct\n--\n"
     "Boys boy NOUN NNS 2 nsubj person\n"
     "painted paint VERB VBD 0 root\n"
     "posts post NOUN NNS 2 obj abstract\n"
     "20 20 NUM CD 3 flat\n"
     "and and CCONJ CC 6 cc\n"
     "21 21 NUM CD 4 conj abstract\n"
     ". . PUNCT . 2 punct\n--\n"
     "Boys boy NOUN NNS 2 nsubj person\n"
     "painted paint VERB VBD 0 root\n"
     "posts post NOUN NNS 2 obj abstract\n"
     ". . PUNCT . 2 punct\n",
     {{"posts 12 and 13", "posts 20 and 21", false}, {"posts 12 and 13", "posts", false}}},
    {"the other side",
     "Peru Peru PROPN NNP 2 nsubj place B-LOC\n"
     "fears fear VERB VBZ 0 root\n"
     "that that SCONJ IN 7 mark\n"
     "the the DET DT 5 det\n"
     "enemy enemy NOUN NN 7 nsubj organization\n"
     "will will AUX MD 7 aux\n"
     "attack attack VERB VB 2 ccomp\n"
     ". . PUNCT . 2 punct\n",
     {{"Peru", "the enemy", false}}},
    {"offices of two towns",
     "The the DET DT 2 det\n"
     "firm firm NOUN NN 3 nsubj organization\n"
     "closed close VERB VBD 0 root\n"
     "the the DET DT 6 det\n"
     "Bergen Bergen PROPN NNP 6 compound _ B-ORG\n"
     "office office NOUN NN 3 obj organization I-ORG\n"
     ". . PUNCT . 3 punct\n--\n"
     "The the DET DT 3 det\n"
     "Oslo Oslo PROPN NNP 3 compound place B-LOC\n"
     "office office NOUN NN 4 nsubj organization\n"
     "stays stay VERB VBZ 0 root\n"
     "open open ADJ JJ 4 xcomp\n"
     ". . PUNCT . 4 punct\n",
     {{"the Bergen office", "The Oslo office", false}}},
    {"years",
     "Sales sale NOUN NNS 2 compound abstract\n"
     "rose rise VERB VBD 0 root plant\n"
     "last last ADJ JJ 4 amod\n"
     "year year NOUN NN 2 obl:unmarked time\n"
     ". . PUNCT . 2 punct\n--\n"
     "Sales sale NOUN NNS 2 nsubj abstract\n"
     "fell fall VERB VBD 0 root\n"
     "this this DET DT 4 det\n"
     "year year NOUN NN 2 obl:unmarked time\n"
     ". . PUNCT . 2 punct\n",
     {{"last year", "this year", false}}},
    {"a company by its country",
     "Harbor Harbor PROPN NNP 2 compound _ B-ORG\n"
     "Lines line NOUN NNS 3 nsubj organization I-ORG\n"
     "ordered order VERB VBD 0 root\n"
     "ferries ferry NOUN NNS 3 obj object\n"
     ". . PUNCT . 3 punct\n--\n"
     "The the DET DT 3 det\n"
     "Greek Greek ADJ JJ 3 amod _ B-OTHER\n"
     "company company NOUN NN 4 nsubj organization\n"
     "paid pay VERB VBD 0 root\n"
     "cash cash NOUN NN 4 obj object\n"
     ". . PUNCT . 4 punct\n",
     {{"Harbor Lines", "The Greek company", true}}},
    {"a role before a name",
     "Harbor harbor NOUN NN 2 compound place\n"
     "coach coach NOUN NN 5 nsubj person\n"
     "Ana Ana PROPN NNP 2 appos person B-PER\n"
     "Ruiz Ruiz PROPN NNP 3 flat _ I-PER\n"
     "left leave VERB VBD 0 root\n"
     ". . PUNCT . 5 punct\n",
     {{"Harbor coach", "Ana Ruiz", true}}},
    {"who speaks",
     "Ana Ana PROPN NNP 3 nsubj person B-PER\n"
     "Ruiz Ruiz PROPN NNP 1 flat _ I-PER\n"
     "met meet VERB VBD 0 root\n"
     "Eva Eva PROPN NNP 3 obj person B-PER\n"
     "Berg Berg PROPN NNP 4 flat _ I-PER\n"
     ". . PUNCT . 3 punct\n--\n"
     "“ \" PUNCT `` 3 punct\n"
     "I I PRON PRP 3 nsubj person\n"
     "slept sleep VERB VBD 7 ccomp\n"
     ", , PUNCT , 3 punct\n"
     "” \" PUNCT '' 3 punct\n"
     "Ruiz Ruiz PROPN NNP 7 nsubj person B-PER\n"
     "said say VERB VBD 0 root\n"
     ". . PUNCT . 7 punct\n",
     {{"I", "Ana Ruiz", true}}},
    {"whom one blames",
     "Ana Ana PROPN NNP 3 nsubj person B-PER\n"
     "Ruiz Ruiz PROPN NNP 1 flat _ I-PER\n"
     "blamed blame VERB VBD 0 root\n"
     "the the DET DT 5 det\n"
     "referee referee NOUN NN 3 obj person\n"
     ". . PUNCT . 3 punct\n",
     {{"Ana Ruiz", "the referee", false}}},
    {"which of two companies is not told",
     "Harbor Harbor PROPN NNP 2 compound _ B-ORG\n"
     "Lines line NOUN NNS 3 nsubj organization I-ORG\n"
     "sued sue VERB VBD 0 root\n"
     "Varn Varn PROPN NNP 5 compound _ B-ORG\n"
     "Holding Holding PROPN NNP 3 obj event I-ORG\n"
     ". . PUNCT . 3 punct\n--\n"
     "The the DET DT 3 det\n"
     "Greek Greek ADJ JJ 3 amod _ B-OTHER\n"
     "company company NOUN NN 4 nsubj organization\n"
     "paid pay VERB VBD 0 root\n"
     "cash cash NOUN NN 4 obj object\n"
     ". . PUNCT . 4 punct\n",
     {{"Harbor Lines", "The Greek company", false}, {"Varn Holding", "The Greek company", false}}},
};

}  // namespace

SCENARIO("descriptions of one thing and of two", "[coreference]") {
  for (const auto& one : kCases) {
    const auto resolved = resolve(one.rows);
    for (const auto& pair : one.pairs) {
      CAPTURE(one.what, pair.one, pair.two);
      CHECK((&resolved.of(pair.one) == &resolved.of(pair.two)) == pair.same);
    }
  }
}
