// What the documents of a build are called. A source is a folder as it was first given, or what
// --source says; a file keeps its key from whatever folder and by whatever path it is reached.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extract/reading/corpus.h"

namespace trine::tools {

class Sources {
 public:
  // `known`: absolute folder -> source, from earlier builds. `given`: --source, or empty.
  Sources(std::map<std::string, std::string> known, std::string given);

  // A path of the command line. The reason why not, where its name belongs to another folder.
  std::optional<std::string> add(const std::filesystem::path& path);
  extract::SourceNames names_of(const std::filesystem::path& file) const;

  // The folders that add() met for the first time.
  const std::map<std::string, std::string>& added() const { return added_; }
  // For --sync: does the document with this key come from one of the paths that were added? It
  // does from standard input never.
  bool covers(const std::string& key) const;

 private:
  struct Given {  // a path of the command line
    std::string absolute;
    bool folder;
    std::string source;  // of the folder, or of the file's documents
  };
  std::map<std::string, std::string> known_;
  std::map<std::string, std::string> added_;
  std::vector<Given> paths_;
  std::string given_;
};

}  // namespace trine::tools
