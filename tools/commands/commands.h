// The verbs of `trine`: one function each in <verb>.cc. All return the exit code and throw Error.
#pragma once
#include "tools/options.h"

namespace trine::tools {

inline constexpr int kFound = 0;
inline constexpr int kNothingFound = 1;
inline constexpr int kSomeRejected = 3;

int build(const BuildOptions& options);
int extract(const ExtractOptions& options);
int show(const ShowOptions& options);
int why(const ShowOptions& options);
int rel(const RelOptions& options);
int path(const PathOptions& options);
int neighbors(const NeighborsOptions& options);
int search(const SearchOptions& options);
int query(const QueryOptions& options);
int stats(const StatsOptions& options);
int check(const StatsOptions& options);
int repair(const Common& options);
int migrate(const Common& options);
int doctor(const StatsOptions& options);
int export_graph(const ExportOptions& options);
int rm(const RmOptions& options);
int merge(const MergeOptions& options);
int backup(const BackupOptions& options);
int entity(const EntityOptions& options);
int serve(const ServeOptions& options);
int mcp(const McpOptions& options);

}  // namespace trine::tools
