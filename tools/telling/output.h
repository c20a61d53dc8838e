// Where a command's answer goes, and how text is laid out for a person.
#pragma once
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "schema/entity_type.h"

namespace trine::tools {

// The reader of our output went away (`trine ... | head`): no error, just the end.
struct ClosedPipe {};

// Standard output, or a file that appears under its name only once it is whole: written without a
// name in its folder (so that nothing is left when we are stopped, and nobody can lay a link
// there), synced, named, renamed. Throws Error{kIo} naming the file, ClosedPipe.
class Output {
 public:
  // Standard output when `file` is empty or "-".
  explicit Output(const std::filesystem::path& file = {});
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output();  // a file that was not finished is taken away

  void write(std::string_view text);
  void line(std::string_view text) {
    write(text);
    write("\n");
  }
  void flush();
  // Must be called for the output to count.
  void finish();

  bool is_terminal() const { return terminal_; }

 private:
  void fail(const char* attempted) const;
  void open_beside();

  std::filesystem::path target_;
  std::filesystem::path temporary_;  // empty: the file has no name yet, or needs none
  bool direct_ = false;              // a device or pipe: nothing to rename
  std::FILE* stream_ = nullptr;
  bool terminal_ = false;
  bool finished_ = false;
};

// Terminal colours; every function returns its text unchanged when colours are off.
class Paint {
 public:
  explicit Paint(bool on) : on_(on) {}
  bool on() const { return on_; }
  std::string bold(std::string_view text) const { return wrap("1", text); }
  std::string dim(std::string_view text) const { return wrap("2", text); }
  std::string red(std::string_view text) const { return wrap("31", text); }
  std::string green(std::string_view text) const { return wrap("32", text); }
  std::string yellow(std::string_view text) const { return wrap("33", text); }
  std::string cyan(std::string_view text) const { return wrap("36", text); }
  // A node's name in the colour of its type.
  std::string node(EntityType type, std::string_view text) const;

 private:
  std::string wrap(const char* code, std::string_view text) const;
  bool on_;
};

// Columns of a terminal: its own width, $COLUMNS, or 100; between 40 and 160.
std::size_t terminal_width(bool terminal);

// Columns that UTF-8 text takes (code points without combining marks, wide ones twice).
// Escape sequences of Paint count nothing.
std::size_t display_width(std::string_view text);

// Breaks at spaces so that no line is wider than `width`; a longer word stands alone.
std::vector<std::string> wrap_text(std::string_view text, std::size_t width);

// Cut to at most `width` columns, with an ellipsis where something is missing.
std::string shorten(std::string_view text, std::size_t width);

// White space and control characters as single spaces, without marks that turn the direction of
// writing: a sentence or name as one line that does nothing to a terminal.
std::string one_line(std::string_view text);

// The same, but for white space, which stays.
std::string harmless(std::string_view text);

// Rows of cells as aligned columns, two spaces between; the last column is not padded.
class Table {
 public:
  // `right`: columns (from 0) that are aligned right.
  explicit Table(std::vector<std::size_t> right = {}) : right_(std::move(right)) {}
  void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  bool empty() const { return rows_.empty(); }
  std::string text(std::string_view indent = "") const;

 private:
  std::vector<std::size_t> right_;
  std::vector<std::vector<std::string>> rows_;
};

// A cell of a table of comma-separated values, in quotes where it needs them (RFC 4180).
std::string csv_cell(std::string_view text);

// "1 document", "12,345 documents".
std::string counted(std::uint64_t count, std::string_view noun);
std::string with_commas(std::uint64_t count);

// A message to standard error: "trine: ...", without control characters, for it may name files and
// records. Not printed with --quiet unless it is an error. Never fails.
void say(std::string_view message);
// Text to standard error as it is.
void show(std::string_view text);

}  // namespace trine::tools
