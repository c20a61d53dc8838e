#include "storage/store/store_folder.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "schema/error.h"
#include "storage/store/pledge.h"
#include "storage/store/store_impl.h"
#include "storage/table/durable_files.h"
#include "storage/view/view_builder.h"

namespace trine::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMarkerName = "trine-store";
constexpr std::string_view kMarkerText = "trine store, format ";

[[noreturn]] void fail(ErrorKind kind, const std::string& message) { throw Error(kind, message); }

// Version in the marker; nothing when there is no marker. Throws when there is one of other make.
std::optional<std::uint32_t> read_marker(const fs::path& directory) {
  const auto path = marker_of(directory);
  std::error_code error;
  if (!fs::exists(path, error)) {
    if (error)
      fail(ErrorKind::kIo,
           fmt::format("cannot open store {}: {}", directory.string(), error.message()));
    return std::nullopt;
  }
  std::ifstream in(path);
  if (!in)
    fail(ErrorKind::kIo,
         fmt::format("cannot open store {}: cannot read {}", directory.string(), path.string()));
  std::string line;
  std::getline(in, line);
  std::uint32_t version = 0;
  const auto* end = line.data() + line.size();
  const bool known = std::string_view(line).starts_with(kMarkerText) &&
                     std::from_chars(line.data() + kMarkerText.size(), end, version).ptr == end;
  if (!known || version == 0) {
    fail(ErrorKind::kCorruption, fmt::format("{} is not a Trine store: its file {} is damaged",
                                             directory.string(), kMarkerName));
  }
  return version;
}

// Nothing in it, or only what another process that makes a store there, or one that was stopped
// while it did, has made before the marker.
bool may_become_a_store(const fs::path& directory) {
  std::error_code error;
  for (fs::directory_iterator entry(directory, error), end; entry != end && !error;
       entry.increment(error)) {
    const auto name = entry->path().filename().string();
    const bool ours = name.starts_with("written") || name.starts_with(kMarkerName) ||
                      (name == "db" && fs::is_empty(entry->path(), error));
    if (!ours) return false;
  }
  if (error)
    fail(ErrorKind::kIo, fmt::format("cannot read {}: {}", directory.string(), error.message()));
  return true;
}

// Looks at the directory without changing it. True: a store has to be created there.
bool inspect(const fs::path& directory, OpenMode mode) {
  std::error_code error;
  const auto status = fs::status(directory, error);
  if (!fs::exists(status)) {
    if (error && status.type() == fs::file_type::none) {
      fail(ErrorKind::kIo,
           fmt::format("cannot open store {}: {}", directory.string(), error.message()));
    }
    if (mode == OpenMode::kReadWrite) return true;
    fail(ErrorKind::kIo, fmt::format("store {} does not exist", directory.string()));
  }
  if (!fs::is_directory(status)) {
    fail(ErrorKind::kCorruption,
         fmt::format("{} is not a Trine store, but a file", directory.string()));
  }
  const auto version = read_marker(directory);
  if (!version) {
    if (mode == OpenMode::kReadWrite && may_become_a_store(directory)) return true;
    fail(ErrorKind::kCorruption, fmt::format("{} is not a Trine store", directory.string()));
  }
  if (*version != kFormatVersion) {
    fail(ErrorKind::kCorruption,
         fmt::format("store {} has format {}; this program reads format {}{}", directory.string(),
                     *version, kFormatVersion,
                     *version < kFormatVersion ? "; `trine migrate` turns it into one" : ""));
  }
  const auto data = directory / "db";
  if (fs::exists(data / "CURRENT", error)) return false;
  if (error) {
    fail(ErrorKind::kIo, fmt::format("cannot open store {}: {}: {}", directory.string(),
                                     data.string(), error.message()));
  }
  // RocksDB would take a directory without the file CURRENT for a new one and delete what is there.
  if (fs::exists(data, error)) {
    for (const auto& entry : fs::directory_iterator(data, error)) {
      const auto extension = entry.path().extension();
      if (extension == ".sst" || (extension == ".log" && entry.file_size(error) > 0)) {
        fail(
            ErrorKind::kCorruption,
            fmt::format("store {} is damaged: the file db/CURRENT is missing", directory.string()));
      }
    }
  }
  if (mode == OpenMode::kReadWrite) return true;
  fail(ErrorKind::kCorruption, fmt::format("store {} was never finished", directory.string()));
}

