// The C library's functions that change files, replaced for this program and the libraries that it
// loads: each calls the real one and, when it succeeded, tells the recorded disk.
#undef _FORTIFY_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <cstdarg>
#include <cstdio>
#include <filesystem>
#include <string>

#include "tests/faults/recorded_disk.h"

namespace {

using trine::faults::RecordedDisk;

template <class Function>
Function* real(Function*, const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}
#define REAL(function) \
  static auto* const call = real(static_cast<decltype(&::function)>(nullptr), #function)

RecordedDisk& disk() { return RecordedDisk::instance(); }

template <class Open>
int open_with(Open* call, const char* path, int flags, mode_t mode) {
  const int descriptor = call(path, flags, mode);
  if (descriptor >= 0) disk().opened(descriptor, path, (flags & O_TRUNC) != 0);
  return descriptor;
}

std::string path_below(int folder, const char* path) {
  if (folder == AT_FDCWD || *path == '/') return path;
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(folder), error) / path;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  REAL(open);
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  return open_with(call, path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  REAL(open64);
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  return open_with(call, path, flags, mode);
}
int close(int descriptor) {
  REAL(close);
  disk().closed(descriptor);
  return call(descriptor);
}
ssize_t write(int descriptor, const void* bytes, size_t size) {
  REAL(write);
  const auto written = call(descriptor, bytes, size);
  if (written > 0) {
    const auto end = lseek(descriptor, 0, SEEK_CUR);  // -1: a pipe
    if (end >= written) {
      disk().written(descriptor, {static_cast<const char*>(bytes), static_cast<size_t>(written)},
                     static_cast<size_t>(end - written));
    }
  }
  return written;
}
ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
  REAL(pwrite);
  const auto written = call(descriptor, bytes, size, offset);
  if (written > 0) {
    disk().written(descriptor, {static_cast<const char*>(bytes), static_cast<size_t>(written)},
                   static_cast<size_t>(offset));
  }
  return written;
}
ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t offset) {
  return pwrite(descriptor, bytes, size, offset);
}
int ftruncate(int descriptor, off_t size) noexcept {
  REAL(ftruncate);
  const int result = call(descriptor, size);
  if (result == 0) disk().resized(descriptor, static_cast<size_t>(size));
  return result;
}
int ftruncate64(int descriptor, off64_t size) noexcept { return ftruncate(descriptor, size); }
int fsync(int descriptor) {
  REAL(fsync);
  const int result = call(descriptor);
  if (result == 0) disk().synced(descriptor);
  return result;
}
int fdatasync(int descriptor) {
  REAL(fdatasync);
  const int result = call(descriptor);
  if (result == 0) disk().synced(descriptor);
  return result;
}
int mkdir(const char* path, mode_t mode) noexcept {
  REAL(mkdir);
  const int result = call(path, mode);
  if (result == 0) disk().made_folder(path);
  return result;
}
int link(const char* from, const char* to) noexcept {
  REAL(link);
  const int result = call(from, to);
  if (result == 0) disk().linked(from, to);
  return result;
}
int rename(const char* from, const char* to) noexcept {
  REAL(rename);
  const int result = call(from, to);
  if (result == 0) disk().renamed(from, to);
  return result;
}
int unlink(const char* path) noexcept {
  REAL(unlink);
  const int result = call(path);
  if (result == 0) disk().removed(path);
  return result;
}
int rmdir(const char* path) noexcept {
  REAL(rmdir);
  const int result = call(path);
  if (result == 0) disk().removed(path);
  return result;
}
int remove(const char* path) noexcept {
  REAL(remove);
  const int result = call(path);
  if (result == 0) disk().removed(path);
  return result;
}
int unlinkat(int folder, const char* path, int flags) noexcept {
  REAL(unlinkat);
  const auto whole = path_below(folder, path);
  const int result = call(folder, path, flags);
  if (result == 0) disk().removed(whole.c_str());
  return result;
}

}  // extern "C"
