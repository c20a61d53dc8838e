// The documents of a CoNLL-U file of any length, one in memory at a time. Internal to extract.
#pragma once
#include <memory>

#include "extract/reading/file_reader.h"

namespace trine::extract {

std::unique_ptr<FileReader> read_conllu_file(LineReader bytes, FileContext context);

}  // namespace trine::extract
