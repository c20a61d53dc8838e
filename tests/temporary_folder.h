// A folder of a test's own, removed at its end: two users, or two runs at a time, must not meet.
#pragma once
#include <stdlib.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <system_error>

namespace trine {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    // In memory where there is such a place: hundreds of small stores would wait for the disk.
    const std::filesystem::path memory = "/dev/shm";
    std::string name = (memory / "trine-test-XXXXXX").string();
    if (mkdtemp(name.data())) {
      path_ = name;
      return;
    }
    name = (std::filesystem::temp_directory_path() / "trine-test-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("cannot make a temporary folder");
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace trine
