#include "tests/faults/recorded_disk.h"

#include <algorithm>
#include <fstream>
#include <random>
#include <utility>

namespace trine::faults {

namespace fs = std::filesystem;

RecordedDisk& RecordedDisk::instance() {
  static RecordedDisk disk;
  return disk;
}

void RecordedDisk::start(const fs::path& root) {
  const std::scoped_lock lock(mutex_);
  root_ = fs::absolute(root);
  changes_.clear();
  descriptors_.clear();
  is_folder_ = {false, true};  // nothing; the root
  names_ = {{"", 1}};
  recording_ = true;
}

void RecordedDisk::stop() {
  const std::scoped_lock lock(mutex_);
  recording_ = false;
}

std::size_t RecordedDisk::changes() const {
  const std::scoped_lock lock(mutex_);
  return changes_.size();
}

std::optional<fs::path> RecordedDisk::inside(const char* path) const {
  const auto absolute = fs::path(path).is_absolute() ? fs::path(path) : fs::current_path() / path;
  const auto below = absolute.lexically_normal().lexically_relative(root_);
  if (below.empty() || *below.begin() == "..") return std::nullopt;
  if (below == ".") return fs::path();
  return below.has_filename() ? below : below.parent_path();
}

RecordedDisk::Node RecordedDisk::find(const fs::path& path) const {
  const auto found = names_.find(path.string());
  return found == names_.end() ? 0 : found->second;
}

void RecordedDisk::note_entries(const fs::path& folder, std::vector<Entry> entries) {
  if (const auto node = find(folder)) {
    changes_.push_back({Kind::kEntry, node, 0, {}, std::move(entries)});
  }
}

void RecordedDisk::opened(int descriptor, const char* path, bool truncated) {
  if (!recording_) return;
  const std::scoped_lock lock(mutex_);
  const auto below = inside(path);
  if (!below) return;
  auto node = find(*below);
  if (node == 0) {
    node = is_folder_.size();
    is_folder_.push_back(false);
    names_[below->string()] = node;
    note_entries(below->parent_path(), {{below->filename().string(), node}});
  } else if (truncated) {
    changes_.push_back({Kind::kResize, node, 0, {}, {}});
  }
  descriptors_[descriptor] = node;
}

void RecordedDisk::closed(int descriptor) {
  if (!recording_) return;
  const std::scoped_lock lock(mutex_);
  descriptors_.erase(descriptor);
}

void RecordedDisk::written(int descriptor, std::string_view bytes, std::size_t offset) {
  if (!recording_) return;
  const std::scoped_lock lock(mutex_);
  const auto found = descriptors_.find(descriptor);
  if (found == descriptors_.end()) return;
  changes_.push_back({Kind::kWrite, found->second, offset, std::string(bytes), {}});
}

void RecordedDisk::resized(int descriptor, std::size_t size) {
  if (!recording_) return;
  const std::scoped_lock lock(mutex_);
  const auto found = descriptors_.find(descriptor);
  if (found == descriptors_.end()) return;
  changes_.push_back({Kind::kResize, found->second, size, {}, {}});
}

void RecordedDisk::synced(int descriptor) {
  if (!recording_) return;
  const std::scoped_lock lock(mutex_);
  const auto found = descriptors_.find(descriptor);
  if (found == descriptors_.end()) return;
  changes_.push_back({Kind::kSync, found->second, 0, {}, {}});
}

void RecordedDisk::made_folder(const char* path) {
  if (!recording_) return;
  const std::scoped_lock lock(mutex_);
  const auto below = inside(path);
  if (!below) return;
  const auto node = is_folder_.size();
  is_folder_.push_back(true);
  names_[below->string()] = node;
  note_entries(below->parent_path(), {{below->filename().string(), node}});
}

void RecordedDisk::linked(const char* from, const char* to) {
  if (!recording_) return;
  const std::scoped_lock lock(mutex_);
  const auto source = inside(from), target = inside(to);
  if (!source || !target) return;
  const auto node = find(*source);
  names_[target->string()] = node;
  note_entries(target->parent_path(), {{target->filename().string(), node}});
}

void RecordedDisk::renamed(const char* from, const char* to) {
  if (!recording_) return;
  const std::scoped_lock lock(mutex_);
  const auto source = inside(from), target = inside(to);
  if (!source || !target) return;
  const auto node = find(*source);
  if (is_folder_[node]) {  // what lies below goes along
    std::map<std::string, Node> names;
    for (const auto& [name, one] : names_) {
      const bool below = name.starts_with(source->string() + "/");
      names[below ? target->string() + name.substr(source->string().size()) : name] = one;
    }
    names_ = std::move(names);
  }
  names_.erase(source->string());
  names_[target->string()] = node;
  const Entry gone{source->filename().string(), 0}, here{target->filename().string(), node};
  if (source->parent_path() == target->parent_path()) {
    note_entries(target->parent_path(), {gone, here});
  } else {
    note_entries(target->parent_path(), {here});
    note_entries(source->parent_path(), {gone});
  }
}

void RecordedDisk::removed(const char* path) {
  if (!recording_) return;
  const std::scoped_lock lock(mutex_);
  const auto below = inside(path);
  if (!below || find(*below) == 0) return;
  names_.erase(below->string());
  note_entries(below->parent_path(), {{below->filename().string(), 0}});
}

void RecordedDisk::lay_out(std::size_t cut, Loss loss, std::uint64_t seed,
                           const fs::path& into) const {
  std::mt19937_64 random(seed);
  // Of each node, the changes up to the cut, and how many of them were safe.
  std::vector<std::vector<std::size_t>> kept(is_folder_.size());
  std::vector<std::size_t> safe(is_folder_.size());
  for (std::size_t i = 0; i < cut; ++i) {
    const auto node = changes_[i].node;
    if (changes_[i].kind == Kind::kSync) {
      safe[node] = kept[node].size();
    } else {
      kept[node].push_back(i);
    }
  }
  for (std::size_t node = 1; node < kept.size(); ++node) {
    const auto unsafe = kept[node].size() - safe[node];
    if (loss == Loss::kAllUnsynced) kept[node].resize(safe[node]);
    if (loss == Loss::kSomeUnsynced) kept[node].resize(safe[node] + random() % (unsafe + 1));
  }
  // The last write that was kept may be torn, unless it is safe.
  std::vector<std::size_t> whole(safe);
  if (loss != Loss::kSomeUnsynced) {
    for (std::size_t node = 0; node < kept.size(); ++node) whole[node] = kept[node].size();
  }
  const auto lay = [&](auto&& self, Node node, const fs::path& at) -> void {
    if (is_folder_[node]) {
      fs::create_directories(at);
      std::map<std::string, Node> entries;
      for (const auto i : kept[node]) {
        for (const auto& [name, child] : changes_[i].entries) {
          if (child == 0) {
            entries.erase(name);
          } else {
            entries[name] = child;
          }
        }
      }
      for (const auto& [name, child] : entries) self(self, child, at / name);
      return;
    }
    std::string bytes;
    for (std::size_t k = 0; k < kept[node].size(); ++k) {
      const auto& change = changes_[kept[node][k]];
      if (change.kind == Kind::kResize) {
        bytes.resize(change.offset);
        continue;
      }
      auto size = change.bytes.size();
      if (k + 1 == kept[node].size() && k >= whole[node]) size = random() % (size + 1);
      if (bytes.size() < change.offset + size) bytes.resize(change.offset + size);
      std::copy_n(change.bytes.begin(), size,
                  bytes.begin() + static_cast<std::ptrdiff_t>(change.offset));
    }
    std::ofstream(at, std::ios::binary) << bytes;
  };
  lay(lay, 1, into);
}

}  // namespace trine::faults
