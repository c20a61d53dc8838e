// JSON: one object a line, or a list of objects. Internal to extract.
#pragma once
#include <memory>

#include "extract/reading/file_reader.h"

namespace trine::extract {

// A list may lie within an object ({"articles": [...]}); the file is then held whole.
std::unique_ptr<FileReader> read_json_file(LineReader bytes, FileContext context);

}  // namespace trine::extract
