// The lights go out at any write: whatever a command had done before it ended is there, what it had
// only begun is there or not, and the store is whole. Also: what becomes of a store whose log was
// damaged or deleted afterwards.
#include <catch2/catch.hpp>
#include <functional>
#include <map>

#include "schema/error.h"
#include "tests/faults/recorded_disk.h"
#include "tests/storage/samples.h"

using namespace trine;
using namespace trine::storage;
using namespace trine::storage::samples;
using trine::faults::RecordedDisk;
namespace fs = std::filesystem;

namespace {

using Contents = std::map<std::string, Analysis>;  // of a store: by key

Contents contents_of(const Store& store) {
  Contents contents;
  store.for_each_analysis([&](const Analysis& analysis) {
    contents[analysis.document.key] = analysis;
    return true;
  });
  return contents;
}

// What one command changes, and what the store holds when it has ended.
struct Command {
  std::function<void(const fs::path&)> run;
  Contents after;
};

// A life of a store: made, added to, made anew, taken from.
std::vector<Command> life(std::uint64_t seed) {
  RandomAnalyses random(seed);
  std::vector<Command> commands;
  Contents contents;
  for (int step = 0; step < 4; ++step) {
    std::vector<Analysis> added;
    for (int i = 0; i < 6; ++i) {
      added.push_back(random.make("d" + std::to_string(step) + "-" + std::to_string(i)));
      contents[added.back().document.key] = added.back();
    }
    const auto gone = step == 0 ? "" : "d" + std::to_string(step - 1) + "-2";
    contents.erase(gone);
    commands.push_back({[added, gone, step](const fs::path& path) {
                          auto store = Store::open(path, writing());
                          for (const auto& one : added) store.put(one);
                          store.remove(gone);
                          if (step == 2) store.rebuild_view();
                          store.refresh_view();
                        },
                        contents});
  }
  return commands;
}

bool is_part(const Contents& part, const Contents& before, const Contents& after) {
  return std::all_of(part.begin(), part.end(), [&](const auto& one) {
    const auto old = before.find(one.first), now = after.find(one.first);
    return (old != before.end() && old->second == one.second) ||
           (now != after.end() && now->second == one.second);
  });
}

const std::vector<RecordedDisk::Loss> kLosses{RecordedDisk::Loss::kAllUnsynced,
                                              RecordedDisk::Loss::kSomeUnsynced,
                                              RecordedDisk::Loss::kNothing};

ErrorKind failure_of(const std::function<void()>& action, std::string* message = nullptr) {
  try {
    action();
  } catch (const Error& error) {
    if (message) *message = error.what();
    return error.kind();
  }
  FAIL("no error was thrown");
  return ErrorKind::kInternal;
}

}  // namespace

SCENARIO("a power cut at any write leaves each command done or not done", "[faults]") {
  TemporaryFolder folder;
  const auto root = folder / "disk";
  fs::create_directory(root);
  auto& disk = RecordedDisk::instance();
  const auto commands = life(3);
  std::vector<std::size_t> ended;  // when each command had
  disk.start(root);
  for (const auto& command : commands) {
    command.run(root / "stores/s");
    ended.push_back(disk.changes());
  }
  disk.stop();
  const auto total = disk.changes();
  REQUIRE(total > 300);

  RandomAnalyses when(7);
  constexpr std::size_t kCuts = 60;
  for (std::size_t i = 0; i <= kCuts; ++i) {
    // The ends of the commands, and moments between.
    const auto cut = i < ended.size() ? ended[i] : when.below(total + 1);
    const auto done = static_cast<std::size_t>(
        std::count_if(ended.begin(), ended.end(), [&](auto end) { return end <= cut; }));
    const auto before = done == 0 ? Contents{} : commands[done - 1].after;
    const auto after = commands[std::min(done, commands.size() - 1)].after;
    for (const auto loss : kLosses) {
      INFO("cut after " << cut << " of " << total << " changes, " << done << " commands done, loss "
                        << static_cast<int>(loss));
      const auto copy = folder / "after";
      fs::remove_all(copy);
      disk.lay_out(cut, loss, i, copy);
      if (done != 0) {  // it is there for readers, too
        const auto store = Store::open(copy / "stores/s", reading());
        const auto report = store.check();
        INFO(report);
        REQUIRE(report.problems.empty());
        const auto now = contents_of(store);
        REQUIRE(is_part(now, before, after));
        if (cut == ended[done - 1]) REQUIRE(now == before);
      }
      // The interrupted command, given once more, ends as if nothing had happened.
      const auto& next = commands[std::min(done, commands.size() - 1)];
      next.run(copy / "stores/s");
      const auto store = Store::open(copy / "stores/s", reading());
      REQUIRE(contents_of(store) == next.after);
      REQUIRE(store.check().problems.empty());
    }
  }
}

