// The one exception type. A message names the thing (file, store, key) and what was attempted.
#pragma once
#include <stdexcept>
#include <string>

namespace trine {

enum class ErrorKind {
  kUsage,        // wrong arguments                                   exit 2
  kInput,        // one input can't be read: the caller may go on     exit 3
  kIo,           // a file or folder can't be read or written         exit 4
  kLocked,       // the store has another writer                      exit 4
  kCorruption,   // not a store, damaged, or of another version       exit 4
  kNotFound,     // something named does not exist                    exit 1
  kInterrupted,  // Ctrl-C                                            exit 130
  kInternal,     // a broken promise of ours                          exit 5
};

class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  ErrorKind kind() const noexcept { return kind_; }

 private:
  ErrorKind kind_;
};

}  // namespace trine
