// Tables with a header: CSV (also with ; or tab), one document a row. Internal to extract.
#pragma once
#include <memory>

#include "extract/reading/file_reader.h"

namespace trine::extract {

std::unique_ptr<FileReader> read_csv_file(LineReader bytes, FileContext context);

}  // namespace trine::extract
