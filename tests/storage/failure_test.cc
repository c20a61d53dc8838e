// What may go wrong around a store: other writers, other folders, other versions, damage, crashes.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <map>
#include <optional>
#include <thread>

#include "schema/error.h"
#include "storage/store/store.h"
#include "tests/storage/samples.h"

using namespace trine;
using namespace trine::storage;
using namespace trine::storage::samples;
namespace fs = std::filesystem;

namespace {

struct Failure {
  ErrorKind kind;
  std::string message;
};

Failure failure_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return {error.kind(), error.what()};
  }
  FAIL("no error was thrown");
  return {};
}

void write(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }

// Names, sizes and first bytes of all files below.
std::map<std::string, std::string> contents(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files[entry.path().string()] = std::string(std::istreambuf_iterator<char>(in), {});
  }
  return files;
}

void make_store(const fs::path& path, int documents = 3) {
  auto store = Store::open(path, writing());
  RandomAnalyses random(5);
  for (int i = 0; i < documents; ++i) store.put(random.make("d" + std::to_string(i)));
  store.refresh_view();
}

// Starts this program anew, to run the hidden test case `task` on `store`. A mere fork() would not
// do: RocksDB's background threads stay behind, and a child that flushes waits for them for ever.
pid_t start_child(const char* task, const fs::path& store, int report_to = -1, int seed = 0) {
  const pid_t child = fork();
  if (child == 0) {
    setenv("TRINE_TEST_STORE", store.c_str(), 1);
    setenv("TRINE_TEST_REPORT", std::to_string(report_to).c_str(), 1);
    setenv("TRINE_TEST_SEED", std::to_string(seed).c_str(), 1);
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    execl("/proc/self/exe", "child", task, static_cast<char*>(nullptr));
    _exit(127);
  }
  return child;
}

// What a child was told; nothing where a person runs a hidden case by hand.
struct Task {
  fs::path store;
  int report_to;
  int seed;
};
std::optional<Task> task() {
  const char* store = std::getenv("TRINE_TEST_STORE");
  const char* report = std::getenv("TRINE_TEST_REPORT");
  const char* seed = std::getenv("TRINE_TEST_SEED");
  if (store == nullptr || report == nullptr || seed == nullptr) return std::nullopt;
  return Task{store, std::stoi(report), std::stoi(seed)};
}

// Enough statements for the view to be written as files.
std::vector<Analysis> many_statements() {
  std::vector<Analysis> documents;
  for (int d = 0; d < 30; ++d) {
    Writer writer("d" + std::to_string(d));
    const auto a = writer.entity("Ada " + std::to_string(d % 7), EntityType::kPerson);
    const auto b = writer.entity("Bo " + std::to_string(d), EntityType::kPerson);
    for (int i = 0; i < 300; ++i) writer.say(a, "meet " + std::to_string(i % 50), b);
    documents.push_back(writer.analysis());
  }
  return documents;
}

bool whole(const fs::path& store) {
  try {
    const auto opened = Store::open(store, reading());
    return opened.check().problems.empty();
  } catch (const Error& error) {
    return false;
  }
}

}  // namespace

SCENARIO("one writer, any number of readers", "[storage]") {
  TemporaryFolder folder;
  auto writer = Store::open(folder / "s", writing());
  RandomAnalyses random(1);
  writer.put(random.make("a"));
  writer.refresh_view();

  const auto failure = failure_of([&] { Store::open(folder / "s", writing()); });
  REQUIRE(failure.kind == ErrorKind::kLocked);
  REQUIRE(failure.message.find((folder / "s").string()) != std::string::npos);
  REQUIRE(failure_of([&] { Store::open(folder / "s", {OpenMode::kModify}); }).kind ==
          ErrorKind::kLocked);

  // A reader sees the store as it was when it was opened, whatever the writer does.
  const auto reader = Store::open(folder / "s", reading());
  const auto before = dump(reader);
  for (int i = 0; i < 5; ++i) {
    writer.put(random.make("b" + std::to_string(i)));
    writer.remove("a");
    writer.rebuild_view();
  }
  REQUIRE(dump(reader) == before);
  REQUIRE(dump(Store::open(folder / "s", reading())) == dump(writer));
  REQUIRE(failure_of([&] {
            auto copy = Store::open(folder / "s", reading());
            copy.put(random.make("c"));
          }).kind == ErrorKind::kUsage);
}

