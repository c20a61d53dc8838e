Feature: Expressions - what values are worth

  Scenario Outline: Values
    Given any graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |

    Examples:
      | expression                                               | value                  |
      | 7 / 2                                                    | 3                      |
      | 7 / 2.0                                                  | 3.5                    |
      | -7 % 3                                                   | -1                     |
      | 2 ^ 3 ^ 2                                                | 64.0                   |
      | 0x1F + 0o17                                              | 46                     |
      | 1 < 2 < 3                                                | true                   |
      | null = null                                              | null                   |
      | [1, null] = [1, 2]                                       | null                   |
      | [1, null] = [2, 2]                                       | false                  |
      | 3 IN [1, null, 3]                                        | true                   |
      | 4 IN [1, null, 3]                                        | null                   |
      | [10, 20, 30][-1]                                         | 30                     |
      | [10, 20, 30, 40][1..-1]                                  | [20, 30]               |
      | {a: {b: [1]}}.a.b[0]                                     | 1                      |
      | [x IN range(1, 6) WHERE x % 2 = 0 \| x * x]              | [4, 16, 36]            |
      | reduce(sum = 0, x IN [1, 2, 3] \| sum + x)               | 6                      |
      | all(x IN [] WHERE x > 1)                                 | true                   |
      | single(x IN [1, 2, 3] WHERE x > 2)                       | true                   |
      | any(x IN [1, null] WHERE x > 1)                          | null                   |
      | CASE 3 WHEN 1 THEN 'a' WHEN 3 THEN 'c' END               | 'c'                    |
      | CASE WHEN false THEN 1 ELSE 2 END                        | 2                      |
      | coalesce(null, 5, 6)                                     | 5                      |
      | toUpper('straße')                                        | 'STRASSE'              |
      | substring('naïveté', 2, 3)                               | 'ïve'                  |
      | reverse('añb')                                           | 'bña'                  |
      | split('a-b-c', '-')                                      | ['a', 'b', 'c']        |
      | 'ab' STARTS WITH 'a' AND NOT 'ab' ENDS WITH 'a'          | true                   |
      | 'Marlow' =~ 'M.*w'                                       | true                   |
      | toInteger('12.9')                                        | 12                     |
      | toFloat('x')                                             | null                   |
      | date('2024-02-29') + duration('P1Y')                     | '2025-02-28'           |
      | date({year: 2024, week: 9, dayOfWeek: 4})                | '2024-02-29'           |
      | date.truncate('quarter', date('2024-05-17'))             | '2024-04-01'           |
      | duration.between(date('2024-01-31'), date('2024-03-01')) | 'P1M1D'                |
      | duration({days: 1.5}).hours                              | 12                     |
      | datetime('2024-07-01T12:00[Europe/Paris]')               | '2024-07-01T12:00+02:00[Europe/Paris]' |
      | localtime('21:30') < localtime('21:31')                  | true                   |
      | time('10:00+01:00') = time('09:00Z')                     | false                  |
      | head([]) IS NULL                                         | true                   |
      | size('日本')                                             | 2                      |
