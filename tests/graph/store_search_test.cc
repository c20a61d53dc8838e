// Searches that read a store piece by piece give what the same searches give on the whole graph: on
// seeded random stores, for random ends, filters, counts and limits.
#include "graph/store_search.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "graph/traversal.h"
#include "tests/storage/samples.h"

using namespace trine;
using namespace trine::graph;
using storage::Store;
using storage::samples::Writer;

namespace {

class Random {
 public:
  explicit Random(std::uint32_t seed) : random_(seed) {}
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }
  bool chance(std::uint32_t percent) { return below(100) < percent; }

 private:
  std::mt19937 random_;
};

// Names so different that each stays a node of its own.
std::string name(std::uint32_t i) {
  return std::string("Q") + static_cast<char>('a' + i % 26) + static_cast<char>('a' + i / 26) + "x";
}

// "Qaax's plan" with the name's mention in it.
std::uint32_t description(Writer& writer, Random& random, std::uint32_t things) {
  const auto named = name(random.below(things));
  writer.entity(named, EntityType::kOrganization);
  return writer.entity(named + "'s plan", EntityType::kEvent, false);
}
void add_names(Analysis& analysis) {
  const auto outer = analysis.mentions;
  analysis.mentions.clear();
  for (const Mention& mention : outer) {
    analysis.mentions.push_back(mention);
    const Entity& entity = analysis.entities[mention.entity];
    if (entity.named) continue;
    const auto end = entity.name.find('\'');
    Mention inner = mention;
    inner.span.end = inner.head.end = mention.span.begin + static_cast<std::uint32_t>(end);
    inner.name = entity.name.substr(0, end);
    inner.named = true;
    for (std::uint32_t i = 0; i < analysis.entities.size(); ++i)
      if (analysis.entities[i].name == inner.name) inner.entity = i;
    analysis.mentions.push_back(inner);
  }
}

Store random_store(const TemporaryFolder& folder, Random& random, std::uint32_t things,
                   std::uint32_t facts, std::uint32_t descriptions = 0) {
  auto store = Store::open(folder / "s", storage::samples::writing());
  Writer writer("d", "2024-01-01");
  for (std::uint32_t i = 0; i < facts; ++i) {
    const auto subject = writer.entity(name(random.below(things)), EntityType::kOrganization);
    const auto object = writer.entity(name(random.below(things)), EntityType::kOrganization);
    const bool mutual = random.chance(40);
    auto& statement = writer.say(subject,
                                 mutual              ? "meet"
                                 : random.chance(50) ? "sue"
                                                     : "visit",
                                 object, mutual ? "CONSULT" : "OTHER", mutual);
    statement.confidence = random.chance(50) ? 0.5 : 0.25;
    statement.polarity = random.chance(10) ? Polarity::kNegative : Polarity::kPositive;
    const auto day = "2024-01-1" + std::to_string(random.below(10));
    statement.time = {"then", day, day};
    if (random.chance(20)) {  // a literal, which many facts may share
      statement.object.entity = kNoEntity;
      statement.object.text = "10" + std::to_string(random.below(3)) + " tons";
      statement.object.type = EntityType::kQuantity;
    }
  }
  store.put(writer.analysis());
  for (std::uint32_t i = 0; i < descriptions; ++i) {
    Writer more("e" + std::to_string(i), i % 3 == 0 ? "" : "2024-01-1" + std::to_string(i % 7));
    for (std::uint32_t k = 0; k <= random.below(3); ++k) {
      const auto plan = description(more, random, things);
      more.say(more.entity(name(random.below(things)), EntityType::kOrganization), "reject", plan);
    }
    add_names(more.analysis());
    store.put(more.analysis());
  }
  store.refresh_view();
  return store;
}

Filter random_filter(Random& random) {
  Filter filter;
  if (random.chance(30)) return filter;
  if (random.chance(25)) filter.relations = {"meet", "sue"};
  if (random.chance(10)) filter.classes = {"CONSULT"};
  if (random.chance(20)) filter.min_belief = 0.3;
  if (random.chance(20)) filter.from = "2024-01-13";
  if (random.chance(20)) filter.to = "2024-01-16";
  filter.denied = random.chance(30);
  filter.literals = random.chance(20);
  filter.directed = random.chance(30);
  return filter;
}

}  // namespace

TEST_CASE("paths read piece by piece are the paths of the whole graph", "[graph]") {
  std::size_t paths = 0;
  for (std::uint32_t seed = 1; seed <= 8; ++seed) {
    Random random(seed);
    TemporaryFolder folder;
    const auto things = 6 + random.below(40);
    const auto store = random_store(folder, random, things, things + random.below(4 * things));
    const auto graph = KnowledgeGraph::load(store);
    const auto any = [&] {
      return graph.node(random.below(static_cast<std::uint32_t>(graph.nodes().size()))).id;
    };
    for (int i = 0; i < 80; ++i) {
      FactPathQuery query;
      query.from = any();
      query.to = any();
      query.query.filter = random_filter(random);
      query.query.weight = random.chance(15) ? Weight::kBelief : Weight::kHops;
      query.query.count = 1 + (random.chance(50) ? random.below(8) : 0);
      query.query.max_hops = random.chance(30) ? 1 + random.below(5) : 0;
      query.all_simple = random.chance(30);
      if (random.chance(20)) query.avoid = {any(), any()};
      if (random.chance(10)) query.via = {any()};
      const auto wanted = find_paths(graph, query);
      paths += wanted.paths.size();
      INFO("seed " << seed << ", query " << i << ", from " << query.from << " to " << query.to);
      for (const std::size_t most : {std::size_t{1'000'000}, std::size_t{random.below(30)}}) {
        const auto found = StoreSearch(store, Arcs::kFacts, most).paths(query);
        REQUIRE(found.paths == wanted.paths);
        REQUIRE(found.complete == wanted.complete);
      }
    }
  }
  REQUIRE(paths > 500);  // it was not all about nothing
}

