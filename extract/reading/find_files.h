// Paths to files, in a fixed order. Internal to extract.
#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "extract/reading/diagnostics.h"

namespace trine::extract {

struct FoundFile {
  std::filesystem::path file;  // "-" for standard input
  std::string name;            // for messages
  std::string key;             // of its document: printable, without ".gz" and the like
  std::uint64_t bytes = 0;     // on disk; 0 where unknown
};

// The files as given, each folder's sorted by name. Folders are walked recursively. Left out, each
// with its reason in `diagnostics`: what can't be read, what is met twice, links that lead out of
// the folder, stores of this program. Hidden files and links to folders are left out in silence.
struct FoundFiles {
  std::vector<FoundFile> files;
  bool complete = true;  // every folder could be listed to its end
};
FoundFiles find_files(std::span<const std::filesystem::path> paths, Diagnostics& diagnostics);

// What a document is called by its file: printable, without ".gz" and the like.
std::string document_name(const std::filesystem::path& file);

// In lower case, compression set aside: ".txt" of "A.TXT.gz".
std::string format_extension(const std::filesystem::path& file);

}  // namespace trine::extract
