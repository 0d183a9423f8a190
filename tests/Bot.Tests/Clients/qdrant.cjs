// Drives a Qdrant server with the official client: node qdrant.cjs CLIENTS_FOLDER URL
// Prints one line of JSON for each thing that it found.
const { createRequire } = require("node:module");
const [clients, url] = process.argv.slice(2);
const { QdrantClient } = createRequire(clients + "/node_modules/")("@qdrant/js-client-rest");

const say = (what, value) => console.log(JSON.stringify({ what, value }));
const bm25 = text => ({ text, model: "qdrant/bm25", options: { avg_len: 10, tokenizer: "whitespace", stemmer: { type: "none" }, stopwords: { custom: [] } } });

async function main() {
  const client = new QdrantClient({ url, checkCompatibility: true });
  say("version", (await client.versionInfo()).version);

  await client.createCollection("harbour", {
    vectors: { dense: { size: 3, distance: "Cosine" } },
    sparse_vectors: { bm25: { modifier: "idf" } },
    metadata: { embedder: "mine" },
  });
  await client.createPayloadIndex("harbour", { field_name: "kind", field_schema: "keyword", wait: true });
  await client.createPayloadIndex("harbour", { field_name: "at", field_schema: "datetime", wait: true });
  await client.updateCollectionAliases({ actions: [{ create_alias: { collection_name: "harbour", alias_name: "news" } }] });
  say("exists", (await client.collectionExists("news")).exists);
  say("metadata", (await client.getCollection("harbour")).config.metadata.embedder);
  say("aliases", (await client.getAliases()).aliases);

  const update = await client.upsert("news", {
    wait: true,
    points: [
      { id: 1, vector: { dense: [3, 0, 0], bm25: bm25("the dam held") }, payload: { kind: "chunk", at: "2013-05-07T00:00:00Z" } },
      { id: "6E657773-626F-5421-8000-000000000001", vector: { dense: [0, 2, 0], bm25: bm25("the dam broke") }, payload: { kind: "chunk", at: "2013-05-09" } },
      { id: 2, vector: { dense: [0, 0, 1], bm25: bm25("rain") }, payload: { kind: "other" } },
    ],
  });
  say("status", update.status);
  say("count", (await client.count("news", { filter: { must: [{ key: "kind", match: { value: "chunk" } }] }, exact: true })).count);

  const dense = await client.query("news", { query: [1, 1, 0], using: "dense", limit: 2, with_payload: true });
  say("dense", dense.points.map(point => [point.score.toFixed(3), point.payload.kind]));
  const hybrid = await client.query("news", {
    prefetch: [{ query: [1, 0, 0], using: "dense", limit: 3 }, { query: bm25("dam held"), using: "bm25", limit: 3 }],
    query: { rrf: { k: 60, weights: [1, 2] } },
    limit: 3,
  });
  say("hybrid", hybrid.points[0].id);
  const groups = await client.queryGroups("news", { query: [1, 0, 0], using: "dense", group_by: "kind", group_size: 1, limit: 5 });
  say("groups", groups.groups.map(group => group.id));
  const page = await client.scroll("news", { limit: 2, with_vector: true });
  say("scroll", [page.points.map(point => point.id), page.points[0].vector.dense, page.next_page_offset]);
  const newest = await client.scroll("news", { order_by: { key: "at", direction: "desc" }, limit: 5 });
  say("newest", newest.points.map(point => point.id));
  say("facet", (await client.facet("news", { key: "kind" })).hits);
  say("retrieve", (await client.retrieve("news", { ids: [2, 99] })).map(point => point.payload.kind));
  await client.setPayload("news", { payload: { seen: true }, points: [2], wait: true });
  say("payload", (await client.retrieve("news", { ids: [2] }))[0].payload);
  await client.delete("news", { filter: { must_not: [{ key: "kind", match: { value: "chunk" } }] }, wait: true });
  say("left", (await client.count("news")).count);

  for (const [what, wrong] of [
    ["dimension", () => client.query("news", { query: [1], using: "dense" })],
    ["missing", () => client.count("nowhere")],
    ["taken", () => client.createCollection("harbour", { vectors: { size: 3, distance: "Cosine" } })],
  ]) {
    await wrong().then(() => say(what, "no error"), error => say(what, error.status));
  }

  say("deleted", await client.deleteCollection("harbour"));
  say("gone", (await client.getAliases()).aliases.length);
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
