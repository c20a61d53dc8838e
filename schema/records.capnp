# What is on disk: the values of a store's column families. Keys: docs/storage-format.md.
# Rules: ordinals are only appended, never reused; numbers of enumerations are those of the C++
# enumerations named beside them, which are never renumbered. Offsets count bytes of UTF-8 text.
@0xb3a1f0c2d4e59687;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("trine::records");

# ---- Ledger ----------------------------------------------------------------------------------

struct Span {
  begin @0 :UInt32;  # included
  end @1 :UInt32;    # not included
}

# Column family `documents`: all of a document but its text.
struct DocumentEntry {
  key @0 :Text;               # file name relative to the folder given, or the record's id
  title @1 :Text;
  date @2 :Text;              # ISO 8601 day, or empty
  uri @3 :Text;
  documentHash @4 :UInt64;    # Document::hash(): of everything that influences extraction
  extractionHash @5 :UInt64;  # of ontology and model that it was read with
  contentHash @6 :UInt64;     # of all that the ledger holds of it
  textBytes @7 :UInt64;
  sentences @8 :UInt32;       # counts of the ledger record's lists
  mentions @9 :UInt32;
  entities @10 :UInt32;
  statements @11 :UInt32;
}

# Column family `texts`.
struct TextEntry {
  text @0 :Text;
}

# Column family `ledger`: what one reading of the document yielded.
struct LedgerEntry {
  sentences @0 :List(Sentence);
  mentions @1 :List(Mention);      # ordered by span
  entities @2 :List(Entity);       # ordered by first mention
  statements @3 :List(Statement);  # ordered by sentence, then rule order
}

struct Sentence {
  span @0 :Span;
  kind @1 :UInt8;  # SentenceKind
}

struct Mention {
  span @0 :Span;
  head @1 :Span;
  sentence @2 :UInt32;  # index into sentences
  entity @3 :UInt32;    # index into entities
  type @4 :UInt8;       # EntityType
  named @5 :Bool;
  pronoun @6 :Bool;
  demonym @7 :Bool;
  name @8 :Text;
}

struct Entity {
  name @0 :Text;
  type @1 :UInt8;  # EntityType
  named @2 :Bool;
  aliases @3 :List(Text);
  roles @4 :List(Text);
  members @5 :List(UInt32);  # indices into entities
  gazetteerId @6 :Text;
}

struct Argument {
  entity @0 :UInt32 = 0xffffffff;  # index into entities; 0xffffffff: a literal or nothing
  text @1 :Text;
  type @2 :UInt8;  # EntityType
  span @3 :Span;
}

struct Qualifier {
  role @0 :UInt8;  # Role
  preposition @1 :Text;
  argument @2 :Argument;
}

struct Statement {
  subject @0 :Argument;
  relation @1 :Text;
  relationClass @2 :Text;
  symmetric @3 :Bool;
  object @4 :Argument;
  qualifiers @5 :List(Qualifier);
  polarity @6 :UInt8;  # Polarity
  modality @7 :UInt8;  # Modality
  tense @8 :UInt8;     # Tense
  aspect @9 :UInt8;    # Aspect
  attribution @10 :Argument;
  timeText @11 :Text;
  timeFrom @12 :Text;  # ISO 8601 day, or empty
  timeTo @13 :Text;
  place @14 :Text;
  sentence @15 :UInt32;  # index into sentences
  relationSpan @16 :Span;
  confidence @17 :Float64;
  rule @18 :Text;
}

# ---- Decisions: column family `decisions` ------------------------------------------------------

struct NodeReference {
  id @0 :UInt64;
  name @1 :Text;
  type @2 :UInt8;     # EntityType
  document @3 :Text;  # key, for a node local to one document
}

struct DecisionEntry {
  kind @0 :UInt8;  # DecisionKind
  node @1 :NodeReference;
  other @2 :NodeReference;
  documents @3 :List(Text);
  localName @4 :Text;
  name @5 :Text;
  note @6 :Text;
}

# ---- View ------------------------------------------------------------------------------------

# Column family `nodes`: what the view made of one document.
struct DocumentView {
  contentHash @0 :UInt64;     # DocumentEntry.contentHash that it was made from
  nodes @1 :List(UInt64);     # entity id of each of its entities
  facts @2 :List(UInt64);     # fact id of each of its statements; 0: none
  literals @3 :List(UInt64);  # ids of its literals, each once, sorted
  assignmentHash @4 :UInt64;  # of the nodes' names and of the reasons why its entities are there
}

