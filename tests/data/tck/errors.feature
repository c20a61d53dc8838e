Feature: Errors - what is wrong is told by its kind

  Scenario Outline: Found before anything is read
    Given any graph
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: <kind>

    Examples:
      | query                                             | kind                            |
      | RETURN x                                          | UndefinedVariable               |
      | MATCH (n) RETURN n.a, n.a                         | ColumnNameConflict              |
      | MATCH (n) WHERE count(n) > 1 RETURN n             | InvalidAggregation              |
      | RETURN sum(count(*))                              | NestedAggregation               |
      | MATCH (n) RETURN n.a + count(*)                   | AmbiguousAggregationExpression  |
      | MATCH (n)-[n]->() RETURN n                        | VariableTypeConflict            |
      | MATCH ()-[r]->()-[r]->() RETURN r                 | RelationshipUniquenessViolation |
      | MATCH (n) WITH n.a RETURN 1                       | NoExpressionAlias               |
      | MATCH (n)                                         | InvalidClauseComposition        |
      | RETURN 1 AS a UNION RETURN 2 AS b                 | DifferentColumnsInUnion         |
      | RETURN 1 LIMIT -2                                 | NegativeIntegerArgument         |
      | RETURN 9999999999999999999                        | IntegerOverflow                 |
      | RETURN 1e999                                      | FloatingPointOverflow           |
      | RETURN 12ab                                       | InvalidNumberLiteral            |
      | RETURN '\u12'                                     | InvalidUnicodeLiteral           |
      | RETURN 3 – 2                                      | InvalidUnicodeCharacter         |
      | RETURN nosuch(1)                                  | UnknownFunction                 |
      | RETURN size()                                     | InvalidNumberOfArguments        |
      | RETURN 1 AND true                                 | InvalidArgumentType             |
      | MATCH (a)-[*-1]->(b) RETURN a                     | InvalidRelationshipPattern      |
      | MATCH (n) RETURN (n)-->()                         | UnexpectedSyntax                |

  Scenario Outline: Found in the values
    Given any graph
    And parameters are:
      | p | [1, {a: 2}] |
    When executing query:
      """
      <query>
      """
    Then a TypeError should be raised at runtime: <kind>

    Examples:
      | query                   | kind                 |
      | RETURN type($p[0])      | InvalidArgumentValue |
      | RETURN toInteger($p[1]) | InvalidArgumentValue |
      | RETURN $p[1][0]         | MapElementAccessByNonString |

  Scenario: A query that writes is counted apart
    Given any graph
    When executing query:
      """
      CREATE (n:Unwanted)
      """
    Then the result should be empty
