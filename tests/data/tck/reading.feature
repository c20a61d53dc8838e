Feature: Reading - patterns over a small newsroom

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (ada:Person:Editor {name: 'Ada', born: 1970}),
             (bo:Person {name: 'Bo', born: 1985}),
             (cy:Person {name: 'Cy'}),
             (paper:Paper {name: 'The Lantern'}),
             (radio:Radio {name: 'Radio Quay'}),
             (ada)-[:LEADS {since: 2001}]->(paper),
             (bo)-[:WRITES_FOR {since: 2010}]->(paper),
             (cy)-[:WRITES_FOR {since: 2015}]->(radio),
             (bo)-[:KNOWS]->(ada),
             (cy)-[:KNOWS]->(bo),
             (paper)-[:PART_OF]->(radio)
      """

  Scenario: Labels narrow what is found
    When executing query:
      """
      MATCH (n:Person:Editor) RETURN n
      """
    Then the result should be, in any order:
      | n                                          |
      | (:Person:Editor {name: 'Ada', born: 1970}) |
    And no side effects

  Scenario: A relationship is used once in a pattern
    When executing query:
      """
      MATCH (a)-[:KNOWS]-(b)-[:KNOWS]-(c) RETURN a.name, c.name
      """
    Then the result should be, in any order:
      | a.name | c.name |
      | 'Ada'  | 'Cy'   |
      | 'Cy'   | 'Ada'  |

  Scenario: Nothing found leaves nulls
    When executing query:
      """
      MATCH (p:Person)
      OPTIONAL MATCH (p)-[:LEADS]->(x)
      RETURN p.name AS name, x.name AS leads
      ORDER BY name DESC
      """
    Then the result should be, in order:
      | name  | leads         |
      | 'Cy'  | null          |
      | 'Bo'  | null          |
      | 'Ada' | 'The Lantern' |

  Scenario: Paths of several lengths, and what they run through
    When executing query:
      """
      MATCH p = (:Person {name: 'Cy'})-[:KNOWS*1..2]->(x)
      RETURN [n IN nodes(p) | n.name] AS names, length(p) AS hops ORDER BY hops
      """
    Then the result should be, in order:
      | names              | hops |
      | ['Cy', 'Bo']       | 1    |
      | ['Cy', 'Bo', 'Ada'] | 2   |

  Scenario: Groups are what is not aggregated
    When executing query:
      """
      MATCH (p:Person)-[r:WRITES_FOR|LEADS]->(house)
      WITH house, count(*) AS people, min(r.since) AS first
      WHERE people > 1
      RETURN house.name AS house, people, first
      """
    Then the result should be, in any order:
      | house         | people | first |
      | 'The Lantern' | 2      | 2001  |

  Scenario: Conditions on patterns and subqueries
    When executing query:
      """
      MATCH (p:Person)
      WHERE NOT (p)-[:LEADS]->() AND exists { MATCH (p)-[:WRITES_FOR]->(h) WHERE h:Radio }
      RETURN p.name, [(p)-[:KNOWS]->(q) | q.name] AS knows
      """
    Then the result should be, in any order:
      | p.name | knows  |
      | 'Cy'   | ['Bo'] |

  Scenario Outline: One shortest path, all of them, or several
    When executing query:
      """
      MATCH (a {name: 'Cy'}), (b {name: 'The Lantern'})
      MATCH p = <selector>
      RETURN length(p) AS hops ORDER BY hops
      """
    Then the result should be, in order:
      | hops |
      | 2    |
      | <second> |

    Examples:
      | selector                              | second |
      | SHORTEST 2 (a)-[*]-(b)                | 2      |
      | ALL SHORTEST (a)-[*]-(b)              | 2      |
      | allShortestPaths((a)-[*]-(b))         | 2      |
      | SHORTEST 2 (a)-[:KNOWS\|LEADS\|WRITES_FOR*]->(b) | 3 |

  Scenario: Acyclic paths never come back
    When executing query:
      """
      MATCH p = ACYCLIC (:Radio)-[*3]-(x) RETURN x.name AS name ORDER BY name
      """
    Then the result should be, in order:
      | name  |
      | 'Ada' |
      | 'Ada' |
      | 'Bo'  |
      | 'Cy'  |
      | 'The Lantern' |

  Scenario: Parts of a union have the same columns
    When executing query:
      """
      MATCH (n:Paper) RETURN n.name AS name UNION MATCH (n:Radio) RETURN n.name AS name
      """
    Then the result should be, in any order:
      | name          |
      | 'The Lantern' |
      | 'Radio Quay'  |

  Scenario: A procedure gives rows
    And there exists a procedure house.owner(house :: STRING?) :: (owner :: STRING?):
      | house         | owner |
      | 'The Lantern' | 'Eve' |
      | 'Radio Quay'  | 'Fay' |
    When executing query:
      """
      MATCH (h:Paper) CALL house.owner(h.name) YIELD owner RETURN owner
      """
    Then the result should be, in any order:
      | owner |
      | 'Eve' |
