#include "extract/reading/child_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string_view>

#include "schema/error.h"

namespace trine::extract {
namespace {

[[noreturn]] void fail(const std::string& reason) { throw Error(ErrorKind::kInput, reason); }

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  void set(int number) { number_ = number; }
  int get() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

std::optional<std::string> find_program(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::string_view folders = path == nullptr ? "/usr/bin:/bin" : path;
  while (!folders.empty()) {
    const auto folder = folders.substr(0, folders.find(':'));
    folders.remove_prefix(std::min(folders.size(), folder.size() + 1));
    auto file = std::string(folder) + '/' + name;
    if (::access(file.c_str(), X_OK) == 0) return file;
  }
  return std::nullopt;
}

// In memory: the program reads it at its own pace, and nobody waits for the other.
void put_in_memory(const std::string& bytes, Descriptor& file) {
  file.set(memfd_create("trine-input", MFD_CLOEXEC));
  std::size_t at = 0;
  while (file.get() >= 0 && at < bytes.size()) {
    const auto count = ::write(file.get(), bytes.data() + at, bytes.size() - at);
    if (count <= 0) break;
    at += static_cast<std::size_t>(count);
  }
  if (at < bytes.size() || ::lseek(file.get(), 0, SEEK_SET) != 0) fail("out of memory");
}

void limit(int resource, rlim_t value) {
  const rlimit both{value, value};
  ::setrlimit(resource, &both);
}

// Only what is allowed between fork and exec.
[[noreturn]] void become(const char* program, char* const* arguments, int in, int out, int err,
                         const ProcessLimits& limits) {
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  limit(RLIMIT_AS, limits.memory);
  limit(RLIMIT_CPU, static_cast<rlim_t>(limits.time.count()));
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, limits.output + (1U << 20));
  ::setpgid(0, 0);
  ::execv(program, arguments);
  ::_exit(127);
}

// Ends the child where nobody waited for it.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (id_ > 0) {
      ::kill(id_, SIGKILL);
      wait();
    }
  }
  int wait() {
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = -1;
    return status;
  }

 private:
  pid_t id_;
};

}  // namespace

ProcessResult run_process(const std::vector<std::string>& command, const std::string& input,
                          const ProcessLimits& limits) {
  const auto program = find_program(command.front());
  if (!program) fail(fmt::format("needs the program {}, which is not installed", command.front()));
  std::vector<char*> arguments;
  for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);

  Descriptor in, err, out, out_end;
  put_in_memory(input, in);
  err.set(memfd_create("trine-messages", MFD_CLOEXEC));
  int ends[2];
  if (err.get() < 0 || ::pipe2(ends, O_CLOEXEC) != 0) fail("too many open files");
  out.set(ends[0]);
  out_end.set(ends[1]);

  const pid_t id = ::fork();
  if (id < 0) fail(fmt::format("{} can't be started: {}", command.front(), std::strerror(errno)));
  if (id == 0) {
    become(program->c_str(), arguments.data(), in.get(), out_end.get(), err.get(), limits);
  }
  Child child(id);
  out_end.close();

  ProcessResult result;
  const auto until = std::chrono::steady_clock::now() + limits.time;
  std::string chunk(65536, '\0');
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    pollfd wait{out.get(), POLLIN, 0};
    const int ready = left.count() > 0 ? ::poll(&wait, 1, static_cast<int>(left.count())) : 0;
    if (ready == 0) {
      fail(fmt::format("{} took longer than {} s", command.front(), limits.time.count()));
    }
    if (ready < 0) {
      if (errno == EINTR) continue;
      fail(std::string("read error: ") + std::strerror(errno));
    }
    const auto count = ::read(out.get(), chunk.data(), chunk.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    result.output.append(chunk, 0, static_cast<std::size_t>(count));
    if (result.output.size() > limits.output) {
      fail(fmt::format("{} gives more than {} MiB of text", command.front(), limits.output >> 20));
    }
  }
  const int status = child.wait();
  result.messages.resize(4096);
  const auto size = ::pread(err.get(), result.messages.data(), result.messages.size(), 0);
  result.messages.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  if (WIFSIGNALED(status)) {
    fail(WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL
             ? fmt::format("{} took longer than {} s", command.front(), limits.time.count())
             : fmt::format("{} crashed (signal {})", command.front(), WTERMSIG(status)));
  }
  result.code = WEXITSTATUS(status);
  return result;
}

}  // namespace trine::extract