# Column family `members`: what one document contributes to one node.
struct MemberEntry {
  name @0 :Text;  # its name in that document
  type @1 :UInt8;
  named @2 :Bool;
  literal @3 :Bool;
  mentions @4 :UInt32;
  aliases @5 :List(Alias);
  roles @6 :List(Text);
  members @7 :List(UInt64);  # of a group: entity ids
  reason @8 :Text;           # why it belongs to the node
  inFact @9 :Bool;           # a statement of the document is about it
}

struct Alias {
  text @0 :Text;
  count @1 :UInt64;
}

# Column family `entities`.
struct EntityEntry {
  name @0 :Text;
  type @1 :UInt8;
  named @2 :Bool;
  literal @3 :Bool;
  aliases @4 :List(Alias);
  roles @5 :List(Text);
  members @6 :List(UInt64);
  gazetteerId @7 :Text;
  documents @8 :UInt64;
  mentions @9 :UInt64;
}

# Column family `names`: one alias of one entity.
struct NameEntry {
  count @0 :UInt64;     # mentions by it
  mentions @1 :UInt64;  # of the entity in all
  literal @2 :Bool;
}

# Column family `relations`.
struct RelationEntry {
  phrase @0 :Text;
  relationClass @1 :Text;
  symmetricFacts @2 :UInt64;
  facts @3 :UInt64;
}

# Column family `evidence`: what one statement contributes to its fact.
struct EvidenceEntry {
  subject @0 :UInt64;  # ids of the fact, in its order
  relation @1 :UInt64;
  object @2 :UInt64;
  attribution @3 :UInt64;
  confidence @4 :Float64;
  contentHash @5 :UInt64;  # DocumentEntry.contentHash that it was made from
  polarity @6 :UInt8;
  modality @7 :UInt8;
  symmetric @8 :Bool;
  swapped @9 :Bool;     # subject and object stand in the other order in the statement
  sentenceKind @10 :UInt8;
  timeFrom @11 :Text;   # the statement's, else the document's date, else empty
  timeTo @12 :Text;
}

# Column family `spo`. `pos` and `osp` have keys only.
struct FactEntry {
  support @0 :UInt64;
  documents @1 :UInt64;
  firstTime @2 :Text;
  lastTime @3 :Text;
  positive @4 :UInt64;
  negative @5 :UInt64;
  modality @6 :List(UInt64);  # by Modality
  symmetric @7 :Bool;
  belief @8 :Float64;
  bestDocument @9 :UInt64;    # the evidence to quote
  bestStatement @10 :UInt32;
}

# Column family `doubts`.
struct DoubtEntry {
  a @0 :UInt64;
  b @1 :UInt64;
  score @2 :Float64;
  value @3 :Float64;
  reason @4 :Text;
}

# ---- Metadata: the default column family ---------------------------------------------------------

# Key "ledger".
struct LedgerState {
  formatVersion @0 :UInt32;
  revision @1 :UInt64;  # grows with every change of documents or decisions
  ontologyHash @2 :UInt64;
  modelHash @3 :UInt64;
  documents @4 :UInt64;  # counts
  textBytes @5 :UInt64;
  sentences @6 :UInt64;
  mentions @7 :UInt64;
  entities @8 :UInt64;
  statements @9 :UInt64;
  decisions @10 :UInt64;
  reader @11 :Text;  # that read the last document: "fast", "accurate"
}

# Key "view".
struct ViewState {
  generation @0 :UInt32;  # that readers use; 0: none yet
  building @1 :UInt32;    # highest generation ever begun
  revision @2 :UInt64;    # LedgerState.revision that it was made from
  rules @3 :UInt64;       # version of the rules that made it
  entities @4 :UInt64;    # counts
  literals @5 :UInt64;
  relations @6 :UInt64;
  facts @7 :UInt64;
  evidence @8 :UInt64;
  types @9 :List(UInt64);    # entities by EntityType, literals not counted
  classes @10 :List(Count);  # facts by relation class, by name
}

struct Count {
  name @0 :Text;
  count @1 :UInt64;
}
