#include "storage/table/durable_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <random>
#include <string>
#include <utility>

#include "schema/error.h"

namespace trine::storage {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const char* attempted, const fs::path& file, int error) {
  throw Error(ErrorKind::kIo,
              fmt::format("cannot {} {}: {}", attempted, file.string(),
                          error == ENOSPC ? "the disk is full" : std::strerror(error)));
}

class Descriptor {
 public:
  Descriptor(const fs::path& file, int flags, const char* attempted)
      : file_(file), number_(::open(file.c_str(), flags | O_CLOEXEC, 0666)) {
    if (number_ < 0) fail(attempted, file, errno);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { ::close(number_); }

  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto written = ::write(number_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail("write", file_, errno);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  void sync() {
    // Some file systems cannot sync a folder; there, nothing more can be done.
    if (::fsync(number_) != 0 && errno != EINVAL && errno != EROFS) fail("sync", file_, errno);
  }

 private:
  const fs::path& file_;
  int number_;
};

fs::path parent_of(const fs::path& path) {
  const auto absolute = fs::absolute(path).lexically_normal();
  return (absolute.has_filename() ? absolute : absolute.parent_path()).parent_path();
}

// A name that nobody can foresee, so that nobody can have laid a link there.
fs::path beside(const fs::path& file) {
  std::random_device random;
  auto name = file;
  name += fmt::format(".{:08x}{:08x}.new", random(), random());
  return name;
}

}  // namespace

void sync_folder(const fs::path& folder) {
  Descriptor(folder, O_RDONLY | O_DIRECTORY, "open folder").sync();
}

void sync_tree(const fs::path& folder) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) Descriptor(entry.path(), O_RDONLY, "open").sync();
    if (entry.is_directory()) sync_folder(entry.path());
  }
  sync_folder(folder);
  sync_folder(parent_of(folder));
}

void create_folder(const fs::path& folder) {
  const auto parent = parent_of(folder);
  if (!fs::exists(parent) && parent != folder) create_folder(parent);
  if (::mkdir(folder.c_str(), 0777) != 0 && errno != EEXIST) fail("create", folder, errno);
  if (!fs::is_directory(folder)) fail("create", folder, ENOTDIR);
  sync_folder(parent);
}

void write_file(const fs::path& file, std::string_view content) {
  const auto temporary = beside(file);
  try {
    Descriptor out(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, "create");
    out.write(content);
    out.sync();
    if (::rename(temporary.c_str(), file.c_str()) != 0) fail("create", file, errno);
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
  sync_folder(parent_of(file));
}

}  // namespace trine::storage
