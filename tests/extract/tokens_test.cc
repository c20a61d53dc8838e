#include "extract/tokens/tokens.h"

#include <catch2/catch.hpp>
#include <string>

using namespace trine;
using namespace trine::extract;

namespace {

Document document(std::string text) {
  Document d;
  d.key = "test";
  d.text = std::move(text);
  return d;
}

// Words with a space between, the words of one token with '+', sentences with " / ".
std::string dump(const std::string& text) {
  std::string out;
  for (const auto& sentence : split_sentences(document(text))) {
    if (!out.empty()) out += " / ";
    std::size_t next = 0;
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      while (next < sentence.multiword.size() &&
             sentence.multiword[next].last < static_cast<int>(i)) {
        ++next;
      }
      const bool inside =
          next < sentence.multiword.size() && sentence.multiword[next].first < static_cast<int>(i);
      if (i > 0) out += inside ? '+' : ' ';
      out += sentence.tokens[i].form;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("in capitals an abbreviation may be a name", "[tokens]") {
  CHECK(dump("Get a newer IE. Its goal is near.") == "Get a newer IE . / Its goal is near .");
  CHECK(dump("the last day, ie. Sunday, is free.") == "the last day , ie. Sunday , is free .");
}

TEST_CASE("sentences end where rules know it", "[tokens]") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"\"Will they pay?\" Minister Ana Ruiz asked on Monday. Nobody knew.",
       "\" Will they pay ? \" Minister Ana Ruiz asked on Monday . / Nobody knew ."},
      {"\u201CWe won!\u201D the crowd shouted.", "\u201C We won ! \u201D the crowd shouted ."},
      {"\"Are we safe?\" The minister said nothing.",
       "\" Are we safe ? \" / The minister said nothing ."},
      {"She asked, \"Who did it?\" Nobody answered.",
       "She asked , \" Who did it ? \" / Nobody answered ."},
      {"F.B.I. Agent Ana Ruiz left Bo Lund. C.I.A. Director Leo Marsh quit.",
       "F.B.I. Agent Ana Ruiz left Bo Lund . / C.I.A. Director Leo Marsh quit ."},
      {"At 6 p.m. Mr. Lund left. He left at 6 P.M. Mr. Lund was late.",
       "At 6 p.m. Mr. Lund left . / He left at 6 P.M. / Mr. Lund was late ."},
      {"Sec. Ana Ruiz saw Dr. Lund. It took 3 sec. The car stopped.",
       "Sec. Ana Ruiz saw Dr. Lund . / It took 3 sec . / The car stopped ."},
  }));
  CHECK(dump(text) == expected);
}

TEST_CASE("words are cut as UD English cuts them", "[tokens]") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"She didn't say it's Bo's.", "She did+n't say it+'s Bo+'s ."},
      {"They can\u2019t, won't, cannot.", "They ca+n\u2019t , wo+n't , can+not ."},
      {"I'd've gone; we're gonna go.", "I+'d+'ve gone ; we+'re gon+na go ."},
      {"The ministers' aides left.", "The ministers+' aides left ."},
      {"He said 'no' twice.", "He said ' no ' twice ."},
      {"Mr. Oduya met Dr. P. K. Lund of Acme Inc. on Jan. 5.",
       "Mr. Oduya met Dr. P. K. Lund of Acme Inc. on Jan. 5 ."},
      {"The U.S. and the U.K. agreed at 5 p.m. sharp.",
       "The U.S. and the U.K. agreed at 5 p.m. sharp ."},
      {"It cost $5,000.50, or US$12 (20%).", "It cost $ 5,000.50 , or US$ 12 ( 20 % ) ."},
      {"A well-known non-aligned state", "A well - known non-aligned state"},
      {"the 2011\u20132014 talks", "the 2011 \u2013 2014 talks"},
      {"Call 555-123-4567 or 555-9876.", "Call 555-123-4567 or 555-9876 ."},
      {"On 9/11, and/or on 2020-03-11 at 7:30pm.", "On 9/11 , and / or on 2020-03-11 at 7:30 pm ."},
      {"See https://example.org/a_(b)?q=1. Write to a.b@example.co.uk!",
       "See https://example.org/a_(b)?q=1 . / Write to a.b@example.co.uk !"},
      {"The 1990s, the '60s and the 21st century", "The 1990s , the '60s and the 21st century"},
      {"Fine :) thanks...", "Fine :) thanks ..."},
      {"\u201cGo!\u201d he said\u2014loudly.", "\u201c Go ! \u201d he said \u2014 loudly ."},
      {"O'Brien of AT&T", "O'Brien of AT&T"},
      {"from 9am-5pm, 5:00-8:30, 3/4 of 20 minutes",
       "from 9 am - 5 pm , 5:00 - 8:30 , 3 / 4 of 20 minutes"},
      {"She works for Acme Inc.", "She works for Acme Inc ."},
      {"In the 1990's... what?!?!", "In the 1990's ... what ?!?!"},
      {"UN-led pre-war co-operation, e-mail", "UN - led pre-war co-operation , e-mail"},
      {"", ""},
      {" \t\n\x01 \n", ""},
  }));
  CAPTURE(text);
  CHECK(dump(text) == expected);
}

