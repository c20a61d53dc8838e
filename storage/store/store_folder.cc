#include "storage/store/store_folder.h"

#include <fmt/format.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "schema/error.h"
#include "storage/store/store_impl.h"
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

bool is_empty_directory(const fs::path& directory) {
  std::error_code error;
  const bool empty = fs::is_empty(directory, error);
  if (error)
    fail(ErrorKind::kIo, fmt::format("cannot read {}: {}", directory.string(), error.message()));
  return empty;
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
    if (mode == OpenMode::kReadWrite && is_empty_directory(directory)) return true;
    fail(ErrorKind::kCorruption, fmt::format("{} is not a Trine store", directory.string()));
  }
  if (*version != kFormatVersion) {
    fail(ErrorKind::kCorruption, fmt::format("store {} has format {}; this program reads format {}",
                                             directory.string(), *version, kFormatVersion));
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

}  // namespace

fs::path marker_of(const fs::path& directory) { return directory / kMarkerName; }

void write_marker(const fs::path& directory) {
  const auto path = marker_of(directory);
  const auto temporary = directory / (std::string(kMarkerName) + ".new");
  std::ofstream out(temporary, std::ios::trunc);
  out << kMarkerText << kFormatVersion << '\n';
  out.close();
  std::error_code error;
  if (out) fs::rename(temporary, path, error);
  if (!out || error) {
    fail(ErrorKind::kIo, fmt::format("cannot create store {}: {}", directory.string(),
                                     error ? error.message() : std::strerror(errno)));
  }
}

std::unique_ptr<Database> open_database(const fs::path& directory, OpenMode mode) {
  const bool create = inspect(directory, mode);
  if (create) {
    std::error_code error;
    fs::create_directories(directory / "db", error);
    if (error) {
      fail(ErrorKind::kIo,
           fmt::format("cannot create store {}: {}", directory.string(), error.message()));
    }
    write_marker(directory);
  }
  const auto data = directory / "db";
  if (mode != OpenMode::kReadOnly) {
    return std::make_unique<Database>(
        data, mode == OpenMode::kModify ? Database::Mode::kReadWrite : Database::Mode::kCreate);
  }
  const auto give_up = std::chrono::steady_clock::now() + kReaderPatience;
  while (true) {
    const SwitchLock lock(marker_of(directory), SwitchLock::Kind::kShared);
    auto database = std::make_unique<Database>(data, Database::Mode::kReadOnly);
    if (has_whole_view(*database)) return database;
    if (std::chrono::steady_clock::now() > give_up) {
      fail(ErrorKind::kCorruption,
           fmt::format("store {} lacks files of its view: it is damaged, or a writer keeps "
                       "changing it",
                       directory.string()));
    }
  }
}

}  // namespace trine::storage
