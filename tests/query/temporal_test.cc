// The calendar against itself and against what everybody can look up.
#include "graph/query/values/temporal.h"

#include <catch2/catch.hpp>
#include <random>

#include "graph/query/error.h"

using namespace trine::query;

TEST_CASE("days and dates go both ways, over all years", "[query]") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20'000; ++i) {
    // From about the year -60,000 to 60,000.
    const Date date{static_cast<std::int64_t>(random() % 44'000'000) - 22'000'000};
    const auto day = civil(date);
    const auto week = week_date(date);
    INFO(to_string(date));
    REQUIRE(make_date(day.year, day.month, day.day) == date);
    REQUIRE(make_week_date(week.year, week.week, week.day) == date);
    REQUIRE(make_ordinal_date(day.year, ordinal_day(date)) == date);
    REQUIRE(make_quarter_date(day.year, quarter(date), day_of_quarter(date)) == date);
    const int next = civil(Date{date.days + 1}).day;
    REQUIRE((next == day.day + 1 || next == 1));
    REQUIRE(week_day(Date{date.days + 7}) == week_day(date));
    REQUIRE(parse_date(to_string(date)) == date);
  }
}

TEST_CASE("known days", "[query]") {
  CHECK(make_date(1970, 1, 1).days == 0);
  CHECK(make_date(2000, 3, 1).days == 11'017);
  CHECK(week_day(make_date(2024, 2, 29)) == 4);
  CHECK(to_string(plus_months(make_date(2024, 1, 31), 1)) == "2024-02-29");
  CHECK(to_string(plus_months(make_date(2024, 1, 31), -2)) == "2023-11-30");
}

TEST_CASE("what is no day, time or duration is refused", "[query]") {
  for (const char* text : {"", "2024-13", "2024-02-30", "2023-366", "24-01-01", "2024-W54", "x",
                           "2024-01-01T", "+99999999999-01-01"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_date(text), QueryError);
  }
  for (const char* text :
       {"", "24:00", "12:60", "1:00", "12:00:61", "12:00:00.", "12:00:00.1234567890"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_local_time(text), QueryError);
  }
  for (const char* text : {"", "P", "PT", "P1", "P1S", "PT1D", "1D", "P1Dx"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_duration(text), QueryError);
  }
  CHECK_THROWS_AS(find_zone("Nowhere/Atlantis"), QueryError);
  CHECK_THROWS_AS(parse_date_time("2024-01-01T10:00+19:00"), QueryError);
}

TEST_CASE("durations read back as they are written", "[query]") {
  std::mt19937_64 random(11);
  const auto some = [&](std::int64_t most) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(2 * most)) - most;
  };
  for (int i = 0; i < 5'000; ++i) {
    const auto duration =
        make_duration(some(1000), some(1000), some(1'000'000), some(1'000'000'000));
    INFO(to_string(duration));
    REQUIRE(parse_duration(to_string(duration)) == duration);
  }
}

TEST_CASE("an hour that a clock shows twice is told apart by its offset", "[query]") {
  const auto summer = parse_date_time("2017-10-29T02:30+02:00[Europe/Stockholm]");
  const auto winter = parse_date_time("2017-10-29T02:30+01:00[Europe/Stockholm]");
  CHECK(winter.seconds - summer.seconds == 3600);
  CHECK(to_string(summer) == "2017-10-29T02:30+02:00[Europe/Stockholm]");
}
