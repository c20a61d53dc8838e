#include <catch2/catch.hpp>
#include <string>

#include "extract/times/time_expressions.h"

namespace trine::extract {
namespace {

struct Case {
  std::string text;
  std::string range;  // "from..to", one date when they are equal, "" when it can't be placed
};

std::string range_of(const std::string& text, const std::string& date, bool past) {
  const auto value = normalise_time(text, date, past);
  REQUIRE(value.text == text);
  if (value.from == value.to) return value.from;
  return value.from + ".." + value.to;
}

void check(const std::vector<Case>& cases, const std::string& date, bool past) {
  for (const auto& [text, range] : cases) {
    CAPTURE(text, date, past);
    CHECK(range_of(text, date, past) == range);
  }
}

const std::string kThursday = "2023-03-09";

}  // namespace

TEST_CASE("times of what has happened, said on Thursday, 9 March 2023", "[time]") {
  check(
      {
          {"Thursday", "2023-03-09"},
          {"on Tuesday", "2023-03-07"},
          {"late Wednesday", "2023-03-08"},
          {"Friday", "2023-03-03"},
          {"on Friday morning", "2023-03-03"},
          {"Monday night", "2023-03-06"},
          {"last Friday", "2023-03-03"},
          {"last Thursday", "2023-03-02"},
          {"on Monday last week", "2023-02-27"},
          {"Tuesday of this week", "2023-03-07"},
          {"today", "2023-03-09"},
          {"this morning", "2023-03-09"},
          {"yesterday", "2023-03-08"},
          {"yesterday afternoon", "2023-03-08"},
          {"the day before yesterday", "2023-03-07"},
          {"last night", "2023-03-08"},
          {"currently", "2023-03-09"},
          {"last week", "2023-02-27..2023-03-05"},
          {"last month", "2023-02-01..2023-02-28"},
          {"late last month", "2023-02-21..2023-02-28"},
          {"last year", "2022-01-01..2022-12-31"},
          {"this year", "2023-01-01..2023-12-31"},
          {"earlier this week", "2023-03-06..2023-03-09"},
          {"earlier in the year", "2023-01-01..2023-03-09"},
          {"last quarter", "2022-10-01..2022-12-31"},
          {"last summer", "2022-06-01..2022-08-31"},
          {"last weekend", "2023-03-04..2023-03-05"},
          {"over the weekend", ""},
          {"the past 30 days", "2023-02-07..2023-03-09"},
          {"over the last two weeks", "2023-02-23..2023-03-09"},
          {"in the past year", "2022-03-09..2023-03-09"},
          {"three days ago", "2023-03-06"},
          {"two weeks ago", "2023-02-20..2023-02-26"},
          {"a couple of months ago", "2023-01-01..2023-01-31"},
          {"ten years ago", "2013-01-01..2013-12-31"},
          {"nearly a decade ago", "2013-01-01..2013-12-31"},
          {"48 hours ago", "2023-03-07"},
          {"twenty-five years ago", "1998-01-01..1998-12-31"},
          {"In September", "2022-09-01..2022-09-30"},
          {"in March", "2023-03-01..2023-03-31"},
          {"in early March", "2023-03-01..2023-03-10"},
          {"last November", "2022-11-01..2022-11-30"},
          {"in March last year", "2022-03-01..2022-03-31"},
          {"in September of last year", "2022-09-01..2022-09-30"},
          {"on March 7", "2023-03-07"},
          {"on 7 March", "2023-03-07"},
          {"on the 7th of March", "2023-03-07"},
          {"August 10", "2022-08-10"},
          {"the March 16 visit", "2023-03-16"},
          {"on the 2nd of this month", "2023-03-02"},
          {"on Tuesday, March 7", "2023-03-07"},
          {"since May", "2022-05-01..2023-03-09"},
          {"since 2018", "2018-01-01..2023-03-09"},
          {"since last week", "2023-02-27..2023-03-09"},
          {"after May 2022", "2022-06-01..2023-03-09"},
          {"until last year", "..2022-12-31"},
          {"before March 2020", "..2020-02-29"},
          {"since the election in May", "2022-05-01..2023-03-09"},
          {"after the ruling of 2018", "2018-01-01..2023-03-09"},
          {"before the vote in May", "..2022-05-31"},
          {"in the third quarter", "2022-07-01..2022-09-30"},
          {"Christmas Eve", "2022-12-24"},
      },
      kThursday, true);
}

TEST_CASE("times of what lies ahead, said on Thursday, 9 March 2023", "[time]") {
  check(
      {
          {"next week", "2023-03-13..2023-03-19"},
          {"early next week", "2023-03-13..2023-03-15"},
          {"next month", "2023-04-01..2023-04-30"},
          {"next year", "2024-01-01..2024-12-31"},
          {"on Monday", "2023-03-13"},
          {"Thursday", "2023-03-09"},
          {"next Thursday", "2023-03-16"},
          {"Friday next week", "2023-03-17"},
          {"tomorrow", "2023-03-10"},
          {"tonight", "2023-03-09"},
          {"later this year", "2023-03-09..2023-12-31"},
          {"later Thursday", "2023-03-09"},
          {"this summer", "2023-06-01..2023-08-31"},
          {"from March 16-17", "2023-03-16..2023-03-17"},
          {"March 16–17", "2023-03-16..2023-03-17"},
          {"from March 16 to 17", "2023-03-16..2023-03-17"},
          {"from March 30 to April 2", "2023-03-30..2023-04-02"},
          {"in September", "2023-09-01..2023-09-30"},
          {"in February", "2024-02-01..2024-02-29"},
          {"in three days", "2023-03-12"},
          {"in two years", "2025-01-01..2025-12-31"},
          {"within 48 hours", "2023-03-09..2023-03-11"},
          {"by Friday", "2023-03-09..2023-03-10"},
          {"until the end of March", "2023-03-09..2023-03-31"},
          {"over the next two weeks", "2023-03-09..2023-03-23"},
          {"two weeks from now", "2023-03-20..2023-03-26"},
          {"from Monday to Wednesday", "2023-03-13..2023-03-15"},
          {"Friday to Monday", "2023-03-10..2023-03-13"},
          {"in the fourth quarter", "2023-10-01..2023-12-31"},
          {"from April", "2023-04-01.."},
          {"since Saturday", "2023-03-04..2023-03-09"},
          {"since last May", "2022-05-01..2023-03-09"},
          {"by the mayor in May", "2023-05-01..2023-05-31"},
          {"until the end of May", "2023-03-09..2023-05-31"},
      },
      kThursday, false);
}

TEST_CASE("times that need no document date", "[time]") {
  check(
      {
          {"in 2018", "2018-01-01..2018-12-31"},
          {"April 7, 2023", "2023-04-07"},
          {"7 April 2023", "2023-04-07"},
          {"Friday, April 7th, 2023", "2023-04-07"},
          {"2023-04-07", "2023-04-07"},
          {"4/7/2023", "2023-04-07"},
          {"the morning of 30 May 1832", "1832-05-30"},
          {"September 2018", "2018-09-01..2018-09-30"},
          {"mid-September 2018", "2018-09-11..2018-09-20"},
          {"1910-45", "1910-01-01..1945-12-31"},
          {"from 2014 to 2016", "2014-01-01..2016-12-31"},
          {"between 1990 and 1995", "1990-01-01..1995-12-31"},
          {"from March to May 2020", "2020-03-01..2020-05-31"},
          {"between March 3 and 5, 2021", "2021-03-03..2021-03-05"},
          {"the 1990s", "1990-01-01..1999-12-31"},
          {"the early 2000s", "2000-01-01..2003-12-31"},
          {"in the late 1980s", "1987-01-01..1989-12-31"},
          {"the '90s", "1990-01-01..1999-12-31"},
          {"the sixties", "1960-01-01..1969-12-31"},
          {"in the 19th century", "1801-01-01..1900-12-31"},
          {"the twenty-first century", "2001-01-01..2100-12-31"},
          {"the second half of the 19th century", "1851-01-01..1900-12-31"},
          {"the first half of 2019", "2019-01-01..2019-06-30"},
          {"the third quarter of 2021", "2021-07-01..2021-09-30"},
          {"Q3 2021", "2021-07-01..2021-09-30"},
          {"summer 2010", "2010-06-01..2010-08-31"},
          {"the winter of 1776-77", "1776-12-01..1777-02-28"},
          {"the end of 2019", "2019-09-01..2019-12-31"},
          {"two days after March 3, 2021", "2021-03-05"},
          {"a week before 8 May 2020", "2020-04-27..2020-05-03"},
          {"as of March 4, 2011", "2011-03-04"},
          {"until 2015", "..2015-12-31"},
          {"from Lisbon in 2015", "2015-01-01..2015-12-31"},
          {"29 February 2024", "2024-02-29"},
          {"the year 71", "0071-01-01..0071-12-31"},
          {"900 CE", "0900-01-01..0900-12-31"},
      },
      "", true);
}

TEST_CASE("what has no place in the calendar is not guessed", "[time]") {
  for (const std::string text : {"two years",
                                 "for three months",
                                 "recently",
                                 "a few weeks ago",
                                 "every Friday",
                                 "three days after the court ruled",
                                 "two days after the summit",
                                 "the next day",
                                 "that day",
                                 "the same year",
                                 "in recent weeks",
                                 "in nearly three years",
                                 "five years in a row",
                                 "30 February 2021",
                                 "300 BC",
                                 "2,018 soldiers",
                                 "she may leave",
                                 "they march on",
                                 "",
                                 "-",
                                 "99999999999 years",
                                 "99999999 centuries ago",
                                 "99999999 CE",
                                 "in the 99999999th century",
                                 "99999 decades ago",
                                 "April 31",
                                 "taking office",
                                 "the fall of the government"}) {
    CAPTURE(text);
    CHECK(range_of(text, kThursday, true).empty());
  }
  THEN("and nothing relative without the document's date") {
    for (const std::string text : {"Thursday", "last month", "today", "in May", "May 5"}) {
      CAPTURE(text);
      CHECK(range_of(text, "", true).empty());
    }
  }
}

TEST_CASE("does a phrase speak of time?", "[time]") {
  for (const std::string text : {"Thursday",
                                 "the 1990s",
                                 "two years ago",
                                 "last month",
                                 "three days after the vote",
                                 "2018",
                                 "March 16-17",
                                 "the morning of the attack",
                                 "recent years",
                                 "several weeks",
                                 "that time",
                                 "early next week",
                                 "1910-45",
                                 "May",
                                 "the second half of the year",
                                 "every Friday",
                                 "now",
                                 "a long time",
                                 "the summer",
                                 "30 days",
                                 "the third quarter"}) {
    CAPTURE(text);
    CHECK(is_time_expression(text));
  }
  for (const std::string text :
       {"Seoul", "the March 16-17 visit", "two companies", "the 2018 rulings", "a second opinion",
        "she may", "the summit in May", "60 percent", "the two", "three times", "Yoon", "",
        "the prime minister", "2,018 soldiers", "a hundred"}) {
    CAPTURE(text);
    CHECK_FALSE(is_time_expression(text));
  }
}

}  // namespace trine::extract
