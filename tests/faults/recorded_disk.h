// A disk that remembers: while it records, every change that this process makes below one folder is
// noted, in order, with what was synced when. Afterwards, the folder can be laid out as a power cut
// at any moment may have left it. The program's own calls are seen as well as RocksDB's: the C
// library's functions are replaced (recorded_calls.cc), so nothing has to be told to use it.
//
// The disk is as unkind as POSIX allows: a file's bytes are safe after fsync of the file, its name
// only after fsync of the folder; what was not synced is lost, kept, or kept up to some point, the
// last write torn, for each file and folder by itself.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace trine::faults {

class RecordedDisk {
 public:
  enum class Loss { kAllUnsynced, kSomeUnsynced, kNothing };

  static RecordedDisk& instance();

  // `root`: an empty folder.
  void start(const std::filesystem::path& root);
  void stop();
  std::size_t changes() const;  // noted so far
  // As it may look after a cut when the first `cut` changes had been made. Not while it records.
  void lay_out(std::size_t cut, Loss loss, std::uint64_t seed,
               const std::filesystem::path& into) const;

  // ---- Called by the replaced functions, after the real ones succeeded.
  void opened(int descriptor, const char* path, bool truncated);
  void closed(int descriptor);
  void written(int descriptor, std::string_view bytes, std::size_t offset);
  void resized(int descriptor, std::size_t size);
  void synced(int descriptor);
  void made_folder(const char* path);
  void linked(const char* from, const char* to);
  void renamed(const char* from, const char* to);
  void removed(const char* path);

 private:
  using Node = std::size_t;  // a file or folder, whatever its name; 0: none
  enum class Kind { kWrite, kResize, kEntry, kSync };
  struct Entry {
    std::string name;
    Node node;  // 0: taken away
  };
  struct Change {
    Kind kind;
    Node node;  // whose bytes or entries change
    std::size_t offset = 0;
    std::string bytes;
    std::vector<Entry> entries;
  };

  std::optional<std::filesystem::path> inside(const char* path) const;
  Node find(const std::filesystem::path& path) const;
  void note_entries(const std::filesystem::path& folder, std::vector<Entry> entries);

  mutable std::mutex mutex_;
  std::atomic<bool> recording_ = false;
  std::filesystem::path root_;
  std::vector<Change> changes_;
  std::vector<bool> is_folder_;        // by node
  std::map<std::string, Node> names_;  // path below the root -> node, as it is now
  std::map<int, Node> descriptors_;
};

}  // namespace trine::faults