SCENARIO("a backup that was made outlasts a power cut", "[faults]") {
  TemporaryFolder folder;
  const auto root = folder / "disk";
  fs::create_directory(root);
  auto& disk = RecordedDisk::instance();
  const auto commands = life(5);
  disk.start(root);
  commands[0].run(root / "s");
  const auto begun = disk.changes();
  Store::open(root / "s", writing()).backup(root / "safe/copy");
  disk.stop();
  const auto total = disk.changes();
  for (std::size_t cut = begun; cut <= total; cut += cut + 7 < total ? 7 : 1) {
    for (const auto loss : kLosses) {
      INFO("cut after " << cut << " of " << total << ", loss " << static_cast<int>(loss));
      const auto copy = folder / "after";
      fs::remove_all(copy);
      disk.lay_out(cut, loss, cut, copy);
      REQUIRE(contents_of(Store::open(copy / "s", reading())) == commands[0].after);
      // Half a backup is no store; one that calls itself a store is whole.
      if (cut < total && !fs::exists(copy / "safe/copy/trine-store")) continue;
      const auto backup = Store::open(copy / "safe/copy", reading());
      REQUIRE(backup.check().problems.empty());
      REQUIRE(contents_of(backup) == commands[0].after);
    }
  }
}

SCENARIO("a log that was damaged or deleted is noticed, and nothing is made permanent",
         "[faults]") {
  TemporaryFolder folder;
  const auto root = folder / "disk";
  fs::create_directory(root);
  auto& disk = RecordedDisk::instance();
  const auto commands = life(9);
  disk.start(root);
  commands[0].run(root / "s");
  std::size_t synced = 0;
  {
    auto store = Store::open(root / "s", writing());
    RandomAnalyses random(1);
    for (int i = 0; i < 5; ++i) store.put(random.make("more" + std::to_string(i)));
    store.refresh_view();
    synced = disk.changes();  // as a writer leaves it that is killed now
  }
  disk.stop();
  const auto killed = folder / "killed";
  disk.lay_out(synced, RecordedDisk::Loss::kAllUnsynced, 1, killed);
  fs::path log;
  for (const auto& entry : fs::directory_iterator(killed / "s/db")) {
    if (entry.path().extension() == ".log" && entry.file_size() > 0) log = entry.path().filename();
  }
  REQUIRE_FALSE(log.empty());
  const auto size = fs::file_size(killed / "s/db" / log);

  const auto expect_noticed = [&](const std::string& what, auto damage) {
    INFO(what);
    const auto copy = folder / "copy";
    fs::remove_all(copy);
    fs::copy(killed, copy, fs::copy_options::recursive);
    damage(copy / "s/db" / log);
    for (int i = 0; i < 2; ++i) {  // a refused writer makes nothing permanent
      for (const auto mode : {OpenMode::kReadOnly, OpenMode::kReadWrite, OpenMode::kModify}) {
        REQUIRE(failure_of([&] { Store::open(copy / "s", {mode}); }) == ErrorKind::kCorruption);
      }
    }
  };
  expect_noticed("deleted", [](const fs::path& file) { fs::remove(file); });
  expect_noticed("emptied", [](const fs::path& file) { fs::resize_file(file, 0); });
  for (int tenth = 1; tenth < 10; ++tenth) {
    const auto at = size * static_cast<std::uintmax_t>(tenth) / 10;
    expect_noticed("cut at " + std::to_string(at),
                   [&](const fs::path& file) { fs::resize_file(file, at); });
    expect_noticed("overwritten at " + std::to_string(at), [&](const fs::path& file) {
      std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
      out.seekp(static_cast<std::streamoff>(at));
      out << "damaged";
    });
  }
  std::string message;
  fs::remove(killed / "s/db" / log);
  failure_of([&] { Store::open(killed / "s", reading()); }, &message);
  REQUIRE(message.find("trine repair") != std::string::npos);
}

SCENARIO("a closed store has no log that could be lost", "[faults]") {
  TemporaryFolder folder;
  const auto commands = life(11);
  commands[0].run(folder / "s");
  for (const auto& entry : fs::directory_iterator(folder / "s/db")) {
    if (entry.path().extension() == ".log") REQUIRE(entry.file_size() == 0);
  }
}
