// The official client of the Model Context Protocol talks to `trine mcp` and to /mcp.
//   node mcp_test.mjs TRINE STORE HTTP_ADDRESS
import assert from "node:assert/strict";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [trine, store, address] = process.argv.slice(2);

async function talk(transport) {
  const client = new Client({ name: "peer", version: "1" });
  await client.connect(transport);
  const { tools } = await client.listTools();
  assert.ok(tools.some((tool) => tool.name === "find_paths"));
  const call = async (name, args) => {
    const result = await client.callTool({ name, arguments: args });
    return [result.content[0].text, result.isError];
  };
  const [found] = await call("search_entities", { text: "solheim" });
  assert.match(found, /Ingrid Solheim \(Person/);
  const [path] = await call("find_paths", { a: "Nikos Andreou", b: "Lars Kjeldsen" });
  assert.match(path, /accuse--> Danish police/);
  assert.match(path, /\[.*cable\/2024-05-08-ship-detained\.txt/);
  const [read] = await call("read_text", { text: "Ana Ruiz met Ben Okoro in Lisbon.", date: "2024-05-31" });
  assert.match(read, /Ana Ruiz --meet--> Ben Okoro/);
  const [, failed] = await call("get_entity", { name: "Nobody Known" });
  assert.equal(failed, true);
  const { resources } = await client.listResources();
  const { contents } = await client.readResource({ uri: resources[0].uri });
  assert.ok(contents[0].text.length > 100);
  await assert.rejects(client.callTool({ name: "remove_document", arguments: { key: "x" } }));
  await client.close();
}

await talk(new StdioClientTransport({ command: trine, args: ["mcp", "-l", store] }));
await talk(new StreamableHTTPClientTransport(new URL(address + "/mcp")));
console.log("mcp: all well");
