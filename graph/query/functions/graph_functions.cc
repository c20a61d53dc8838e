// Functions of nodes, relationships and paths, and those of every kind of value.
#include <algorithm>

#include "graph/query/functions/functions.h"

namespace trine::query {
namespace {

constexpr Kinds kNode = kinds(Kind::kNode);
constexpr Kinds kRelationship = kinds(Kind::kRelationship);
constexpr Kinds kPath = kinds(Kind::kPath);

// Arguments whose kind could not be told before.
void require(const Value& value, Kinds wanted, std::string_view function) {
  if ((kinds(value.kind()) & wanted) != 0) return;
  type_error("InvalidArgumentValue",
             std::string(function) + "() does not take a " + std::string(to_string(value.kind())));
}

List strings(const std::vector<std::string>& texts) { return List(texts.begin(), texts.end()); }

Map properties_of(const PropertyGraph& graph, const Value& value) {
  if (value.is(Kind::kNode)) return graph.node_properties(value.node());
  if (value.is(Kind::kRelationship)) return graph.relationship_properties(value.relationship());
  require(value, kinds(Kind::kMap), "properties");
  return value.map();
}

Value labels(const FunctionContext& context, std::span<const Value> in) {
  require(in[0], kNode, "labels");
  return strings(context.graph.labels(in[0].node()));
}

Value type(const FunctionContext& context, std::span<const Value> in) {
  require(in[0], kRelationship, "type");
  return context.graph.type_name(in[0].relationship());
}

Value id(const FunctionContext&, std::span<const Value> in) {
  require(in[0], kNode | kRelationship, "id");
  return static_cast<std::int64_t>(in[0].is(Kind::kNode) ? in[0].node() : in[0].relationship());
}

Value element_id(const FunctionContext& context, std::span<const Value> in) {
  return std::to_string(static_cast<std::uint64_t>(id(context, in).integer()));
}

Value keys(const FunctionContext& context, std::span<const Value> in) {
  List found;
  for (const auto& [key, value] : properties_of(context.graph, in[0])) found.emplace_back(key);
  return found;
}

Value properties(const FunctionContext& context, std::span<const Value> in) {
  return properties_of(context.graph, in[0]);
}

Value start_node(const FunctionContext& context, std::span<const Value> in) {
  require(in[0], kRelationship, "startNode");
  return NodeValue{context.graph.start(in[0].relationship())};
}

Value end_node(const FunctionContext& context, std::span<const Value> in) {
  require(in[0], kRelationship, "endNode");
  return NodeValue{context.graph.end(in[0].relationship())};
}

Value nodes(const FunctionContext&, std::span<const Value> in) {
  require(in[0], kPath, "nodes");
  List found;
  for (const auto node : in[0].path().nodes) found.emplace_back(NodeValue{node});
  return found;
}

Value relationships(const FunctionContext&, std::span<const Value> in) {
  require(in[0], kPath, "relationships");
  List found;
  for (const auto one : in[0].path().relationships) found.emplace_back(RelationshipValue{one});
  return found;
}

Value length(const FunctionContext&, std::span<const Value> in) {
  require(in[0], kPath, "length");
  return static_cast<std::int64_t>(in[0].path().relationships.size());
}

Value coalesce(const FunctionContext&, std::span<const Value> in) {
  const auto found =
      std::find_if(in.begin(), in.end(), [](const Value& value) { return !value.is_null(); });
  return found == in.end() ? Value() : *found;
}

Value exists(const FunctionContext&, std::span<const Value> in) { return !in[0].is_null(); }

Value value_type(const FunctionContext&, std::span<const Value> in) {
  return std::string(to_string(in[0].kind()));
}

Value timestamp(const FunctionContext& context, std::span<const Value>) {
  return context.clock.seconds * 1000 + context.clock.nanos / 1'000'000;
}

// What only the graph knows.
template <char... Name>
Value of_graph(const FunctionContext& context, std::span<const Value> in) {
  static constexpr char kName[] = {Name..., 0};
  require(in[0], kNode | kRelationship, kName);
  if (auto value = context.graph.graph_function(kName, in[0])) return *std::move(value);
  type_error("InvalidArgumentValue", std::string("this graph has no ") + kName + "()");
}

}  // namespace

void add_scalar_functions(std::vector<Function>& into) {
  into.push_back({"coalesce", 1, 1000, {kAnyKind}, kAnyKind, false, false, coalesce});
  into.push_back({"exists", 1, 1, {kAnyKind}, kinds(Kind::kBoolean), false, false, exists});
  into.push_back({"valueType", 1, 1, {kAnyKind}, kinds(Kind::kString), false, false, value_type});
  into.push_back({"timestamp", 0, 0, {}, kinds(Kind::kInteger), true, false, timestamp});
}

void add_graph_functions(std::vector<Function>& into) {
  constexpr Kinds kList = kinds(Kind::kList);
  constexpr Kinds kProperties = kNode | kRelationship | kinds(Kind::kMap);
  into.push_back({"labels", 1, 1, {kNode}, kList, true, false, labels});
  into.push_back({"type", 1, 1, {kRelationship}, kinds(Kind::kString), true, false, type});
  into.push_back({"id", 1, 1, {kNode | kRelationship}, kinds(Kind::kInteger), true, false, id});
  into.push_back(
      {"elementId", 1, 1, {kNode | kRelationship}, kinds(Kind::kString), true, false, element_id});
  into.push_back({"keys", 1, 1, {kProperties}, kList, true, false, keys});
  into.push_back({"properties", 1, 1, {kProperties}, kinds(Kind::kMap), true, false, properties});
  into.push_back({"startNode", 1, 1, {kRelationship}, kNode, true, false, start_node});
  into.push_back({"endNode", 1, 1, {kRelationship}, kNode, true, false, end_node});
  into.push_back({"nodes", 1, 1, {kPath}, kList, true, false, nodes});
  into.push_back({"relationships", 1, 1, {kPath}, kList, true, false, relationships});
  into.push_back({"rels", 1, 1, {kPath}, kList, true, false, relationships});
  into.push_back({"length", 1, 1, {kPath}, kinds(Kind::kInteger), true, false, length});
  into.push_back({"evidence",
                  1,
                  1,
                  {kRelationship},
                  kList,
                  true,
                  false,
                  of_graph<'e', 'v', 'i', 'd', 'e', 'n', 'c', 'e'>});
  into.push_back({"source",
                  1,
                  1,
                  {kNode | kRelationship},
                  kList,
                  true,
                  false,
                  of_graph<'s', 'o', 'u', 'r', 'c', 'e'>});
}

}  // namespace trine::query
