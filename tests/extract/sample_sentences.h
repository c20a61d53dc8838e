// Small parsed sentences that several tests of clauses, views and statements share.
#pragma once
#include <string>

namespace trine::extract {

inline const std::string kSold =
    "Ada Ada PROPN NNP 2 nsubj Mention=person|Name=B-PER\n"
    "sold sell VERB VBD 0 root\n"
    "the the DET DT 4 det\n"
    "mill mill NOUN NN 2 obj Mention=object\n"
    "to to ADP IN 6 case\n"
    "Bo Bo PROPN NNP 2 obl Mention=person|Name=B-PER\n"
    "in in ADP IN 8 case\n"
    "1990 1990 NUM CD 2 obl Mention=time\n"
    ". . PUNCT . 2 punct\n";

inline const std::string kRefused =
    "The the DET DT 2 det\n"
    "firm firm NOUN NN 3 nsubj Mention=abstract\n"
    "refused refuse VERB VBD 0 root\n"
    "to to PART TO 5 mark\n"
    "comply comply VERB VB 3 xcomp\n"
    "with with ADP IN 8 case\n"
    "the the DET DT 8 det\n"
    "rulings ruling NOUN NNS 5 obl Mention=abstract\n"
    ". . PUNCT . 3 punct\n";

inline const std::string kBought =
    "The the DET DT 2 det\n"
    "mill mill NOUN NN 4 nsubj:pass Mention=object\n"
    "was be AUX VBD 4 aux:pass\n"
    "bought buy VERB VBN 0 root\n"
    "by by ADP IN 6 case\n"
    "Bo Bo PROPN NNP 4 obl:agent Mention=person|Name=B-PER\n"
    "and and CCONJ CC 8 cc\n"
    "Cy cy PROPN NNP 6 conj Mention=person|Name=B-PER\n"
    ". . PUNCT . 4 punct\n";

inline const std::string kWants =
    "Bo Bo PROPN NNP 7 nsubj Mention=person|Name=B-PER\n"
    ", , PUNCT , 4 punct\n"
    "who who PRON WP 4 nsubj\n"
    "left leave VERB VBD 1 acl:relcl\n"
    "Oslo Oslo PROPN NNP 4 obj Mention=place|Name=B-LOC\n"
    ", , PUNCT , 1 punct\n"
    "wants want VERB VBZ 0 root\n"
    "to to PART TO 9 mark\n"
    "return return VERB VB 7 xcomp\n"
    ". . PUNCT . 7 punct\n";

inline const std::string kOrdered =
    "The the DET DT 2 det\n"
    "court court NOUN NN 3 nsubj Mention=organization\n"
    "ordered order VERB VBD 0 root\n"
    "the the DET DT 5 det\n"
    "firm firm NOUN NN 3 obj Mention=abstract\n"
    "to to PART TO 7 mark\n"
    "compensate compensate VERB VB 5 acl\n"
    "its its PRON PRP$ 9 nmod:poss Mention=place\n"
    "workers worker NOUN NNS 7 obj Mention=person\n"
    ". . PUNCT . 3 punct\n";

inline const std::string kSaid =
    "Norway Norway PROPN NNP 3 nmod:poss Mention=place|Name=B-LOC\n"
    "'s 's PART POS 1 case\n"
    "minister minister NOUN NN 4 nmod:desc\n"
    "Ola Ola PROPN NNP 6 nsubj Mention=person|Name=B-PER\n"
    "Berg Berg PROPN NNP 4 flat Name=I-PER\n"
    "said say VERB VBD 0 root\n"
    "the the DET DT 8 det\n"
    "plan plan NOUN NN 11 nsubj Mention=abstract\n"
    "would would AUX MD 11 aux\n"
    "not not PART RB 11 advmod\n"
    "work work VERB VB 6 ccomp\n"
    ". . PUNCT . 6 punct\n";

inline const std::string kTalks =
    "Ada Ada PROPN NNP 4 nsubj Mention=person|Name=B-PER\n"
    "and and CCONJ CC 3 cc\n"
    "Bo Bo PROPN NNP 1 conj Mention=person|Name=B-PER\n"
    "held hold VERB VBD 0 root\n"
    "talks talk NOUN NNS 4 obj Mention=abstract\n"
    ". . PUNCT . 4 punct\n";

inline const std::string kMayor =
    "Bo Bo PROPN NNP 9 nsubj Mention=person|Name=B-PER\n"
    "Lund Lund PROPN NNP 1 flat Name=I-PER\n"
    ", , PUNCT , 5 punct\n"
    "the the DET DT 5 det\n"
    "mayor mayor NOUN NN 1 appos Mention=person\n"
    "of of ADP IN 7 case\n"
    "Bergen Bergen PROPN NNP 5 nmod Mention=place|Name=B-LOC\n"
    ", , PUNCT , 1 punct\n"
    "met meet VERB VBD 0 root\n"
    "Ada Ada PROPN NNP 9 obj Mention=person|Name=B-PER\n"
    "Hall Hall PROPN NNP 10 flat Name=I-PER\n"
    "on on ADP IN 13 case\n"
    "Friday Friday PROPN NNP 9 obl Mention=time\n"
    ". . PUNCT . 9 punct\n";

inline const std::string kSummit =
    "The the DET DT 2 det\n"
    "summit summit NOUN NN 7 nsubj Mention=event\n"
    "between between ADP IN 4 case\n"
    "Norway Norway PROPN NNP 2 nmod Mention=place|Name=B-LOC\n"
    "and and CCONJ CC 6 cc\n"
    "Sweden Sweden PROPN NNP 4 conj Mention=organization|Name=B-LOC\n"
    "ended end VERB VBD 0 root\n"
    ". . PUNCT . 7 punct\n";

inline const std::string kThere =
    "There there PRON EX 2 expl\n"
    "was be VERB VBD 0 root\n"
    "a a DET DT 4 det\n"
    "fire fire NOUN NN 2 nsubj Mention=event\n"
    "in in ADP IN 6 case\n"
    "Oslo Oslo PROPN NNP 4 nmod Mention=place|Name=B-LOC\n"
    ". . PUNCT . 2 punct\n";

inline const std::string kCrucial =
    "It it PRON PRP 3 expl Mention=abstract\n"
    "is be AUX VBZ 3 cop\n"
    "crucial crucial ADJ JJ 0 root\n"
    "for for ADP IN 7 mark\n"
    "Norway Norway PROPN NNP 3 obl Mention=place|Name=B-LOC\n"
    "to to PART TO 7 mark\n"
    "build build VERB VB 3 advcl\n"
    "ties tie NOUN NNS 7 obj Mention=abstract\n"
    "with with ADP IN 10 case\n"
    "Sweden Sweden PROPN NNP 7 obl Mention=place|Name=B-LOC\n"
    ". . PUNCT . 3 punct\n";

inline const std::string kFails =
    "If if SCONJ IN 4 mark\n"
    "the the DET DT 3 det\n"
    "firm firm NOUN NN 4 nsubj Mention=abstract\n"
    "fails fail VERB VBZ 8 advcl\n"
    ", , PUNCT , 4 punct\n"
    "Ada Ada PROPN NNP 8 nsubj Mention=person|Name=B-PER\n"
    "will will AUX MD 8 aux\n"
    "leave leave VERB VB 0 root\n"
    ". . PUNCT . 8 punct\n";

inline const std::string kPrices =
    "Prices price NOUN NNS 2 nsubj Mention=abstract\n"
    "fell fall VERB VBD 0 root\n"
    ". . PUNCT . 2 punct\n";

inline const std::string kDrew =
    "The the DET DT 2 det\n"
    "plan plan NOUN NN 3 nsubj Mention=abstract\n"
    "drew draw VERB VBD 0 root\n"
    "criticism criticism NOUN NN 3 obj Mention=abstract\n"
    "from from ADP IN 6 case\n"
    "farmers farmer NOUN NNS 4 nmod Mention=person\n"
    ". . PUNCT . 3 punct\n";

inline const std::string kBoats =
    "They they PRON PRP 2 nsubj Mention=person\n"
    "make make VERB VBP 0 root\n"
    "and and CCONJ CC 4 cc\n"
    "sell sell VERB VBP 2 conj\n"
    "boats boat NOUN NNS 4 obj Mention=object\n"
    ". . PUNCT . 2 punct\n";

inline const std::string kThaw =
    "The the DET DT 2 det\n"
    "deal deal NOUN NN 3 nsubj Mention=abstract\n"
    "led lead VERB VBD 0 root\n"
    "to to ADP IN 6 case\n"
    "a a DET DT 6 det\n"
    "thaw thaw NOUN NN 3 obl Mention=event\n"
    "and and CCONJ CC 9 cc\n"
    "several several ADJ JJ 9 amod\n"
    "visits visit NOUN NNS 6 conj Mention=abstract\n"
    ". . PUNCT . 3 punct\n";

inline const std::string kFunds =
    "The the DET DT 2 det\n"
    "crew crew NOUN NN 3 nsubj Mention=organization\n"
    "raised raise VERB VBD 0 root\n"
    "funds fund NOUN NNS 3 obj Mention=abstract\n"
    "to to PART TO 6 mark\n"
    "pay pay VERB VB 4 acl\n"
    "the the DET DT 8 det\n"
    "sailors sailor NOUN NNS 6 obj Mention=person\n"
    ". . PUNCT . 3 punct\n";

inline const std::string kAmid =
    "The the DET DT 2 det\n"
    "meeting meeting NOUN NN 3 nsubj Mention=event\n"
    "comes come VERB VBZ 0 root\n"
    "amid amid ADP IN 6 case\n"
    "an a DET DT 6 det\n"
    "attempt attempt NOUN NN 3 obl Mention=event\n"
    "to to PART TO 8 mark\n"
    "end end VERB VB 6 acl\n"
    "the the DET DT 10 det\n"
    "strike strike NOUN NN 8 obj Mention=event\n"
    ". . PUNCT . 3 punct\n";

inline const std::string kBetween =
    "Ada Ada PROPN NNP 6 nsubj Mention=person|Name=B-PER\n"
    "Berg Berg PROPN NNP 1 flat Name=I-PER\n"
    "and and CCONJ CC 4 cc\n"
    "Bo Bo PROPN NNP 1 conj Mention=person|Name=B-PER\n"
    "Lund Lund PROPN NNP 4 flat Name=I-PER\n"
    "held hold VERB VBD 0 root\n"
    "the the DET DT 9 det\n"
    "first first ADJ JJ 9 amod\n"
    "summit summit NOUN NN 6 obj Mention=event\n"
    "between between ADP IN 11 case\n"
    "Norway Norway PROPN NNP 9 nmod Mention=place|Name=B-LOC\n"
    "and and CCONJ CC 13 cc\n"
    "Sweden Sweden PROPN NNP 11 conj Mention=place|Name=B-LOC\n"
    ". . PUNCT . 6 punct\n";

inline const std::string kAccording =
    "The the DET DT 2 det\n"
    "strike strike NOUN NN 4 nsubj Mention=event\n"
    "will will AUX MD 4 aux\n"
    "end end VERB VB 0 root\n"
    ", , PUNCT , 12 punct\n"
    "according accord VERB VBG 12 case\n"
    "to to ADP IN 6 fixed\n"
    "the the DET DT 12 det\n"
    "Norwegian Norwegian ADJ JJ 12 amod Name=B-OTHER\n"
    "and and CCONJ CC 11 cc\n"
    "Swedish Swedish ADJ JJ 9 conj Name=B-OTHER\n"
    "governments government NOUN NNS 4 obl Mention=organization\n"
    ". . PUNCT . 4 punct\n";

inline const std::string kDiscussed =
    "Ada Ada PROPN NNP 6 nsubj Mention=person|Name=B-PER\n"
    "Berg Berg PROPN NNP 1 flat Name=I-PER\n"
    "and and CCONJ CC 4 cc\n"
    "Bo Bo PROPN NNP 1 conj Mention=person|Name=B-PER\n"
    "Lund Lund PROPN NNP 4 flat Name=I-PER\n"
    "discussed discuss VERB VBD 0 root\n"
    "the the DET DT 8 det\n"
    "budget budget NOUN NN 6 obj Mention=abstract\n"
    ". . PUNCT . 6 punct\n";

inline const std::string kVoiced =
    "Ada Ada PROPN NNP 3 nsubj Mention=person|Name=B-PER\n"
    "Berg Berg PROPN NNP 1 flat Name=I-PER\n"
    "voiced voice VERB VBD 0 root\n"
    "hopes hope NOUN NNS 3 obj Mention=abstract\n"
    "that that SCONJ IN 9 mark\n"
    "the the DET DT 7 det\n"
    "firm firm NOUN NN 9 nsubj Mention=organization\n"
    "will will AUX MD 9 aux\n"
    "pay pay VERB VB 4 ccomp\n"
    ". . PUNCT . 3 punct\n";

inline const std::string kLeft =
    "Bo Bo PROPN NNP 3 nsubj Mention=person|Name=B-LOC\n"
    "Lund Lund PROPN NNP 1 flat Name=I-LOC\n"
    "left leave VERB VBD 0 root\n"
    "Oslo Oslo PROPN NNP 3 obj Mention=place|Name=B-LOC\n"
    "for for ADP IN 6 case\n"
    "Norway Norway PROPN NNP 3 obl Mention=place|Name=B-LOC\n"
    "during during ADP IN 9 case\n"
    "the the DET DT 9 det\n"
    "strike strike NOUN NN 3 obl Mention=event\n"
    "at at ADP IN 12 case\n"
    "the the DET DT 12 det\n"
    "request request NOUN NN 3 obl Mention=event\n"
    "of of ADP IN 14 case\n"
    "Sweden Sweden PROPN NNP 12 nmod Mention=place|Name=B-LOC\n"
    ". . PUNCT . 3 punct\n";

inline const std::string kAttempt =
    "The the DET DT 2 det\n"
    "mayor mayor NOUN NN 3 nsubj Mention=person\n"
    "recalled recall VERB VBD 0 root\n"
    "Ada Ada PROPN NNP 6 nmod:poss Mention=person|Name=B-PER\n"
    "'s 's PART POS 4 case\n"
    "attempt attempt NOUN NN 3 obj Mention=event\n"
    "to to PART TO 8 mark\n"
    "impose impose VERB VB 6 acl\n"
    "order order NOUN NN 8 obj Mention=abstract\n"
    "and and CCONJ CC 13 cc\n"
    "her her PRON PRP$ 13 nmod:poss Mention=person\n"
    "quick quick ADJ JJ 13 amod\n"
    "fall fall NOUN NN 9 conj Mention=event\n"
    ". . PUNCT . 3 punct\n";

inline const std::string kPaid =
    "The the DET DT 2 det\n"
    "firm firm NOUN NN 4 nsubj Mention=organization\n"
    "will will AUX MD 4 aux\n"
    "pay pay VERB VB 0 root\n"
    "42 42 NUM CD 6 compound\n"
    "million million NUM CD 7 nummod\n"
    "euros euro NOUN NNS 4 obj Mention=abstract\n"
    "to to ADP IN 9 case\n"
    "Ada Ada PROPN NNP 4 obl Mention=person|Name=B-LOC\n"
    "Berg Berg PROPN NNP 9 flat Name=I-LOC\n"
    ". . PUNCT . 4 punct\n";

inline const std::string kReflexive =
    "Ada Ada PROPN NNP 3 nsubj Mention=person|Name=B-PER\n"
    "Berg Berg PROPN NNP 1 flat Name=I-PER\n"
    "appeared appear VERB VBD 0 root\n"
    "in in ADP IN 6 case\n"
    "the the DET DT 6 det\n"
    "film film NOUN NN 3 obl Mention=abstract\n"
    "as as ADP IN 8 case\n"
    "herself herself PRON PRP 3 obl Mention=person\n"
    ". . PUNCT . 3 punct\n";

inline const std::string kBetrayal =
    "The the DET DT 2 det\n"
    "mayor mayor NOUN NN 3 nsubj Mention=person\n"
    "called call VERB VBD 0 root\n"
    "the the DET DT 5 det\n"
    "plan plan NOUN NN 3 obj Mention=abstract\n"
    "a a DET DT 7 det\n"
    "betrayal betrayal NOUN NN 3 xcomp Mention=abstract\n"
    ". . PUNCT . 3 punct\n";

inline const std::string kDropped =
    "Ada Ada PROPN NNP 3 nsubj Mention=person|Name=B-PER\n"
    "Berg Berg PROPN NNP 1 flat Name=I-PER\n"
    "dropped drop VERB VBD 0 root\n"
    "her her PRON PRP$ 5 nmod:poss Mention=person\n"
    "lawsuit lawsuit NOUN NN 3 obj Mention=abstract\n"
    "against against ADP IN 7 case\n"
    "Bo Bo PROPN NNP 3 obl Mention=person|Name=B-LOC\n"
    "Lund Lund PROPN NNP 7 flat Name=I-LOC\n"
    ". . PUNCT . 3 punct\n";

inline const std::string kCounterpart =
    "Ada Ada PROPN NNP 5 nsubj Mention=person|Name=B-LOC\n"
    "Berg Berg PROPN NNP 1 flat Name=I-LOC\n"
    "is be AUX VBZ 5 cop\n"
    "in in ADP IN 5 case\n"
    "Oslo Oslo PROPN NNP 0 root Mention=place|Name=B-LOC\n"
    "for for ADP IN 8 case\n"
    "a a DET DT 8 det\n"
    "meeting meeting NOUN NN 5 obl Mention=event\n"
    "with with ADP IN 12 case\n"
    "her her PRON PRP$ 12 nmod:poss Mention=person\n"
    "Swedish Swedish ADJ JJ 12 amod Name=B-OTHER\n"
    "counterpart counterpart NOUN NN 8 nmod Mention=abstract\n"
    ". . PUNCT . 5 punct\n";

inline const std::string kTugs =
    "The the DET DT 2 det\n"
    "rebels rebel NOUN NNS 3 nsubj Mention=person\n"
    "used use VERB VBD 0 root\n"
    "tugs tug NOUN NNS 3 obj Mention=event\n"
    "to to PART TO 6 mark\n"
    "block block VERB VB 3 advcl\n"
    "the the DET DT 8 det\n"
    "port port NOUN NN 6 obj Mention=place\n"
    ". . PUNCT . 3 punct\n";

inline const std::string kInLaw =
    "Bo Bo PROPN NNP 5 nsubj Mention=place|Name=B-LOC\n"
    "Lund Lund PROPN NNP 1 flat Name=I-LOC\n"
    "is be AUX VBZ 5 cop\n"
    "the the DET DT 5 det\n"
    "brother brother NOUN NN 0 root Mention=person\n"
    "- - PUNCT HYPH 9 punct\n"
    "in in ADP IN 9 case\n"
    "- - PUNCT HYPH 7 punct\n"
    "law law NOUN NN 5 nmod\n"
    "of of ADP IN 11 case\n"
    "Ada Ada PROPN NNP 9 nmod Mention=person|Name=B-LOC\n"
    "Berg Berg PROPN NNP 11 flat Name=I-LOC\n"
    ". . PUNCT . 5 punct\n";

inline const std::string kBetweenYears =
    "Ada Ada PROPN NNP 2 nsubj Mention=person|Name=B-PER\n"
    "worked work VERB VBD 0 root\n"
    "in in ADP IN 4 case\n"
    "Oslo Oslo PROPN NNP 2 obl Mention=place|Name=B-LOC\n"
    "between between ADP IN 6 case\n"
    "2018 2018 NUM CD 2 obl Mention=time\n"
    "and and CCONJ CC 8 cc\n"
    "2021 2021 NUM CD 6 conj Mention=time\n"
    ". . PUNCT . 2 punct\n";

inline const std::string kWantsCity =
    "The the DET DT 2 det\n"
    "mayor mayor NOUN NN 3 nsubj Mention=person\n"
    "wants want VERB VBZ 0 root\n"
    "the the DET DT 5 det\n"
    "city city NOUN NN 3 obj Mention=place\n"
    "to to PART TO 7 mark\n"
    "buy buy VERB VB 3 xcomp\n"
    "the the DET DT 9 det\n"
    "yard yard NOUN NN 7 obj Mention=object\n"
    ". . PUNCT . 3 punct\n";

inline const std::string kDeclared =
    "Norway Norway PROPN NNP 2 nsubj Mention=place|Name=B-LOC\n"
    "declared declare VERB VBD 0 root\n"
    "war war NOUN NN 2 obj Mention=event\n"
    "on on ADP IN 5 case\n"
    "Sweden Sweden PROPN NNP 2 obl Mention=place|Name=B-LOC\n"
    ". . PUNCT . 2 punct\n";

inline const std::string kLed =
    "The the DET DT 2 det\n"
    "coach coach NOUN NN 3 nsubj Mention=person\n"
    "led lead VERB VBD 0 root\n"
    "the the DET DT 5 det\n"
    "team team NOUN NN 3 obj Mention=organization\n"
    "to to PART TO 7 mark\n"
    "leave leave VERB VB 3 xcomp\n"
    "Oslo Oslo PROPN NNP 7 obj Mention=place|Name=B-LOC\n"
    ". . PUNCT . 3 punct\n";

inline const std::string kDanish =
    "Danish Danish ADJ JJ 2 amod Name=B-OTHER\n"
    "minister minister NOUN NN 3 nmod:desc\n"
    "Ada Ada PROPN NNP 5 nsubj Mention=person|Name=B-PER\n"
    "Berg Berg PROPN NNP 3 flat Name=I-PER\n"
    "resigned resign VERB VBD 0 root\n"
    ". . PUNCT . 5 punct\n";

inline const std::string kMinisters =
    "The the DET DT 2 det\n"
    "ministers minister NOUN NNS 7 nsubj Mention=person\n"
    "of of ADP IN 4 case\n"
    "Norway Norway PROPN NNP 2 nmod Mention=place|Name=B-LOC\n"
    "and and CCONJ CC 6 cc\n"
    "Sweden Sweden PROPN NNP 4 conj Mention=organization|Name=B-LOC\n"
    "held hold VERB VBD 0 root\n"
    "talks talk NOUN NNS 7 obj Mention=event\n"
    ". . PUNCT . 7 punct\n";

inline const std::string kPushed =
    "Norway Norway PROPN NNP 2 nsubj Mention=place|Name=B-LOC\n"
    "adopted adopt VERB VBD 0 root\n"
    "a a DET DT 4 det\n"
    "plan plan NOUN NN 2 obj Mention=abstract\n"
    "and and CCONJ CC 6 cc\n"
    "pushed push VERB VBN 2 conj\n"
    "to to PART TO 8 mark\n"
    "build build VERB VB 6 xcomp\n"
    "a a DET DT 10 det\n"
    "port port NOUN NN 8 obj Mention=place\n"
    ". . PUNCT . 2 punct\n";

inline const std::string kBoost =
    "Ada Ada PROPN NNP 3 nsubj Mention=person|Name=B-LOC\n"
    "Berg Berg PROPN NNP 1 flat Name=I-LOC\n"
    "hopes hope VERB VBZ 0 root\n"
    "to to PART TO 5 mark\n"
    "boost boost VERB VB 3 xcomp\n"
    "cooperation cooperation NOUN NN 5 obj Mention=abstract\n"
    "between between ADP IN 8 case\n"
    "Norway Norway PROPN NNP 6 nmod Mention=place|Name=B-LOC\n"
    "and and CCONJ CC 10 cc\n"
    "Sweden Sweden PROPN NNP 8 conj Mention=place|Name=B-LOC\n"
    ". . PUNCT . 3 punct\n";

inline const std::string kGranted =
    "Ada Ada PROPN NNP 4 nsubj:pass Mention=person|Name=B-LOC\n"
    "Berg Berg PROPN NNP 1 flat Name=I-LOC\n"
    "was be AUX VBD 4 aux:pass\n"
    "granted grant VERB VBN 0 root\n"
    "authority authority NOUN NN 4 obj Mention=organization\n"
    "to to PART TO 7 mark\n"
    "close close VERB VB 5 acl\n"
    "the the DET DT 9 det\n"
    "port port NOUN NN 7 obj Mention=place\n"
    ". . PUNCT . 4 punct\n";

inline const std::string kMetWith =
    "Ada Ada PROPN NNP 6 nsubj Mention=person|Name=B-PER\n"
    "Berg Berg PROPN NNP 1 flat Name=I-PER\n"
    "and and CCONJ CC 4 cc\n"
    "Bo Bo PROPN NNP 1 conj Mention=person|Name=B-PER\n"
    "Lund Lund PROPN NNP 4 flat Name=I-PER\n"
    "met meet VERB VBD 0 root\n"
    "with with ADP IN 10 case\n"
    "the the DET DT 10 det\n"
    "Swedish Swedish ADJ JJ 10 amod Name=B-OTHER\n"
    "ministers minister NOUN NNS 6 obl Mention=person\n"
    ". . PUNCT . 6 punct\n";

inline const std::string kInOrder =
    "Norway Norway PROPN NNP 2 nsubj Mention=place|Name=B-LOC\n"
    "ordered order VERB VBD 0 root\n"
    "a a DET DT 4 det\n"
    "review review NOUN NN 2 obj Mention=abstract\n"
    "in in ADP IN 8 mark\n"
    "order order NOUN NN 5 fixed\n"
    "to to PART TO 8 mark\n"
    "save save VERB VB 2 advcl\n"
    "money money NOUN NN 8 obj Mention=abstract\n"
    ". . PUNCT . 2 punct\n";

inline const std::string kHired =
    "Norway Norway PROPN NNP 2 nsubj Mention=place|Name=B-LOC\n"
    "hired hire VERB VBD 0 root\n"
    "Ada Ada PROPN NNP 2 obj Mention=person|Name=B-ORG\n"
    "Berg Berg PROPN NNP 3 flat Name=I-ORG\n"
    "to to PART TO 6 mark\n"
    "lead lead VERB VB 2 advcl\n"
    "the the DET DT 8 det\n"
    "expedition expedition NOUN NN 6 obj Mention=event\n"
    ". . PUNCT . 2 punct\n";

inline const std::string kConvinced =
    "Norway Norway PROPN NNP 2 nsubj Mention=place|Name=B-LOC\n"
    "convinced convince VERB VBD 0 root\n"
    "Sweden Sweden PROPN NNP 2 iobj Mention=organization|Name=B-ORG\n"
    "to to PART TO 5 mark\n"
    "sign sign VERB VB 2 xcomp\n"
    "the the DET DT 7 det\n"
    "treaty treaty NOUN NN 5 obj Mention=abstract\n"
    ". . PUNCT . 2 punct\n";

inline const std::string kPainter =
    "The the DET DT 3 det\n"
    "Danish Danish ADJ JJ 3 amod Name=B-OTHER\n"
    "painter painter NOUN NN 6 nsubj Mention=person\n"
    "Ada Ada PROPN NNP 3 appos Mention=person|Name=B-PER\n"
    "Berg Berg PROPN NNP 4 flat Name=I-PER\n"
    "left leave VERB VBD 0 root\n"
    "Oslo Oslo PROPN NNP 6 obj Mention=place|Name=B-LOC\n"
    ". . PUNCT . 6 punct\n";

inline const std::string kGaveWeek =
    "Norway Norway PROPN NNP 2 nsubj Mention=place|Name=B-LOC\n"
    "gave give VERB VBD 0 root\n"
    "Sweden Sweden PROPN NNP 2 iobj Mention=organization|Name=B-LOC\n"
    "a a DET DT 5 det\n"
    "week week NOUN NN 2 obl:unmarked Mention=time\n"
    "to to PART TO 7 mark\n"
    "leave leave VERB VB 2 advcl\n"
    "Oslo Oslo PROPN NNP 7 obj Mention=place|Name=B-LOC\n"
    ". . PUNCT . 2 punct\n";

inline const std::string kLack =
    "The the DET DT 2 det\n"
    "lack lack NOUN NN 10 nsubj Mention=abstract\n"
    "of of ADP IN 6 case\n"
    "a a DET DT 6 det\n"
    "Norwegian Norwegian ADJ JJ 6 amod Name=B-OTHER\n"
    "response response NOUN NN 2 nmod Mention=event\n"
    "to to ADP IN 9 case\n"
    "the the DET DT 9 det\n"
    "letter letter NOUN NN 6 nmod Mention=object\n"
    "angered anger VERB VBD 0 root\n"
    "Ada Ada PROPN NNP 10 obj Mention=person|Name=B-PER\n"
    "Berg Berg PROPN NNP 11 flat Name=I-PER\n"
    ". . PUNCT . 10 punct\n";

inline const std::string kSpark =
    "A a DET DT 2 det\n"
    "crisis crisis NOUN NN 4 nsubj Mention=event\n"
    "could could AUX MD 4 aux\n"
    "spark spark VERB VB 0 root\n"
    "a a DET DT 7 det\n"
    "Norwegian Norwegian ADJ JJ 7 amod Name=B-OTHER\n"
    "invasion invasion NOUN NN 4 obj Mention=event\n"
    "of of ADP IN 9 case\n"
    "Sweden Sweden PROPN NNP 7 nmod Mention=place|Name=B-LOC\n"
    ". . PUNCT . 4 punct\n";

inline const std::string kInto =
    "Ada Ada PROPN NNP 3 nsubj Mention=person|Name=B-PER\n"
    "Berg Berg PROPN NNP 1 flat Name=I-PER\n"
    "pressured pressure VERB VBD 0 root\n"
    "Norway Norway PROPN NNP 3 obj Mention=place|Name=B-LOC\n"
    "into into SCONJ IN 6 mark\n"
    "paying pay VERB VBG 3 advcl\n"
    "the the DET DT 8 det\n"
    "debt debt NOUN NN 6 obj Mention=abstract\n"
    ". . PUNCT . 3 punct\n";

inline const std::string kReunion =
    "The the DET DT 2 det\n"
    "fair fair NOUN NN 4 nsubj Mention=event\n"
    "will will AUX MD 4 aux\n"
    "mark mark VERB VB 0 root\n"
    "the the DET DT 6 det\n"
    "reunion reunion NOUN NN 4 obj Mention=place\n"
    "of of ADP IN 8 case\n"
    "Ada Ada PROPN NNP 6 nmod Mention=person|Name=B-LOC\n"
    "Berg Berg PROPN NNP 8 flat Name=I-LOC\n"
    "and and CCONJ CC 11 cc\n"
    "Bo Bo PROPN NNP 8 conj Mention=place|Name=B-LOC\n"
    "Lund Lund PROPN NNP 11 flat Name=I-LOC\n"
    "last last ADJ JJ 14 amod\n"
    "November November PROPN NNP 4 obl:unmarked Mention=time\n"
    ". . PUNCT . 4 punct\n";

}  // namespace trine::extract
