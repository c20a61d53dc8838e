#include "extract/mentions/mentions.h"

#include <catch2/catch.hpp>

#include "extract/english/gazetteer.h"
#include "extract/views/mentions_json.h"
#include "tests/extract/parsed_text.h"

using trine::EntityType;
using namespace trine::extract;
using testing::parsed_text;

namespace {

const Gazetteer& gazetteer() {
  static const Gazetteer instance;
  return instance;
}

// "span|type|name" of each, one line each; * after the type for names.
std::string dump(const std::string& table) {
  const auto parsed = parsed_text(table);
  std::string out;
  for (const auto& [mention, first, last, head] :
       find_mentions(parsed.document, parsed.sentences, gazetteer())) {
    out += std::string(mention.span.in(parsed.document.text)) + "|" +
           std::string(to_string(mention.type)) + (mention.named ? "*" : "") +
           (mention.demonym ? "d" : "") + (mention.pronoun ? "p" : "") + "|" + mention.name + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("the extent of a phrase", "[mentions]") {
  // modifiers and relative clauses belong to it; the preposition, the apposition and the conjunct
  // do not
  CHECK(dump("The the DET DT 3 det\n"
             "old old ADJ JJ 3 amod\n"
             "ferry ferry NOUN NN 10 nsubj object\n"
             "that that PRON WDT 5 nsubj\n"
             "sank sink VERB VBD 3 acl:relcl\n"
             ", , PUNCT , 8 punct\n"
             "a a DET DT 8 det\n"
             "wreck wreck NOUN NN 3 appos object\n"
             ", , PUNCT , 8 punct\n"
             "lies lie VERB VBZ 0 root\n"
             "near near ADP IN 12 case\n"
             "Oslo Oslo PROPN NNP 10 obl place B-LOC\n") ==
        "The old ferry that sank|Product|The old ferry that sank\n"
        "a wreck|Product|a wreck\n"
        "Oslo|Place:City*|Oslo\n");
}

TEST_CASE("titles and possessors stand before a name; each is what it is", "[mentions]") {
  CHECK(dump("Japan Japan PROPN NNP 5 nmod:poss place B-LOC\n"
             "'s 's PART POS 1 case\n"
             "Prime Prime PROPN NNP 4 compound\n"
             "Minister Minister PROPN NNP 5 nmod:desc\n"
             "Fumi Fumi PROPN NNP 7 nsubj person B-PER\n"
             "Tanabe Tanabe PROPN NNP 5 flat _ I-PER\n"
             "left leave VERB VBD 0 root\n") ==
        "Japan's Prime Minister Fumi Tanabe|Person*|Fumi Tanabe\n"
        "Japan's|Place:Country*|Japan\n");
  // the tagger took the titles into the name, the tree hangs the name from the title
  CHECK(dump("Chief Chief PROPN NNP 3 compound _ B-ORG\n"
             "Cabinet Cabinet PROPN NNP 3 compound _ I-ORG\n"
             "Secretary Secretary PROPN NNP 6 nsubj person I-ORG\n"
             "Hiro Hiro PROPN NNP 3 flat _ I-ORG\n"
             "Matsuda Matsuda PROPN NNP 3 flat _ I-ORG\n"
             "left leave VERB VBD 0 root\n")
            .find("|Hiro Matsuda\n") != std::string::npos);
}

TEST_CASE("types are refined", "[mentions]") {
  const auto type_of = [](const std::string& line) {
    const auto text = dump(line);
    const auto from = text.find('|') + 1;
    return text.substr(from, text.find('|', from) - from);
  };
  CHECK(type_of("Lisbon Lisbon PROPN NNP 0 root place B-LOC\n") == "Place:City*");
  CHECK(type_of("treaty treaty NOUN NN 0 root abstract\n") == "Law");
  CHECK(type_of("airport airport NOUN NN 0 root place\n") == "Place:Facility");
  CHECK(type_of("book book NOUN NN 0 root object\n") == "Work");
  CHECK(type_of("They they PRON PRP 0 root person\n") == "Personp");
  // the tagger's mistakes that a list knows better
  CHECK(type_of("Israel Israel PROPN NNP 0 root person B-PER\n") == "Place:Country*");
  CHECK(type_of("Monday Monday PROPN NNP 0 root person B-PER\n") == "Time*");
  CHECK(type_of("May May PROPN NNP 0 root person B-PER\n") == "Person*");
  CHECK(type_of("Harbor Harbor PROPN NNP 2 compound _ B-LOC\nTimes Times PROPN NNP 0 root "
                "organization I-LOC\n") == "Organization*");
  CHECK(type_of("Second Second PROPN NNP 3 amod _ B-ORG\nFjord Fjord PROPN NNP 3 compound _ I-ORG\n"
                "War War PROPN NNP 0 root event I-ORG\n") == "Event*");
}

TEST_CASE("where a name ends", "[mentions]") {
  const auto names = [](const std::string& table) {
    std::string out;
    const auto parsed = parsed_text(table);
    for (const auto& found : find_mentions(parsed.document, parsed.sentences, gazetteer())) {
      if (found.mention.named) out += found.mention.name + "|";
    }
    return out;
  };
  // a given name of two syllables, of which the tagger sees one
  CHECK(names("Bang Bang PROPN NNP 5 nsubj person B-PER\n"
              "Ki Ki PROPN NNP 1 flat _ I-PER\n"
              "- - PUNCT HYPH 4 punct\n"
              "moor moor NOUN NN 1 flat\n"
              "left leave VERB VBD 0 root\n") == "Bang Ki-moor|");
  // the tagger sees two names; "for" joins them only where the second is but a noun
  CHECK(names("Ada Ada PROPN NNP 2 nsubj person B-PER\n"
              "left leave VERB VBD 0 root\n"
              "Rural Rural PROPN NNP 4 compound _ B-ORG\n"
              "Party Party PROPN NNP 2 obj organization I-ORG\n"
              "for for ADP IN 7 case\n"
              "Liga Liga PROPN NNP 7 compound _ B-ORG\n"
              "Nord Nord PROPN NNP 2 obl organization I-ORG\n") == "Ada|Rural Party|Liga Nord|");
  CHECK(names("Popular Popular PROPN NNP 2 amod _ B-ORG\n"
              "Front Front PROPN NNP 0 root organization I-ORG\n"
              "for for ADP IN 5 case\n"
              "the the DET DT 5 det\n"
              "Liberation liberation PROPN NNP 2 nmod abstract B-ORG\n"
              "of of ADP IN 7 case\n"
              "Vell Vell PROPN NNP 5 nmod place I-ORG\n")
            .starts_with("Popular Front for the Liberation of Vell|"));
  CHECK(names("Nordvax Nordvax PROPN NNP 2 compound _ B-ORG\n"
              "Bank Bank PROPN NNP 3 nsubj organization I-ORG\n"
              "fell fall VERB VBD 0 root\n"
              "on on ADP IN 5 case\n"
              "May May PROPN NNP 3 obl time\n"
              "2 2 NUM CD 5 nummod\n") == "Nordvax Bank|");
  // a district of a country are two names, a republic of one is one
  CHECK(names("Oster Oster PROPN NNP 2 compound _ B-LOC\n"
              "District District PROPN NNP 0 root place I-LOC\n"
              "of of ADP IN 4 case\n"
              "Norway Norway PROPN NNP 2 nmod place B-LOC\n") == "Oster District|Norway|");
  // an article with a capital belongs to the name, but not at the beginning of a sentence
  CHECK(names("We we PRON PRP 2 nsubj person\n"
              "heard hear VERB VBD 0 root\n"
              "The the DET DT 4 det _ B-ORG\n"
              "Lanterns Lantern PROPN NNPS 2 obj organization I-ORG\n") == "The Lanterns|");
  CHECK(names("The the DET DT 2 det _ B-ORG\n"
              "Lanterns Lantern PROPN NNPS 3 nsubj organization I-ORG\n"
              "played play VERB VBD 0 root\n") == "Lanterns|");
}

TEST_CASE("what a sentence says of a name, against the tagger", "[mentions]") {
  const auto of = [](const std::string& noun, const std::string& name) {
    return dump("The the DET DT 3 det\n" + noun + " " + noun + " NOUN NN 3 compound\n" +
                "Varn Varn PROPN NNP 4 nsubj _ " + name + "\n" + "won win VERB VBD 0 root\n");
  };
  CHECK(of("company", "B-PER").ends_with("|Organization*|Varn\n"));
  CHECK(of("company", "B-PER/ORG-20").ends_with("|Organization*|Varn\n"));
  CHECK(of("company", "B-PER/ORG-90").ends_with("|Person*|Varn\n"));  // too sure to be overruled
  CHECK(of("member", "B-ORG").ends_with("|Organization*|Varn\n"));    // parties are members, too
  CHECK(of("maker", "B-PER/ORG-20").ends_with("|Organization*|Varn\n"));
  CHECK(of("rival", "B-PER/ORG-20").ends_with("|Person*|Varn\n"));
}

TEST_CASE("places that stand together, and a place's last word", "[mentions]") {
  CHECK(dump("Varn Varn PROPN NNP 2 compound _ B-LOC\n"
             "Ontario Ontario PROPN NNP 0 root place I-LOC\n")
            .find("|Place:Region*|Ontario\n") != std::string::npos);
  CHECK(dump("Northern Northern PROPN NNP 2 compound _ B-LOC\n"
             "Ontario Ontario PROPN NNP 0 root place I-LOC\n")
            .find("*|Northern Ontario\n") != std::string::npos);
  CHECK(dump("Varn Varn PROPN NNP 2 compound _ B-ORG\n"
             "Bridge Bridge PROPN NNP 0 root place\n") ==
        "Varn Bridge|Place:Facility*|Varn Bridge\n");
  CHECK(dump("Nordvax Nordvax PROPN NNP 2 compound _ B-ORG\n"
             "Inc. Inc. PROPN NNP 0 root organization I-ORG\n"
             "of of ADP IN 4 case _ I-ORG\n"
             "Lumo Lumo PROPN NNP 2 nmod _ I-ORG\n") ==
        "Nordvax Inc. of Lumo|Organization*|Nordvax Inc.\n"
        "Lumo|Place*|Lumo\n");
}

TEST_CASE("what is no part of a name, or no name", "[mentions]") {
  // the date of a conference
  CHECK(dump("Varn Varn PROPN NNP 2 compound _ B-EVENT\n"
             "Conference Conference PROPN NNP 0 root event I-EVENT\n"
             "of of ADP IN 4 case _ I-EVENT\n"
             "March March PROPN NNP 2 nmod time I-EVENT\n")
            .find("|Event*|Varn Conference\n") != std::string::npos);
  // an office between title and name
  CHECK(dump("Secretary Secretary PROPN NNP 4 compound _ B-PER\n"
             "of of ADP IN 3 case _ I-PER\n"
             "War War PROPN NNP 1 nmod _ I-PER\n"
             "Ada Ada PROPN NNP 0 root person I-PER\n"
             "Holm Holm PROPN NNP 4 flat _ I-PER\n")
            .find("|Person*|Ada Holm\n") != std::string::npos);
  // a people's adjective, a description, a side
  CHECK(dump("Arab Arab PROPN NNP 2 amod _ B-OTHER\n"
             "leaders leader NOUN NNS 0 root person\n") == "Arab leaders|Person|Arab leaders\n");
  CHECK(dump("Danish Danish PROPN NNP 2 amod _ B-ORG\n"
             "league league NOUN NN 0 root organization I-ORG\n") ==
        "Danish league|Organization|Danish league\n"
        "Danish|Place:Country*d|Danish\n");
  CHECK(dump("anti-Varn anti-Varn PROPN NNP 2 amod _ B-ORG\n"
             "League League PROPN NNP 0 root organization I-ORG\n")
            .find("|Organization*|League\n") != std::string::npos);
  CHECK(dump("U.S. U.S. PROPN NNP 2 compound _ B-ORG\n"
             "Secretary Secretary PROPN NNP 3 nsubj person I-ORG\n"
             "left leave VERB VBD 0 root\n")
            .starts_with("U.S. Secretary|Person|"));
  CHECK(dump("the the DET DT 2 det\n"
             "Treaty treaty PROPN NNP 3 nsubj abstract B-OTHER\n"
             "fell fall VERB VBD 0 root\n")
            .starts_with("the Treaty|Law|"));
  // only the tree calls it a name
  CHECK(dump("climate climate PROPN NNP 2 nsubj abstract\n"
             "changes change VERB VBZ 0 root\n") == "climate|Abstract|climate\n");
}

TEST_CASE("nouns go by the ontology's conventions", "[mentions]") {
  const auto type_of = [](const std::string& lines) {
    const auto text = dump(lines);
    const auto from = text.find('|') + 1;
    return text.substr(from, text.find('|', from) - from);
  };
  CHECK(type_of("payments payment NOUN NNS 0 root abstract\n") == "Quantity");
  CHECK(type_of("forces force NOUN NNS 0 root person\n") == "Organization");
  CHECK(type_of("force force NOUN NN 0 root abstract\n") == "Abstract");
  CHECK(type_of("invitation invitation NOUN NN 0 root abstract\n") == "Event");
  CHECK(type_of("blog blog NOUN NN 0 root place\n") == "Work");
  // with the word before it
  const auto after = [&](const std::string& first, const std::string& last) {
    return type_of(first + " " + first + " NOUN NN 2 compound\n" + last + " " + last +
                   " NOUN NN 0 root abstract\n");
  };
  CHECK(after("press", "release") == "Work");
  CHECK(after("prisoner", "release") == "Event");
  CHECK(after("missile", "system") == "Product");
  CHECK(after("health", "system") == "Abstract");
  // what the sentence tells apart
  CHECK(type_of("state state NOUN NN 0 root place\n").starts_with("Place"));
  CHECK(type_of("state state NOUN NN 0 root abstract\n") == "Abstract");
  CHECK(type_of("Danish danish ADJ JJ 2 amod\nrule rule NOUN NN 0 root abstract\n") == "Event");
  CHECK(type_of("rule rule NOUN NN 0 root abstract\n") == "Abstract");
  CHECK(type_of("posts post NOUN NNS 0 root abstract\n") == "Work");
  CHECK(type_of("posts post NOUN NNS 0 root place\n").starts_with("Place"));
  const auto of_two = [&](const std::string& noun, const std::string& preposition) {
    return type_of(noun + " " + noun + " NOUN NN 0 root abstract\n" + preposition + " " +
                   preposition + " ADP IN 3 case\nplans plan NOUN NNS 1 nmod abstract\n");
  };
  CHECK(of_two("opposition", "to") == "Abstract");
  CHECK(of_two("opposition", "in") == "Organization");
  CHECK(of_two("row", "over") == "Event");
  CHECK(of_two("row", "of") != "Event");
  CHECK(type_of("office office NOUN NN 2 nsubj organization\nwaits wait VERB VBZ 0 root\n") ==
        "Abstract");
  CHECK(type_of("the the DET DT 2 det\noffice office NOUN NN 0 root organization\n") ==
        "Organization");
  const auto study = [&](const std::string& verb) {
    return type_of("study study NOUN NN 2 nsubj abstract\n" + verb + " " + verb +
                   " VERB VBZ 0 root\n");
  };
  CHECK(study("find") == "Work");
  CHECK(study("begin") == "Abstract");
  // the model tells
  CHECK(type_of("head head NOUN NN 0 root person\n") == "Person");
  CHECK(type_of("head head NOUN NN 0 root object\n") == "Product");
  CHECK(type_of("network network NOUN NN 0 root organization\n") == "Organization");
  CHECK(type_of("network network NOUN NN 0 root abstract\n") != "Organization");
  CHECK(of_two("movement", "of") == "Event");
  CHECK(of_two("publication", "of") == "Event");
  CHECK(of_two("publication", "in") == "Work");
  CHECK(of_two("movement", "in") == "Organization");
  // counts
  const auto counted = [&](const std::string& number, const std::string& noun) {
    const auto text = dump(number + " " + number + " NUM CD 2 nummod\n" + noun + " " + noun +
                           " NOUN NNS 0 root abstract\n");
    const auto from = text.find('|') + 1;
    return text.substr(from, text.find('|', from) - from);
  };
  CHECK(counted("1,709", "flaw") == "Quantity");
  CHECK(counted("12", "flaw") == "Abstract");
  CHECK(counted("three", "point") == "Quantity");
  const auto compound = [&](const std::string& sign) {
    const auto text =
        dump(sign + " " + sign + " SYM SYM 2 compound\n" + "bail bail NOUN NN 0 root abstract\n");
    return text.find("bail|Quantity|") != std::string::npos;
  };
  CHECK(compound("US$"));
  CHECK_FALSE(compound("-"));
  CHECK(type_of("act act NOUN NN 0 root abstract\n") == "Event");
  CHECK(type_of("Act act NOUN NN 0 root abstract\n") == "Law");
}

TEST_CASE("a part is of the kind of its whole", "[mentions]") {
  const auto type_of = [](const std::string& determiner, const std::string& part) {
    const auto text = dump(determiner + " " + determiner + " DET DT 2 det\n" + part +
                           " NOUN NN 0 root abstract\n"
                           "of of ADP IN 4 case\n"
                           "ships ship NOUN NNS 2 nmod object\n");
    const auto from = text.find('|') + 1;
    return text.substr(from, text.find('|', from) - from);
  };
  CHECK(type_of("a", "number number") == "Product");
  CHECK(type_of("the", "number number") == "Quantity");
  CHECK(type_of("the", "rest rest") == "Product");
  CHECK(type_of("the", "value value") == "Abstract");
  // of persons only
  CHECK(type_of("a", "group group").starts_with("Organization"));
  CHECK(dump("group group NOUN NN 0 root organization\n"
             "of of ADP IN 3 case\n"
             "girls girl NOUN NNS 1 nmod person\n")
            .starts_with("group of girls|Person|"));
}

TEST_CASE("things that go by a name", "[mentions]") {
  const auto types = [](const std::string& table) {
    const auto parsed = parsed_text(table);
    std::string out;
    for (const auto& found : find_mentions(parsed.document, parsed.sentences, gazetteer())) {
      if (found.mention.named) out += std::string(to_string(found.mention.type)) + "|";
    }
    return out;
  };
  const auto sentence = [](const std::string& name) {
    return name + "\nfell fall VERB VBD 0 root\n--\n";
  };
  CHECK(types(sentence("Reuters Reuters PROPN NNP 2 nsubj _ B-PER")) == "Organization|");
  const std::string safari = sentence("Safari Safari PROPN NNP 2 nsubj _ B-LOC/ORG-40");
  const std::string firefox = sentence("Firefox Firefox PROPN NNP 2 nsubj _ B-PER/ORG-40");
  CHECK(types(firefox) == "Product|");
  CHECK(types(safari) == "Place|");  // somebody's journey, for all we know
  CHECK(types(safari + firefox) == "Product|Product|");
  // "Lumo" of "Varn Lumo"
  const std::string full =
      "Version version NOUN NN 5 nsubj object\n"
      "of of ADP IN 3 case\n"
      "Varn Varn PROPN NNP 1 nmod _ B-ORG/OTHER-20\n"
      "Lumo Lumo PROPN NNP 3 flat _ I-ORG/OTHER-20\n"
      "fell fall VERB VBD 0 root\n--\n";
  CHECK(types(full + sentence("Lumo Lumo PROPN NNP 2 nsubj _ B-LOC/OTHER-30")) ==
        "Product|Product|");
  CHECK(types(full + sentence("Lumo Lumo PROPN NNP 2 nsubj _ B-LOC/OTHER-60")) == "Product|Place|");
  // in a list with products
  const auto list = [&](const std::string& last) {
    return types(
        "Firefox Firefox PROPN NNP 6 nsubj _ B-OTHER\n"
        ", , PUNCT , 3 punct\n"
        "Safari Safari PROPN NNP 1 conj _ B-OTHER\n"
        "Linux Linux PROPN NNP 1 conj _ B-OTHER\n" +
        last + "fell fall VERB VBD 0 root\n");
  };
  CHECK(list("Oster Oster PROPN NNP 1 conj _ B-LOC/OTHER-30\n")
            .ends_with("Product|Product|Product|"));
  CHECK(list("Oster Oster PROPN NNP 1 conj _ B-LOC/OTHER-90\n").ends_with("Product|Place|"));
  CHECK(types("The the DET DT 2 det\n"
              "version version NOUN NN 5 nsubj object\n"
              "of of ADP IN 4 case\n"
              "Lumo Lumo PROPN NNP 2 nmod _ B-ORG/OTHER-20\n"
              "fell fall VERB VBD 0 root\n") == "Product|");
  CHECK(types("Lumo Lumo PROPN NNP 3 nsubj _ B-PER/OTHER-20\n"
              "11 11 NUM CD 1 flat _ I-PER/OTHER-20\n"
              "fell fall VERB VBD 0 root\n") == "Product|");
  CHECK(types("Operation Operation PROPN NNP 3 nsubj _ B-ORG\n"
              "Lantern Lantern PROPN NNP 1 flat _ I-ORG\n"
              "began begin VERB VBD 0 root\n") == "Event|");
  CHECK(types("Lumo Lumo PROPN NNP 2 compound _ B-ORG\n"
              "Charter Charter PROPN NNP 3 nsubj _ I-ORG\n"
              "failed fail VERB VBD 0 root\n") == "Law|");
  CHECK(types("Lumo Lumo PROPN NNP 4 nsubj _ B-ORG\n"
              "in in ADP IN 3 case _ I-ORG\n"
              "Mines Mines PROPN NNP 1 nmod _ I-ORG\n"
              "Act Act PROPN NNP 1 flat _ I-ORG\n") == "Law|");
  CHECK(types("Fort Fort PROPN NNP 3 nsubj _ B-ORG\n"
              "Lumo Lumo PROPN NNP 1 flat _ I-ORG\n"
              "fell fall VERB VBD 0 root\n") == "Place:Facility|");
  CHECK(types("Lumo Lumo PROPN NNP 2 compound _ B-ORG\n"
              "Memorandum Memorandum PROPN NNP 3 nsubj _ I-ORG\n"
              "failed fail VERB VBD 0 root\n") == "Work|");
  CHECK(types("Nadia Nadia PROPN NNP 3 nsubj _ B-ORG/PER-20\n"
              "Lumo Lumo PROPN NNP 1 flat _ I-ORG/PER-20\n"
              "fell fall VERB VBD 0 root\n") == "Person|");
  CHECK(types("Lumo Lumo PROPN NNP 2 compound _ B-ORG\n"
              "Plan Plan PROPN NNP 3 nsubj _ I-ORG\n"
              "failed fail VERB VBD 0 root\n") == "Abstract|");
}

TEST_CASE("kinds told by the last word or the first", "[mentions]") {
  const auto type = [](const std::string& first, const std::string& last, const std::string& tag) {
    const auto text = dump(first + " " + first + " PROPN NNP 2 compound _ B-" + tag + "\n" + last +
                           " " + last + " PROPN NNP 0 root abstract I-" + tag + "\n");
    const auto from = text.find('|') + 1;
    return text.substr(from, text.find('|', from) - from);
  };
  CHECK(type("Varn", "Treaty", "ORG") == "Law*");
  CHECK(type("Article", "XIV", "ORG") == "Law*");
  CHECK(type("Varn", "Doctrine", "OTHER") == "Abstract*");
  CHECK(type("Varn", "Revolution", "OTHER") == "Event*");
  CHECK(type("Varn", "Nights", "OTHER") == "Work*");
  CHECK(type("USS", "Varn", "ORG") == "Product*");
  CHECK(type("Varn", "Avenue", "ORG") == "Place:Facility*");
  CHECK(dump("mini-summit mini-summit NOUN NN 0 root abstract\n") ==
        "mini-summit|Event|mini-summit\n");
  auto rank = parsed_text("fourth fourth ADJ JJ 2 amod\nplace place NOUN NN 0 root place\n");
  CHECK(find_mentions(rank.document, rank.sentences, gazetteer()).front().mention.type ==
        EntityType::kRegion);
  rank.sentences[0].tokens[0].features = "Degree=Pos|NumType=Ord";
  CHECK(find_mentions(rank.document, rank.sentences, gazetteer()).front().mention.type ==
        EntityType::kAbstract);
}

TEST_CASE("bodies have officers", "[mentions]") {
  CHECK(dump("Varn Varn PROPN NNP 3 nmod:poss person B-PER/ORG-20\n"
             "'s 's PART POS 1 case\n"
             "chairwoman chairwoman NOUN NN 0 root person\n")
            .find("Varn's|Organization*|Varn\n") != std::string::npos);
  CHECK(dump("Varn Varn PROPN NNP 3 nmod:poss person B-PER/ORG-20\n"
             "'s 's PART POS 1 case\n"
             "sister sister NOUN NN 0 root person\n")
            .find("Varn's|Person*|Varn\n") != std::string::npos);
  CHECK(dump("Ada Ada PROPN NNP 0 root person B-ORG\n"
             "Holm Holm PROPN NNP 1 flat _ I-ORG\n"
             "of of ADP IN 5 case _ I-ORG\n"
             "Varn Varn PROPN NNP 5 compound _ I-ORG\n"
             "University University PROPN NNP 1 nmod organization I-ORG\n") ==
        "Ada Holm of Varn University|Person*|Ada Holm\n"
        "Varn University|Organization*|Varn University\n");
}

TEST_CASE("names that the tagger doubts", "[mentions]") {
  const auto dumped = [](const std::string& word, const std::string& kind_and_name) {
    return dump("Yesterday yesterday NOUN NN 3 obl:unmarked\n" + word + " " + kind_and_name +
                "\nfell fall VERB VBD 0 root\nin in ADP IN 5 case\n"
                "Oslo Oslo PROPN NNP 3 obl place B-LOC/O-70\n");
  };
  // a small word among names with capitals; where nothing has a capital, it may be one
  CHECK(dumped("varn", "varn NOUN NN 3 nsubj person B-PER/O-5").starts_with("varn|Person|varn\n"));
  CHECK(dumped("varn", "varn NOUN NN 3 nsubj person B-PER/O-40").starts_with("varn|Person*|"));
  // by a hair: a person is a description, another thing what its phrase is
  CHECK(
      dumped("Knight", "knight PROPN NNP 3 nsubj person B-PER/O-2").starts_with("Knight|Person|"));
  CHECK(dumped("Varn", "Varn PROPN NNP 3 nsubj object B-PER/O-2").starts_with("Varn|Product*|"));
  CHECK(dumped("Varn", "Varn PROPN NNP 3 nsubj person B-PER/O-9").starts_with("Varn|Person*|"));
}

TEST_CASE("what is told by the word itself", "[mentions]") {
  CHECK(dump("Stoicism Stoicism PROPN NNP 2 nsubj organization B-ORG\n"
             "spread spread VERB VBD 0 root\n") == "Stoicism|Abstract*|Stoicism\n");
  CHECK(dump("F-99 F-99 PROPN NNP 2 compound _ B-LOC\n"
             "Harrier Harrier PROPN NNP 0 root place I-LOC\n") ==
        "F-99 Harrier|Product*|F-99 Harrier\n");
  // peoples, faiths, parties: "d" as nationalities have
  CHECK(dump("Serbs Serb PROPN NNPS 2 nsubj person B-OTHER\n"
             "left leave VERB VBD 0 root\n") == "Serbs|Person*d|Serbs\n");
  CHECK(dump("Swedes Swede PROPN NNPS 2 nsubj person B-ORG/OTHER-20\n"
             "left leave VERB VBD 0 root\n") == "Swedes|Person*d|Swedes\n");
  CHECK(dump("Swedes Swede PROPN NNPS 2 nsubj person B-ORG/OTHER-60\n"  // a team
             "left leave VERB VBD 0 root\n") == "Swedes|Organization*|Swedes\n");
  CHECK(dump("Baker Baker PROPN NNP 2 nsubj person B-PER/OTHER-60\n"
             "left leave VERB VBD 0 root\n") == "Baker|Person*|Baker\n");
}

TEST_CASE("the names of a document agree", "[mentions]") {
  const auto types = [](const std::string& table) {
    const auto parsed = parsed_text(table);
    std::string out;
    for (const auto& found : find_mentions(parsed.document, parsed.sentences, gazetteer())) {
      if (found.mention.named) out += std::string(to_string(found.mention.type)) + "|";
    }
    return out;
  };
  const auto sentence = [](const std::string& name) {
    return name + "\nfell fall VERB VBD 0 root\n--\n";
  };
  const std::string doubtful = sentence("Varn Varn PROPN NNP 2 nsubj _ B-LOC/ORG-3");
  const std::string sure = sentence("Varn Varn PROPN NNP 2 nsubj _ B-ORG/LOC-40");
  CHECK(types(doubtful) == "Place|");
  CHECK(types(doubtful + sure) == "Organization|Organization|");
  // two of a name, both sure: a town and its club
  CHECK(types(sentence("Varn Varn PROPN NNP 2 nsubj _ B-LOC/ORG-60") +
              sentence("Varn Varn PROPN NNP 2 nsubj _ B-ORG/LOC-60")) == "Place|Organization|");
  // a part of a person's name
  const std::string person =
      "Ines Ines PROPN NNP 3 nsubj _ B-PER/ORG-70\n"
      "Varn Varn PROPN NNP 1 flat _ I-PER/ORG-70\n"
      "spoke speak VERB VBD 0 root\n--\n";
  CHECK(types(person + sentence("Varn Varn PROPN NNP 2 nsubj _ B-LOC/PER-9")) == "Person|Person|");
  CHECK(types(person + sentence("Varn Varn PROPN NNP 2 nsubj _ B-LOC/PER-70")) == "Person|Place|");
  // in a list
  const auto list = [&](const std::string& last) {
    return types(
        "Varn Varn PROPN NNP 6 nsubj _ B-ORG/LOC-30\n"
        ", , PUNCT , 3 punct\n"
        "Lumo Lumo PROPN NNP 1 conj _ B-ORG/LOC-30\n"
        "and and CCONJ CC 5 cc\n" +
        last + "fell fall VERB VBD 0 root\n");
  };
  CHECK(list("Oster Oster PROPN NNP 1 conj _ B-LOC/ORG-9\n") ==
        "Organization|Organization|Organization|");
  CHECK(list("Oster Oster PROPN NNP 1 conj _ B-LOC/ORG-90\n") ==
        "Organization|Organization|Place|");
  // an acronym is what its full name is
  CHECK(types("Nord Nord PROPN NNP 3 nsubj _ B-ORG/LOC-70\n"
              "Works Works PROPN NNP 1 flat _ I-ORG/LOC-70\n"
              "spoke speak VERB VBD 0 root\n--\n" +
              sentence("NW NW PROPN NNP 2 nsubj _ B-LOC/ORG-9")) == "Organization|Organization|");
}

TEST_CASE("adjectives of nationality are mentions of the country", "[mentions]") {
  CHECK(dump("South South PROPN NNP 2 compound\n"
             "Korean Korean ADJ JJ 3 amod\n"
             "ships ship NOUN NNS 0 root object\n") ==
        "South Korean ships|Product|South Korean ships\n"
        "South Korean|Place:Country*d|South Korean\n");
}

TEST_CASE("given names with hyphens, credits of captions, persons of a body", "[mentions]") {
  // SpaceAfter is not in these tables: the hyphens are told to stick.
  auto hyphens = parsed_text(
      "Moon Moon PROPN NNP 5 nsubj person B-PER\n"
      "Jae Jae PROPN NNP 1 flat _ I-PER\n"
      "- - PUNCT HYPH 4 punct _ I-PER\n"
      "in in PROPN NNP 1 flat _ I-PER\n"
      "spoke speak VERB VBD 0 root\n");
  for (const std::size_t i : {1U, 2U}) hyphens.sentences[0].tokens[i].space_after = false;
  const auto found = find_mentions(hyphens.document, hyphens.sentences, gazetteer());
  REQUIRE(found.size() == 1);
  CHECK(found[0].last == 3);
  CHECK(found[0].mention.name.ends_with("in"));
  CHECK(dump("Nadia Nadia PROPN NNP 0 root person B-PER\n"
             "Lumo Lumo PROPN NNP 1 flat _ I-PER\n"
             "Image Image PROPN NNP 1 flat _ I-PER\n"
             ": : PUNCT : 5 punct\n"
             "Twitter Twitter PROPN NNP 1 appos organization B-ORG\n")
            .find("|Person*|Nadia Lumo\n") != std::string::npos);
  const auto of = [](const std::string& name) {
    return dump("Nadia Nadia PROPN NNP 0 root person B-PER\n" + name + " " + name +
                " PROPN NNP 1 flat _ I-PER\n"
                "of of ADP IN 4 case _ I-PER\n"
                "Oster Oster PROPN NNP 1 nmod _ I-PER\n");
  };
  CHECK(of("Lumo").find("|Person*|Nadia Lumo\n") != std::string::npos);
  CHECK(of("II").find("|Person*|Nadia II of Oster\n") != std::string::npos);
}

TEST_CASE("languages are no people", "[mentions]") {
  const auto spoken = [](const std::string& kind) {
    return dump("speaks speak VERB VBZ 0 root\nDanish Danish PROPN NNP 1 obj " + kind + "\n");
  };
  CHECK(spoken("abstract") == "Danish|Abstract*|Danish\n");
  CHECK(spoken("person") == "Danish|Person*d|Danish\n");
}

TEST_CASE("odd input gives no mentions, and no crash", "[mentions]") {
  CHECK(dump("").empty());
  CHECK(dump(". . PUNCT . 0 root\n").empty());
  trine::Document document;
  const std::vector<Sentence> empty(3);
  CHECK(find_mentions(document, empty, gazetteer()).empty());
}

TEST_CASE("the scorers' format: names inside longer names are not named", "[mentions]") {
  const auto parsed = parsed_text(
      "University University PROPN NNP 0 root organization B-ORG\n"
      "of of ADP IN 3 case _ I-ORG\n"
      "Oslo Oslo PROPN NNP 1 nmod place I-ORG\n");
  trine::Analysis analysis;
  analysis.document = parsed.document;
  for (const auto& found : find_mentions(parsed.document, parsed.sentences, gazetteer())) {
    analysis.mentions.push_back(found.mention);
  }
  CHECK(mentions_json(analysis) ==
        R"({"id":"test","mentions":[{"id":"m0","b":0,"e":18,"type":"Organization","named":true,)"
        R"("pron":false,"head":[0,18],"name":[0,18],"entity":"e0","demonym":false},)"
        R"({"id":"m1","b":14,"e":18,"type":"Place:City","named":false,"pron":false,)"
        R"("head":[14,18],"name":[14,18],"entity":"e0","demonym":false}]})");
}
