#include "tools/reading/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>

#include "tools/telling/output.h"

namespace trine::tools {
namespace {

constexpr int kCells = 24;

std::string clock_words(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
  if (whole >= 3600) return fmt::format("{}h{:02}m", whole / 3600, whole / 60 % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace

Progress::Progress(bool wanted)
    : shown_(wanted && isatty(STDERR_FILENO) != 0), begin_(std::chrono::steady_clock::now()) {}

double Progress::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
}

void Progress::update(std::uint64_t bytes, std::uint64_t documents, std::uint64_t sentences) {
  if (!shown_) return;
  const auto now = std::chrono::steady_clock::now();
  if (drawn_ && now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  const double elapsed = std::max(seconds(), 1e-3);
  std::string bar;
  std::string left;
  if (total_ != 0) {
    const double share = std::min(1.0, static_cast<double>(bytes) / static_cast<double>(total_));
    const int full = static_cast<int>(share * kCells);
    for (int i = 0; i < kCells; ++i) bar += i < full ? "█" : "░";
    bar += fmt::format(" {:3.0f}% ", share * 100);
    if (share > 0.01) left = fmt::format(", {} left", clock_words(elapsed / share - elapsed));
  }
  show(fmt::format(
      "\r\033[K{}{}, {} sentences/s{}", bar, counted(documents, "document"),
      with_commas(static_cast<std::uint64_t>(static_cast<double>(sentences) / elapsed)), left));
  drawn_ = true;
}

void Progress::stage(const std::string& name) {
  if (!shown_) return;
  show(fmt::format("\r\033[K{} ...", name));
  drawn_ = true;
}

void Progress::clear() {
  if (!drawn_) return;
  show("\r\033[K");
  drawn_ = false;
}

}  // namespace trine::tools
