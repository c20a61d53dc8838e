// Why the mentions of several documents are one node.
#include <fmt/format.h>

#include "tools/commands/commands.h"
#include "tools/telling/json.h"
#include "tools/telling/session.h"
#include "tools/telling/teller.h"

namespace trine::tools {

int why(const ShowOptions& options) {
  const storage::Store store = open_for_reading(options);
  const storage::EntityRecord node = find_node(store, options.name, options.quiet);
  const std::vector<storage::Membership> parts = store.memberships(node.id);
  Names names(store);
  Output out(options.output);
  const Paint paint(use_colour(options, out));
  Teller teller(out, paint, names);
  if (options.json) {
    out.line(entity_json(node, names));
    for (const storage::Membership& part : parts) out.line(membership_json(part));
    out.finish();
    return kFound;
  }
  out.line(teller.heading(node));
  if (parts.empty())
    out.line(node.literal ? "  a literal: one node for the same words and type"
                          : "  no document's entity belongs to it");
  Table table({3});
  for (const storage::Membership& part : parts)
    table.row({one_line(part.document_key), shorten(one_line(part.name), 40),
               paint.dim(to_string(part.type)), counted(part.mentions, "mention"),
               part.reason.empty() ? paint.dim("the node's first") : one_line(part.reason)});
  out.write(table.text("  "));
  out.finish();
  return kFound;
}

}  // namespace trine::tools
