package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Types of arrays as PostgreSQL writes them, and texts that are arrays. */
class ArrayTypesTest extends SqlValuesFixture {
  @Test
  void bracketsBehindATypeMakeItAnArray() {
    gives("[\"1\",\"2\"]", "select array[1, 2]::text[]");
    gives("[1,2]", "select array['1', '2']::int[]");
    gives("[2,3]", "select cast(array[1.5, 2.5] as int[])");
    gives("[1,null]", "select array[1, null]::int8[]");
    gives("1|true", "select (array[1, 2]::bigint[])[1], null::int[] is null");
    gives("[\"a\"]", "select cast(array['ab'] as varchar(1)[3])");
    gives("5", "select x[1] from (values (array[5, 6])) as t (x)");
    gives("[\"5\"]", "select x::string[] from (values (array[5])) as t (x)");
  }

  @Test
  void aTextInBracesIsAnArray() {
    gives("[1,2]|[]|2", "select '{1,2}'::int[], '{}'::int[], cardinality('{1,2}'::bigint[])");
    gives("[1,null,3]", "select x::int[] from (values ('{1, NULL ,3}')) as t (x)");
    gives(
        "[\"a,b\",\"c\\\"d\",\"null\",null,\" x \",\"y z\"]",
        "select '{\"a,b\", c\\\"d, \"null\", NULL, \" x \",  y z  }'::text[]");
    gives("[true,false]", "select '{t,off}'::boolean[]");
    gives("[1.25]|[1.5]", "select '{1.254}'::decimal(5, 2)[], '{1.5}'::double precision[]");
    gives("2026-02-03", "select ('{2026-01-01,2026-02-03}'::date[])[2]");
    gives("2026-01-01 10:00:00", "select ('{2026-01-01T10:00Z}'::timestamp[])[1]");
    gives("[\"ab\"]", "select '{abc}'::varchar(2)[]");
    gives("2; 3", "select x from unnest('{3,2}'::int[]) as t (x) order by x");
    gives("[1,3]", "select ?::int[]", "{1,3}");
    gives("[1,3]", "select cast(? as bigint array)", "[1,3]");
  }

  @Test
  void aTextThatIsNoArrayIsAnError() {
    for (String wrong : new String[] {"{1,,2}", "{a}", "{{1}}"}) {
      refused("22018", "select '" + wrong + "'::int[]");
    }
    refused("22032", "select '{1,2'::int[]");
    refused("22018", "select '{1.5}'::int[]");
    refused("22003", "select '{99999999999}'::int[]");
    refused("22003", "select '{12345.678}'::decimal(5, 2)[]");
    refused("22003", "select '{1e999999999}'::decimal(20, 2)[]");
    gives("[0]", "select '{1e-999999999}'::decimal(20, 2)[]");
    refused("22003", "select '{1e400}'::double precision[]");
    refused("22003", "select '{1e40}'::real[]");
    refused("22007", "select '{x}'::date[]");
    refused("0A000", "select '{{1,2}}'::int[][]");
  }

  @Test
  void anElementIsCastAsAValueAlone() {
    for (String values :
        new String[] {
          "select x::%s[] from (values (array[%s])) as t (x)", "select array[%2$s]::%1$s[]"
        }) {
      gives("[\"a\",\"c\"]", values.formatted("varchar(1)", "'ab', 'c'"));
      gives("[3,4]", values.formatted("int", "2.5, 3.5"));
      gives("[3,-4]", values.formatted("bigint", "2.5e0, -3.5e0"));
      gives("[\"true\",\"false\"]", values.formatted("text", "true, false"));
      gives("[\"0.1\",null]", values.formatted("text", "0.1, null"));
      gives("[1,0]", values.formatted("int", "true, false"));
      gives("[true,false]", values.formatted("boolean", "1, 0"));
      refused("22003", values.formatted("int", "99999999999"));
      refused("22003", values.formatted("smallint", "70000"));
      refused("22003", values.formatted("decimal(3, 1)", "99.96"));
      refused("22003", values.formatted("real", "1e300"));
      refused("22018", values.formatted("int", "'x'"));
      refused("22018", values.formatted("int", "'1.5'"));
    }
    String dates = "select x::date[] from (values (array[%s])) as t (x)";
    gives("[\"2026-01-01\"]", dates.formatted("timestamp '2026-01-01 10:00:00'"));
    refused("22007", dates.formatted("'x'"));
  }

  @Test
  void numbersThatNobodyCanComputeWithAreRefusedAtOnce() {
    gives("0.00", "select cast('1e-99999999' as decimal(10, 2))");
    String cast = "(x as decimal(10, 2)) from (values ('2.5'), (%s)) as t (x)";
    gives("2.50; 0.00", "select cast" + cast.formatted("'1e-999999999'"));
    gives("2.5; null", "select try_cast" + cast.formatted("'1e999999999'"));
    gives("2.5; null", "select try_cast" + cast.formatted("'a'"));
    refused("22003", "select cast" + cast.formatted("'1e999999999'"));
    gives("1.5", "select ? + 1.5", "1e-999999999");
    String parameter = fixture.run("select ? + 1.5", new BigDecimal("1e999999999"));
    assertTrue(parameter.startsWith("22003"), parameter);
  }

  @Test
  void aPathOfWordsLeadsThroughObjectsAndLists() {
    gives("x|z", "select '{\"1\":\"x\"}' #>> '{1}', '{\"a\":{\"0\":\"z\"}}' #>> '{a,0}'");
    gives("\"z\"", "select '{\"a\":{\"0\":\"z\"}}' #> '{a,0}'");
    gives("5", "select '{\"a\":{\"1\":[{\"2\":5}]}}' #>> '{a,1,0,2}'");
    gives(
        "b|b|null",
        "select '[\"a\",\"b\"]' #>> '{01}', '[\"a\",\"b\"]' #>> '{-1}', '[1]' #>> '{a}'");
    gives("null|x", "select '{\"null\":\"x\"}' #>> '{null}', '{\"null\":\"x\"}' #>> '{\"null\"}'");
    gives("1", "select '{\"a,b\":{\"c d\":1}}' #> '{\"a,b\"}' #>> '{c d}'");
    gives("7", "select '{\"a\":{\"b\":7}}' -> 'a' #>> ?", "{b}");
    gives("7", "select '{\"a\":{\"b\":7}}' #> '{a}' ->> 'b'");
    gives("{\"a\":1}", "select '{\"a\":1}' #> '{}'");
    refused("42000 A path behind #>", "select '{}' #>> '{a'");
    refused("42000 A path behind #>", "select '{}' #>> 'a'");
  }

  @Test
  void anElementIsPutBehindOrBeforeAnArray() {
    gives("[1,2,3]|[3,1,2]", "select array[1, 2] || 3, 3 || array[1, 2]");
    gives("[\"bcd\",\"a\",\"x\"]", "select 'bcd' || array['a'] || 'x'");
    gives("[1,2.5]|[1,null]", "select array[1] || 2.5, array[1] || cast(null as int)");
    gives(
        "[1,5]; [null,5]; null",
        "select a || 5 from (values (array[1]), (array[null]), (null)) t (a)");
    gives("3", "select cardinality(array_agg(x) || 'z') from (values ('a'), ('b')) t (x)");
    refused("42804", "select array[1] || 'x'");
    refused("42804", "select 1 || array['x']");
  }
}