TEST_CASE("child: hold the store", "[.child]") {
  const auto told = task();
  if (!told) return;
  const auto store = Store::open(told->store, writing());
  const char byte = 'x';
  if (::write(told->report_to, &byte, 1) == 1) pause();
}

SCENARIO("another process's writer locks, too", "[storage]") {
  TemporaryFolder folder;
  make_store(folder / "s");
  int ready[2];
  REQUIRE(pipe(ready) == 0);
  const pid_t child = start_child("child: hold the store", folder / "s", ready[1]);
  char byte = 0;
  REQUIRE(read(ready[0], &byte, 1) == 1);
  REQUIRE(failure_of([&] { Store::open(folder / "s", writing()); }).kind == ErrorKind::kLocked);
  REQUIRE(whole(folder / "s"));  // a reader is not in the way, and none is in its way
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  close(ready[0]);
  close(ready[1]);
  REQUIRE_NOTHROW(Store::open(folder / "s", writing()));
}

SCENARIO("what is not a store is refused and left as it is", "[storage]") {
  TemporaryFolder folder;
  SECTION("a missing one, by those that do not create") {
    for (const auto mode : {OpenMode::kReadOnly, OpenMode::kModify}) {
      REQUIRE(failure_of([&] { Store::open(folder / "none", {mode}); }).kind == ErrorKind::kIo);
      REQUIRE_FALSE(fs::exists(folder / "none"));
    }
  }
  SECTION("a folder with other things in it") {
    fs::create_directory(folder / "photos");
    write(folder / "photos/me.jpg", "not really");
    const auto before = contents(folder / "photos");
    for (const auto mode : {OpenMode::kReadOnly, OpenMode::kModify, OpenMode::kReadWrite}) {
      const auto failure = failure_of([&] { Store::open(folder / "photos", {mode}); });
      REQUIRE(failure.kind == ErrorKind::kCorruption);
      REQUIRE(failure.message.find("is not a Trine store") != std::string::npos);
    }
    REQUIRE(contents(folder / "photos") == before);
  }
  SECTION("a file") {
    write(folder / "file", "text");
    for (const auto mode : {OpenMode::kReadOnly, OpenMode::kReadWrite}) {
      REQUIRE(failure_of([&] { Store::open(folder / "file", {mode}); }).kind ==
              ErrorKind::kCorruption);
    }
  }
  SECTION("an empty folder, unless it may be filled") {
    fs::create_directory(folder / "empty");
    REQUIRE(failure_of([&] { Store::open(folder / "empty", reading()); }).kind ==
            ErrorKind::kCorruption);
    REQUIRE(fs::is_empty(folder / "empty"));
    REQUIRE_NOTHROW(Store::open(folder / "empty", writing()));
  }
  SECTION("a store of another version") {
    make_store(folder / "s");
    write(folder / "s/trine-store", "trine store, format 9\n");
    const auto before = contents(folder / "s");
    for (const auto mode : {OpenMode::kReadOnly, OpenMode::kModify, OpenMode::kReadWrite}) {
      const auto failure = failure_of([&] { Store::open(folder / "s", {mode}); });
      REQUIRE(failure.kind == ErrorKind::kCorruption);
      REQUIRE(failure.message.find("format 9") != std::string::npos);
    }
    REQUIRE(contents(folder / "s") == before);
    write(folder / "s/trine-store", "gibberish");
    REQUIRE(failure_of([&] { Store::open(folder / "s", writing()); }).kind ==
            ErrorKind::kCorruption);
  }
  SECTION("a store whose parts were deleted") {
    make_store(folder / "s", 2000);  // more than fits the log alone
    { Store::open(folder / "s", writing()).rebuild_view(); }
    fs::remove(folder / "s/db/CURRENT");
    const auto before = contents(folder / "s");
    for (const auto mode : {OpenMode::kReadOnly, OpenMode::kReadWrite}) {
      REQUIRE(failure_of([&] { Store::open(folder / "s", {mode}); }).kind ==
              ErrorKind::kCorruption);
    }
    REQUIRE(contents(folder / "s") == before);
  }
}

