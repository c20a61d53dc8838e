// Where the language model may lie.
#include <dlfcn.h>
#include <fmt/format.h>

#include <cstdlib>
#include <vector>

#include "extract/parser/syntax.h"
#include "schema/error.h"

// Defined by what find_package(trine) adds to a program (tools/cmake/trineConfig.cmake.in): a
// static library can't tell where it was installed, its package file can.
extern "C" [[gnu::weak]] const char trine_installed_models[];

namespace trine::extract {
namespace fs = std::filesystem;

namespace {

// The program or shared library that this code is part of.
fs::path own_file() {
  Dl_info info;
  std::error_code error;
  if (dladdr(reinterpret_cast<const void*>(&own_file), &info) != 0 && info.dli_fname != nullptr) {
    // Of a program the linker says what it was called by, which need not be a path.
    fs::path file = fs::canonical(info.dli_fname, error);
    if (!error) return file;
  }
  return fs::read_symlink("/proc/self/exe", error);
}

std::vector<fs::path> places(std::string_view name) {
  std::vector<fs::path> found;
  const fs::path folder = own_file().parent_path();
  found.push_back(folder / name);
  // <prefix>/bin/trine, <prefix>/lib/libX.so, <prefix>/lib/x86_64-linux-gnu/libX.so
  for (fs::path up = folder.parent_path(); up.has_relative_path(); up = up.parent_path()) {
    found.push_back(up / "share" / "trine" / name);
    if (found.size() == 3) break;
  }
  if (trine_installed_models != nullptr) found.push_back(fs::path(trine_installed_models) / name);
#ifdef TRINE_SOURCE_MODELS
  found.push_back(fs::path(TRINE_SOURCE_MODELS) / name);
#endif
  return found;
}

}  // namespace

fs::path SyntaxModel::find_file(const fs::path& requested, Reader reader) {
  if (!requested.empty()) return requested;
  if (const char* variable = std::getenv("TRINE_MODEL"); variable != nullptr && *variable != 0) {
    return variable;
  }
  std::string tried;
  std::error_code error;
  const std::string_view name =
      reader == Reader::kAccurate ? "english-accurate.trine" : "english.trine";
  for (const fs::path& place : places(name)) {
    if (fs::is_regular_file(place, error)) return place;
    tried += fmt::format("{}{}", tried.empty() ? "" : ", ", place.string());
  }
  throw Error(ErrorKind::kIo,
              fmt::format("found no language model; looked for {} (or name one by --model or "
                          "TRINE_MODEL)",
                          tried));
}

}  // namespace trine::extract