// Not while a writer is switching views.
bool has_whole_view(const Database& database) {
  const auto bytes = database.get(Table::kMeta, std::string(kViewStateKey));
  if (!bytes) return true;
  const auto state = decode_view_state(*bytes, "the view's metadata");
  if (state.generation == 0 || state.rules != view_rules()) return true;
  return database.get(Table::kMeta, seal_key(state.generation)).has_value();
}

// Whether a writer was stopped before it made tables of its log.
bool has_log(const fs::path& data) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(data, error)) {
    if (entry.path().extension() == ".log" && entry.file_size(error) > 0) return true;
  }
  return false;
}

void expect_pledged(const Database& database, const Pledge& pledge) {
  if (database.db().GetLatestSequenceNumber() >= pledge.sequence) return;
  const auto ledger = read_ledger_state(database, nullptr);
  const auto lost = pledge.documents > ledger.documents
                        ? fmt::format("{} of {} documents are missing",
                                      pledge.documents - ledger.documents, pledge.documents)
                        : std::string("the last changes are missing");
  fail(ErrorKind::kCorruption,
       fmt::format("store {} is damaged: {}, its log was cut or deleted; `trine repair` goes on "
                   "without them, then build again",
                   database.directory().parent_path().string(), lost));
}

}  // namespace

fs::path marker_of(const fs::path& directory) { return directory / kMarkerName; }

void write_marker(const fs::path& directory) {
  write_file(marker_of(directory), fmt::format("{}{}\n", kMarkerText, kFormatVersion));
}

std::uint32_t version_of(const fs::path& directory) {
  const auto version = read_marker(directory);
  if (!version) fail(ErrorKind::kCorruption, directory.string() + " is not a Trine store");
  return *version;
}

std::unique_ptr<Database> open_database(const fs::path& directory, OpenMode mode) {
  const auto data = directory / "db";
  if (inspect(directory, mode)) {
    create_folder(data);
    // The marker comes last: what a power cut leaves before it is no store.
    if (!fs::exists(marker_of(directory))) {
      PledgeFile(directory).reset({});
      write_marker(directory);
    }
  }
  // Before the database: a writer may be at work, and what it writes later is no promise to us.
  const auto pledge = PledgeFile(directory).read();
  if (!pledge) {
    fail(ErrorKind::kCorruption, fmt::format("store {} is damaged: its file written is missing; "
                                             "`trine repair` makes it anew",
                                             directory.string()));
  }
  if (mode != OpenMode::kReadOnly) {
    // RocksDB makes what it finds of the log permanent when a writer opens it.
    if (has_log(data)) expect_pledged(Database(data, Database::Mode::kReadOnly), *pledge);
    auto database = std::make_unique<Database>(
        data, mode == OpenMode::kModify ? Database::Mode::kReadWrite : Database::Mode::kCreate);
    expect_pledged(*database, *pledge);
    std::error_code error;
    fs::remove_all(directory / "building", error);  // of a build that was broken off
    return database;
  }
  const auto give_up = std::chrono::steady_clock::now() + kReaderPatience;
  while (true) {
    const SwitchLock lock(marker_of(directory), SwitchLock::Kind::kShared);
    auto database = std::make_unique<Database>(data, Database::Mode::kReadOnly);
    if (has_whole_view(*database)) {
      expect_pledged(*database, *pledge);
      return database;
    }
    if (std::chrono::steady_clock::now() > give_up) {
      fail(ErrorKind::kCorruption,
           fmt::format("store {} lacks files of its view: it is damaged, or a writer keeps "
                       "changing it",
                       directory.string()));
    }
  }
}

}  // namespace trine::storage
