#include "extract/reading/find_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <unordered_set>
#include <utility>

#include "extract/english/ascii.h"
#include "extract/english/word_lists.h"
#include "extract/reading/encoding.h"
#include "schema/ids.h"

namespace trine::extract {
namespace {

namespace fs = std::filesystem;
using Severity = Diagnostic::Severity;

std::string lower_extension(const fs::path& file) { return lower_ascii(file.extension().string()); }

fs::path without_compression(const fs::path& file) {
  return one_of(lower_extension(file), {".gz", ".zst", ".bz2", ".xz"})
             ? fs::path(file).replace_extension()
             : file;
}

// Is `file`, with all links followed, inside of `folder`, which is canonical?
bool lies_in(const fs::path& file, const fs::path& folder) {
  const auto [rest, _] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
  return rest == folder.end() || rest->empty();
}

class Finder {
 public:
  explicit Finder(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void add(const fs::path& path) {
    if (path == "-") {
      found_.push_back({path, "standard input", "stdin"});
      return;
    }
    std::error_code error;
    const auto status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) {
      complete_ = false;
      tell(Severity::kRejected, path, "no such file or folder");
    } else if (error) {
      tell(Severity::kRejected, path, "can't be read: " + error.message());
    } else if (!fs::is_directory(status)) {
      add_file(path, path.filename(), true);
    } else if (is_store(path)) {
      tell(Severity::kRejected, path, "is a store, not a folder of documents");
    } else {
      add_folder(path);
    }
  }

  FoundFiles take() { return {std::move(found_), complete_}; }

 private:
  void tell(Severity severity, const fs::path& path, std::string reason) {
    diagnostics_.push_back({severity, printable_key(path.native()), std::move(reason)});
  }

  // The marker of docs/storage-format.md.
  static bool is_store(const fs::path& folder) {
    std::error_code error;
    return fs::exists(folder / "trine-store", error);
  }

  void add_folder(const fs::path& folder) {
    std::error_code error;
    const auto root = fs::canonical(folder, error);
    std::vector<fs::path> files;  // relative to `folder`
    std::vector<fs::path> pending{fs::path()};
    while (!pending.empty()) {
      const auto relative = std::move(pending.back());
      pending.pop_back();
      const auto here = relative.empty() ? folder : folder / relative;
      if (is_store(here)) {
        tell(Severity::kWarning, here, "is a store; left out");
        continue;
      }
      list(here, relative, files, pending);
    }
    std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) {
      return a.generic_string() < b.generic_string();
    });
    for (const auto& file : files) {
      if (fs::is_symlink(folder / file, error)) {
        const auto target = fs::canonical(folder / file, error);
        if (!error && !lies_in(target, root)) {
          tell(Severity::kWarning, folder / file, "is a link out of the folder; left out");
          continue;
        }
      }
      add_file(folder / file, file, false);
    }
    if (files.empty()) tell(Severity::kWarning, folder, "folder has no files");
  }

  // Appends what the folder `here` holds, as seen from the folder that was given.
  void list(const fs::path& here, const fs::path& relative, std::vector<fs::path>& files,
            std::vector<fs::path>& folders) {
    std::error_code error;
    fs::directory_iterator entries(here, error);
    if (error) {
      complete_ = false;
      return tell(Severity::kRejected, here, "folder can't be read: " + error.message());
    }
    for (; entries != fs::directory_iterator(); entries.increment(error)) {
      const auto name = entries->path().filename();
      if (name.native().starts_with('.')) continue;
      std::error_code ignored;
      if (!entries->is_directory(ignored)) {
        files.push_back(relative / name);
      } else if (!entries->is_symlink(ignored)) {
        folders.push_back(relative / name);
      }
    }
    if (error) {
      complete_ = false;
      tell(Severity::kRejected, here, "folder can't be read to its end: " + error.message());
    }
  }

  void add_file(const fs::path& file, const fs::path& relative, bool given) {
    std::error_code error;
    const auto status = fs::status(file, error);
    if (error) return tell(Severity::kRejected, file, "can't be read: " + error.message());
    // A pipe is fine where the user named it ("<(zcat ...)"), and a trap in a folder.
    if (!fs::is_regular_file(status) && !(given && !fs::is_block_file(status))) {
      return tell(Severity::kRejected, file, "is not a regular file");
    }
    FoundFile found{file, printable_key(file.native()), document_name(relative)};
    if (fs::is_regular_file(status)) {
      const auto canonical = fs::canonical(file, error);
      if (!error && !seen_.insert(content_hash(canonical.native())).second) {
        return tell(Severity::kNote, file, "given twice; read once");
      }
      const auto size = fs::file_size(file, error);
      if (!error) found.bytes = size;
    }
    found_.push_back(std::move(found));
  }

  Diagnostics& diagnostics_;
  std::vector<FoundFile> found_;
  bool complete_ = true;
  std::unordered_set<std::uint64_t> seen_;  // hashes of canonical paths
};

}  // namespace

FoundFiles find_files(std::span<const fs::path> paths, Diagnostics& diagnostics) {
  Finder finder(diagnostics);
  for (const auto& path : paths) finder.add(path);
  return finder.take();
}

std::string document_name(const fs::path& file) {
  return printable_key(without_compression(file).generic_string());
}

std::string format_extension(const fs::path& file) {
  return lower_extension(without_compression(file));
}

}  // namespace trine::extract
