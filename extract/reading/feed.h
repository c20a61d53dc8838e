// News feeds (RSS, Atom), one document an item. Internal to extract.
#pragma once
#include <memory>

#include "extract/reading/file_reader.h"

namespace trine::extract {

std::unique_ptr<FileReader> read_feed_file(LineReader bytes, FileContext context);

}  // namespace trine::extract
