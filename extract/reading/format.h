// What a file is, by its first bytes and, where these may be anything, by its name. Internal to
// extract.
#pragma once
#include <string>
#include <string_view>

#include "extract/reading/corpus.h"

namespace trine::extract {

struct Told {
  InputFormat format = InputFormat::kText;
  std::string not_read;  // why it is not read ("is a picture (PNG)"); empty where it is
};

// `head`: the first bytes, some thousand of them. `file`: a path or name.
Told tell_format(std::string_view head, const std::string& file);

}  // namespace trine::extract