SCENARIO("reading creates and changes nothing", "[storage]") {
  TemporaryFolder folder;
  make_store(folder / "s");
  const auto before = contents(folder / "s");
  {
    const auto store = Store::open(folder / "s", reading());
    (void)dump(store);
    (void)store.check();
  }
  REQUIRE(contents(folder / "s") == before);
}

SCENARIO("a folder that cannot be written gives a clear error", "[storage]") {
  TemporaryFolder folder;
  fs::create_directory(folder / "locked");
  fs::permissions(folder / "locked", fs::perms::owner_read | fs::perms::owner_exec);
  // Permissions do not bind root, who is therefore nobody for a moment.
  constexpr uid_t kNobody = 65534;
  const bool root = geteuid() == 0;
  if (root) {
    fs::permissions(folder / "", fs::perms::others_exec, fs::perm_options::add);
    REQUIRE(seteuid(kNobody) == 0);
  }
  const auto failure = failure_of([&] { Store::open(folder / "locked/s", writing()); });
  if (root) REQUIRE(seteuid(0) == 0);
  REQUIRE(failure.kind == ErrorKind::kIo);
  fs::permissions(folder / "locked", fs::perms::owner_all);
}

SCENARIO("a parent that is a file gives a clear error", "[storage]") {
  TemporaryFolder folder;
  write(folder / "file", "text");
  REQUIRE(failure_of([&] { Store::open(folder / "file/s", writing()); }).kind == ErrorKind::kIo);
  REQUIRE(failure_of([&] { Store::open(folder / "file/s", reading()); }).kind == ErrorKind::kIo);
}

TEST_CASE("child: switch views", "[.child]") {
  const auto told = task();
  if (!told) return;
  const auto documents = many_statements();
  auto store = Store::open(told->store, writing());
  for (std::size_t i = 0;; i = (i + 1) % documents.size()) {
    store.remove(documents[i].document.key);
    store.refresh_view();
    store.put(documents[i]);
    store.rebuild_view();
  }
}

SCENARIO("readers may come at any moment while a writer is at work", "[storage]") {
  TemporaryFolder folder;
  {
    auto store = Store::open(folder / "s", writing());
    for (const auto& document : many_statements()) store.put(document);
    store.refresh_view();
  }
  const pid_t child = start_child("child: switch views", folder / "s");
  for (int i = 0; i < 25; ++i) {
    const auto reader = Store::open(folder / "s", reading());
    const auto count = reader.statistics().documents;
    REQUIRE((count == 29 || count == 30));
    REQUIRE(reader.documents().size() == count);
    if (i % 5 == 0) {
      const auto report = reader.check();
      INFO(report);
      REQUIRE(report.problems.empty());
    }
  }
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  REQUIRE(whole(folder / "s"));
}

