// How outcomes and reports of the store print.
#include <ostream>

#include "storage/store/store.h"

namespace trine::storage {

std::ostream& operator<<(std::ostream& out, PutOutcome outcome) {
  switch (outcome) {
    case PutOutcome::kAdded:
      return out << "added";
    case PutOutcome::kReplaced:
      return out << "replaced";
    case PutOutcome::kUnchanged:
      return out << "unchanged";
  }
  return out << '?';
}

std::ostream& operator<<(std::ostream& out, DocumentStatus status) {
  switch (status) {
    case DocumentStatus::kAbsent:
      return out << "absent";
    case DocumentStatus::kChanged:
      return out << "changed";
    case DocumentStatus::kOutdated:
      return out << "outdated";
    case DocumentStatus::kUnchanged:
      return out << "unchanged";
  }
  return out << '?';
}

std::ostream& operator<<(std::ostream& out, const MergeReport& report) {
  out << "added:" << report.added << " unchanged:" << report.unchanged
      << " decisions:" << report.decisions;
  for (const auto& key : report.conflicts) out << " conflict:" << key;
  return out;
}

std::ostream& operator<<(std::ostream& out, const CheckReport& report) {
  out << "documents:" << report.documents << " entities:" << report.entities
      << " facts:" << report.facts << " evidence:" << report.evidence;
  for (const auto& problem : report.problems) out << "\n  " << problem;
  return out;
}

}  // namespace trine::storage