TEST_CASE("description links are those that a reading of all documents gives", "[graph]") {
  std::size_t links = 0, mixed = 0;
  for (std::uint32_t seed = 1; seed <= 8; ++seed) {
    INFO("seed " << seed);
    Random random(seed);
    TemporaryFolder folder;
    const auto things = 6 + random.below(20);
    const auto store = random_store(folder, random, things, things / 2, 1 + random.below(20));
    // By the ledger alone; the first document by key wins.
    std::map<std::pair<EntityId, EntityId>, std::string> wanted;
    store.for_each_analysis([&](const Analysis& analysis) {
      const auto nodes = store.nodes(analysis.document.key);
      for (const Mention& outer : analysis.mentions)
        for (const Mention& inner : analysis.mentions)
          if (!analysis.entities[outer.entity].named && inner.named &&
              outer.span.contains(inner.span))
            wanted.emplace(std::pair(nodes[outer.entity], nodes[inner.entity]),
                           analysis.document.key);
      return true;
    });
    links += wanted.size();
    DescriptionLinks all(store), some(store);
    const auto told = [](const std::vector<DescriptionLink>& found) {
      std::map<std::pair<EntityId, EntityId>, std::string> pairs;
      for (const auto& link : found) {
        REQUIRE(pairs.emplace(std::pair(link.description, link.name), link.document_key).second);
      }
      return pairs;
    };
    REQUIRE(told(all.all()) == wanted);
    const auto graph = KnowledgeGraph::load(store);
    for (const Node& node : graph.nodes()) {
      auto here = wanted;
      std::erase_if(here, [&](const auto& link) {
        return link.first.first != node.id && link.first.second != node.id;
      });
      REQUIRE(told(all.of(node.id)) == here);   // from what was read in one go
      REQUIRE(told(some.of(node.id)) == here);  // document by document
    }

    // Paths along them, read piece by piece and whole.
    const auto any = [&] {
      return graph.node(random.below(static_cast<std::uint32_t>(graph.nodes().size()))).id;
    };
    for (int i = 0; i < 40; ++i) {
      FactPathQuery query;
      query.from = any();
      query.to = any();
      query.query.count = 1 + random.below(4);
      query.all_simple = random.chance(30);
      if (random.chance(20)) query.via = {any()};
      StoreSearch whole(store, Arcs::kFactsAndDescriptions, 0);
      StoreSearch part(store, Arcs::kFactsAndDescriptions, 1'000'000);
      const auto expected = whole.paths(query);
      REQUIRE(part.paths(query).paths == expected.paths);
      for (const FactPath& path : expected.paths)
        for (const FactHop& hop : path.hops)
          for (const FactId fact : hop.facts) {
            const auto link = part.link(hop, fact);
            REQUIRE(link.has_value() != store.fact(fact).has_value());
            mixed += link ? 1 : 0;
          }
    }
  }
  REQUIRE(links > 100);
  REQUIRE(mixed > 100);
}

TEST_CASE("what lies around a node is the same in part and whole", "[graph]") {
  for (std::uint32_t seed = 1; seed <= 8; ++seed) {
    Random random(seed);
    TemporaryFolder folder;
    const auto things = 6 + random.below(40);
    const auto store = random_store(folder, random, things, things + random.below(4 * things));
    const auto whole = KnowledgeGraph::load(store);
    for (int i = 0; i < 40; ++i) {
      const auto any = [&] {
        return whole.node(random.below(static_cast<std::uint32_t>(whole.nodes().size()))).id;
      };
      const std::vector<EntityId> starts = {any(), any()};
      const std::vector<EntityId> avoid =
          random.chance(30) ? std::vector{any()} : std::vector<EntityId>{};
      const Filter filter = random_filter(random);
      const auto depth = random.below(4);
      const auto limit = random.chance(50) ? 1 + random.below(10) : 0;
      // The chosen part, told by ids.
      const auto told = [&](const KnowledgeGraph& graph) {
        Filter here = filter;
        std::vector<Vertex> seeds;
        for (const auto id : starts) seeds.push_back(graph.find(id).value());
        for (const auto id : avoid)
          if (const auto vertex = graph.find(id)) here.avoid.push_back(*vertex);
        const Subgraph part = select(graph, seeds, depth, limit, here);
        std::string text = std::to_string(part.left_out);
        for (const Vertex v : part.vertices) text += " " + to_string(graph.node(v).id);
        for (const EdgeIndex e : part.edges) text += " " + to_string(graph.edge(e).fact);
        for (const Neighbor& neighbor : neighbors(graph, seeds[0], here)) {
          text += " | " + to_string(graph.node(neighbor.vertex).id);
          for (const EdgeIndex e : neighbor.edges) text += " " + to_string(graph.edge(e).fact);
        }
        return text;
      };
      INFO("seed " << seed << ", case " << i);
      const std::size_t most = random.chance(20) ? 3 : 1'000'000;
      REQUIRE(told(StoreSearch(store, Arcs::kFacts, most).around(starts, depth, filter, avoid)) ==
              told(whole));
    }
  }
}