TEST_CASE("sentences end where they should", "[tokens]") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"He left. She stayed.", "He left . / She stayed ."},
      {"\"Stop,\" she said. \"Now!\"", "\" Stop , \" she said . / \" Now ! \""},
      {"Ann met Mr. Roe. They talked.", "Ann met Mr. Roe . / They talked ."},
      {"President Maria Lopez praised Gen. Peter Brandt on Monday in Lima",
       "President Maria Lopez praised Gen. Peter Brandt on Monday in Lima"},
      {"A headline without a period\n\nThe story begins.",
       "A headline without a period / The story begins ."},
      {"Title\nThe first paragraph is a long line that no program has wrapped, since it goes on "
       "and on well past the hundred and thirty columns that anyone would set.",
       "Title / The first paragraph is a long line that no program has wrapped , since it goes on "
       "and on well past the hundred and thirty columns that anyone would set ."},
      {"This letter was wrapped by a mail program\nat a narrow width, so the line breaks in the\n"
       "middle of sentences mean nothing at all.",
       "This letter was wrapped by a mail program at a narrow width , so the line breaks in the "
       "middle of sentences mean nothing at all ."},
  }));
  CAPTURE(text);
  CHECK(dump(text) == expected);
}

namespace {

// What every result must hold to: ordered spans in bounds, nothing but space left out.
void check_cover(const std::string& text) {
  const auto sentences = split_sentences(document(text));
  std::uint32_t at = 0;
  for (const auto& sentence : sentences) {
    REQUIRE(!sentence.tokens.empty());
    REQUIRE(sentence.span ==
            Span{sentence.tokens.front().span.begin, sentence.tokens.back().span.end});
    for (const auto& token : sentence.tokens) {
      REQUIRE(token.span.begin >= at);
      REQUIRE(token.span.end > token.span.begin);
      REQUIRE(token.span.end <= text.size());
      REQUIRE(token.form == token.span.in(text));
      for (auto i = at; i < token.span.begin; ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        REQUIRE((c <= ' ' || c == 0x7F || c >= 0x80));
      }
      at = token.span.end;
    }
  }
}

}  // namespace

TEST_CASE("odd text is covered by tokens, in linear time", "[tokens]") {
  check_cover("\xF0\x9F\x98\x80\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD ok\xE2\x80\x8Bso");
  check_cover("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD8\xB3\xD9\x84\xD8\xA7\xD9\x85.");
  check_cover(
      "\x01\x02"
      "a\x7F"
      "b\r\nc");
  check_cover(std::string(100000, 'a') + std::string(100000, '.') + std::string(5000, '\''));
  std::string lines;
  for (int i = 0; i < 20000; ++i) lines += "word ";
  check_cover(lines);
  check_cover(std::string(3000000, 'x') + " end.");
  std::string dotted;
  for (int i = 0; i < 500000; ++i) dotted += i % 2 == 0 ? "1." : "a-";
  check_cover(dotted);
  std::string all;
  for (int c = 1; c < 0x80; ++c) all += static_cast<char>(c);
  for (int i = 0; i < 50; ++i) check_cover(all.substr(static_cast<std::size_t>(i) * 2) + all);
}

TEST_CASE("tokenised lines are kept as they are", "[tokens]") {
  const auto sentences = read_tokenized(document("He did n't go .\n\n  a_b  U.S.\n"));
  REQUIRE(sentences.size() == 2);
  REQUIRE(sentences[0].tokens.size() == 5);
  CHECK(sentences[0].tokens[2].form == "n't");
  CHECK(sentences[0].tokens[2].span == Span{7, 10});
  CHECK(sentences[0].multiword.empty());
  CHECK(sentences[1].tokens[1].form == "U.S.");
}