TEST_CASE("child: fill the disk", "[.child]") {
  const auto told = task();
  if (!told) return;
  // No file may grow beyond this: to RocksDB, writing fails as it does on a full disk.
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{200'000, 200'000};
  setrlimit(RLIMIT_FSIZE, &limit);
  int outcome = 1;
  try {
    auto store = Store::open(told->store, writing());
    for (int i = 0; i < 100; ++i) {
      Analysis analysis;
      analysis.document.key = "big" + std::to_string(i);
      analysis.document.text.assign(50'000, 'x');
      store.put(analysis);
    }
  } catch (const Error& error) {
    outcome = error.kind() == ErrorKind::kIo ? 0 : 2;
  }
  _exit(outcome);
}

SCENARIO("a full disk gives a clear error and leaves a whole store", "[storage]") {
  TemporaryFolder folder;
  make_store(folder / "s");
  const pid_t child = start_child("child: fill the disk", folder / "s");
  int status = 0;
  waitpid(child, &status, 0);
  REQUIRE(WIFEXITED(status));
  REQUIRE(WEXITSTATUS(status) == 0);
  REQUIRE(whole(folder / "s"));
  auto store = Store::open(folder / "s", writing());
  REQUIRE(store.documents().size() >= 3);
  store.refresh_view();
  REQUIRE(store.check().problems.empty());
}

// Damage may cost data, but it must be told: opening or checking fails, or all that is left is
// whole. Never a crash, never half a document.
SCENARIO("truncated and overwritten files are noticed", "[storage]") {
  TemporaryFolder folder;
  make_store(folder / "s", 60);
  {
    auto store = Store::open(folder / "s", writing());  // moves the log's contents into files
    store.rebuild_view();
  }
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder / "s/db")) {
    if (entry.is_regular_file() && entry.file_size() > 0) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::size_t noticed = 0;
  bool truncate = false;
  for (const auto& file : files) {
    truncate = !truncate;  // one after the other: each costs a copy of the store
    const auto copy = folder / "copy";
    fs::remove_all(copy);
    fs::copy(folder / "s", copy, fs::copy_options::recursive);
    const auto victim = copy / "db" / file.filename();
    const auto size = fs::file_size(victim);
    if (truncate) {
      fs::resize_file(victim, size / 2);
    } else {
      std::fstream out(victim, std::ios::in | std::ios::out | std::ios::binary);
      out.seekp(static_cast<std::streamoff>(size / 3));
      out << std::string(std::min<std::size_t>(64, size / 3 + 1), '\x5a');
    }
    INFO(victim << (truncate ? " truncated" : " overwritten"));
    try {
      const auto store = Store::open(copy, reading());
      if (!store.check().problems.empty()) ++noticed;
      for (const auto& document : store.documents()) (void)store.analysis(document.key);
    } catch (const Error& error) {
      INFO(error.what());
      REQUIRE((error.kind() == ErrorKind::kCorruption || error.kind() == ErrorKind::kIo));
      ++noticed;
    }
  }
  REQUIRE(noticed > 0);
}

TEST_CASE("child: write until killed", "[.child]") {
  const auto told = task();
  if (!told) return;
  auto store = Store::open(told->store, writing());
  RandomAnalyses random(static_cast<std::uint64_t>(told->seed));
  for (std::uint32_t i = 0;; ++i) {
    store.put(random.make("d" + std::to_string(i)));
    if (::write(told->report_to, &i, sizeof i) != sizeof i) break;
    if (i % 40 == 39) store.refresh_view();
  }
}

// A child writes documents and views until it is killed at some moment. Every document that it said
// was put is there, whole; so is the view, or a writer makes it anew.
SCENARIO("a killed writer loses nothing that was put", "[storage]") {
  TemporaryFolder folder;
  RandomAnalyses when(11);
  for (int round = 0; round < 8; ++round) {
    const auto path = folder / ("s" + std::to_string(round));
    int progress[2];
    REQUIRE(pipe(progress) == 0);
    const pid_t child = start_child("child: write until killed", path, progress[1], round);
    close(progress[1]);
    std::uint32_t done = 0;
    // Half of them die wherever they are, perhaps while the store is being created.
    if (std::uint32_t i = 0; round % 2 == 1 && read(progress[0], &i, sizeof i) == sizeof i)
      done = 1;
    std::this_thread::sleep_for(std::chrono::milliseconds(20 + when.below(150)));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    for (std::uint32_t i = 0; read(progress[0], &i, sizeof i) == sizeof i;) done = i + 1;
    close(progress[0]);

    INFO("round " << round << ", killed after " << done << " documents");
    if (done == 0 && !fs::exists(path / "db/CURRENT")) {
      REQUIRE_NOTHROW(Store::open(path, writing()));  // killed while it was being created
      continue;
    }
    auto store = Store::open(path, writing());
    const auto before = store.check();
    INFO(before);
    REQUIRE(before.problems.empty());
    RandomAnalyses random(static_cast<std::uint64_t>(round));
    for (std::uint32_t i = 0; i < done; ++i) {
      const auto expected = random.make("d" + std::to_string(i));
      REQUIRE(store.analysis(expected.document.key) == expected);
    }
    const auto count = store.documents().size();
    REQUIRE((count == done || count == done + 1));  // one more may have been in flight
    store.refresh_view();
    auto fresh = Store::open(folder / ("t" + std::to_string(round)), writing());
    store.for_each_analysis([&](const Analysis& analysis) {
      fresh.put(analysis);
      return true;
    });
    fresh.refresh_view();
    REQUIRE(dump(fresh) == dump(store));
    REQUIRE(store.check().problems.empty());
  }
}
