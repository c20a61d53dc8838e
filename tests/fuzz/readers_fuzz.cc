// Any bytes through any reader: no crash, no hang, bounded memory. Built and run by run.sh.
// The first byte chooses the format that the rest is taken for, or that it is told by itself.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "extract/reading/file_reader.h"
#include "schema/error.h"

using namespace trine;
using namespace trine::extract;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  CorpusOptions options;
  options.max_document_bytes = std::size_t{1} << 20;
  options.format = static_cast<InputFormat>(data[0] % kInputFormats);
  if (options.format == InputFormat::kPdf) return 0;  // another program's work
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (bytes.starts_with("%PDF")) return 0;
  std::size_t at = 0;
  FileContext context;
  context.file = context.name = "input";
  context.options = &options;
  context.tell = [](const Diagnostic&) {};
  try {
    auto reader = open_file(LineReader(ByteStream::unpacking([&](char* to, std::size_t most) {
                                         const auto count = std::min(most, bytes.size() - at);
                                         std::memcpy(to, bytes.data() + at, count);
                                         at += count;
                                         return count;
                                       }),
                                       options.max_document_bytes * 6),
                            std::move(context));
    std::vector<ReadDocument> found;
    while (reader->next(found)) found.clear();
  } catch (const Error&) {
  }
  return 0;
}
