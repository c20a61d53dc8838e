// Files and folders that are still there after a power cut. A file's bytes outlast one when the
// file was synced; its name does when the folder was. Internal.
// All throw Error{kIo} naming the file.
#pragma once
#include <filesystem>
#include <string_view>

namespace trine::storage {

// What the folder lists.
void sync_folder(const std::filesystem::path& folder);
// Every file and folder below, and the folder's own name.
void sync_tree(const std::filesystem::path& folder);
// With its parents, as far as they are missing.
void create_folder(const std::filesystem::path& folder);
// The file's old content or the new one, never a part: written beside it and renamed.
void write_file(const std::filesystem::path& file, std::string_view content);

}  // namespace trine::storage
