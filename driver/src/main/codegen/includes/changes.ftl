<#-- Each assignment takes the lines in the first text for those in the second. -->
<#assign grammar = template>

<#-- The generated class is not ours to write. -->
<#assign grammar = changed(grammar,
"public class $" + "{parser.class} extends",
"@SuppressWarnings({\"cast\", \"rawtypes\", \"unchecked\"})\npublic class $" + "{parser.class} extends")>

<#-- Nothing is logged: that library has no room here. -->
<#assign grammar = changed(grammar, "    private static final Logger LOGGER = CalciteTrace.getParserTracer();\n", "")>
<#assign grammar = changed(grammar, "    LOGGER.info(\"{} , {}\", getToken(0).image, getToken(1).image);\n", "")>
<#assign grammar = changed(grammar, "import org.slf4j.Logger;\n", "")>

<#-- A query without FROM may have the clauses behind it. -->
<#assign old><#noparse>
        <FROM> fromClause = FromClause()
        ( where = Where() | { where = null; } )
        ( groupBy = GroupBy() | { groupBy = null; } )
        ( having = Having() | { having = null; } )
        ( windowDecls = Window() | { windowDecls = null; } )
        ( qualify = Qualify() | { qualify = null; } )
    |
        E() {
            fromClause = null;
            where = null;
            groupBy = null;
            having = null;
            windowDecls = null;
            qualify = null;
        }
    )
</#noparse></#assign>
<#assign new><#noparse>
        <FROM> fromClause = FromClause()
    |
        { fromClause = null; }
    )
    ( where = Where() | { where = null; } )
    ( groupBy = GroupBy() | { groupBy = null; } )
    ( having = Having() | { having = null; } )
    ( windowDecls = Window() | { windowDecls = null; } )
    ( qualify = Qualify() | { qualify = null; } )
</#noparse></#assign>
<#assign grammar = changed(grammar, old, new)>

<#-- LATERAL before a table function, and WITH ORDINALITY behind it. -->
<#assign old><#noparse>
    (
        LOOKAHEAD(2)
        tableName = CompoundTableIdentifier() { s = span(); }
        (
            // Table call syntax like FROM a.b() instead of FROM TABLE(a.b())
            // Three tokens needed to disambiguate EXTEND syntax from CALCITE-493.
            // Example: "FROM EventLog(lastGCTime TIME)".
            LOOKAHEAD(3)
            tableRef = ImplicitTableFunctionCallArgs(tableName)
        |
</#noparse></#assign>
<#assign new><#noparse>
    (
        LOOKAHEAD(<LATERAL> CompoundTableIdentifier())
        <LATERAL>
        tableName = CompoundTableIdentifier() { s = span(); }
        tableRef = ImplicitTableFunctionCallArgs(tableName)
        [
            LOOKAHEAD(2) <WITH> <ORDINALITY> { tableRef = TableFunctions.withOrdinality(tableRef); }
        ]
    |
        LOOKAHEAD(2)
        tableName = CompoundTableIdentifier() { s = span(); }
        (
            // Three tokens, because of FROM t(column TYPE).
            LOOKAHEAD(3)
            tableRef = ImplicitTableFunctionCallArgs(tableName)
            [
                LOOKAHEAD(2) <WITH> <ORDINALITY> { tableRef = TableFunctions.withOrdinality(tableRef); }
            ]
        |
</#noparse></#assign>
<#assign grammar = changed(grammar, old, new)>

<#-- PARTITION BY (SELECT …). -->
<#assign grammar = changed(grammar,
"partitionList = ExpressionCommaList(s1, ExprContext.ACCEPT_NON_QUERY)",
"partitionList = ExpressionCommaList(s1, ExprContext.ACCEPT_SUB_QUERY)")>

<#-- A column without a name is called as it is written. -->
<#assign old><#noparse>
    SqlNode e;
    final SqlIdentifier id;
}
{
    e = SelectExpression()
    (
        [ <AS>
            [ <MEASURE> {
                    e = SqlInternalOperators.MEASURE.createCall(
                        e.getParserPosition(), e);
                }
            ]
        ]
        (
            id = SimpleIdentifier()
        |
</#noparse></#assign>
<#assign new><#noparse>
    SqlNode e;
    final SqlIdentifier id;
    Token first;
}
{
    { first = getToken(1); }
    e = SelectExpression()
    (
        (
            LOOKAHEAD(2) <AS> id = SimpleIdentifier()
        |
            id = BareAlias()
        |
            LOOKAHEAD(2) <AS> id = SimpleIdentifierFromStringLiteral()
        |
</#noparse></#assign>
<#assign grammar = changed(grammar, old, new)>
<#assign grammar = changed(grammar,
"{ list.add(SqlStdOperatorTable.AS.createCall(span().end(e), e, id)); }\n    |   { list.add(e); }",
"{ list.add(SqlStdOperatorTable.AS.createCall(span().end(e), e, id)); }\n    |   { list.add(ColumnLabels.labelled(e, first, token)); }")>

<#-- SELECT DISTINCT ON (a, b) …. -->
<#assign grammar = changed(grammar,
"    (\n        keyword = AllOrDistinct() { keywords.add(keyword); }\n    )?",
"    (\n        LOOKAHEAD(2) <DISTINCT> <ON> on = ParenthesizedQueryOrCommaList(ExprContext.ACCEPT_SUB_QUERY)\n"
+ "    |\n        keyword = AllOrDistinct() { keywords.add(keyword); }\n    )?")>
<#assign grammar = changed(grammar,
"    final SqlLiteral keyword;\n    final SqlNodeList keywordList;",
"    final SqlLiteral keyword;\n    SqlNodeList on = null;\n    final SqlNodeList keywordList;")>
<#assign grammar = changed(grammar,
"        SqlByRewriter.rewrite(select, by);\n",
"        SqlByRewriter.rewrite(select, by);\n        DistinctOnKeys.attach(select, on);\n")>

<#-- GROUP BY ALL, with nothing behind it. -->
<#assign old><#noparse>
    (
        <DISTINCT> { distinct = true; }
    |   <ALL> { distinct = false; }
    |   { distinct = false; }
    )
    list = GroupingElementList() {
</#noparse></#assign>
<#assign new><#noparse>
    (
        <DISTINCT> { distinct = true; }
    |   <ALL> { distinct = false; all = true; }
    |   { distinct = false; }
    )
    (
        list = GroupingElementList()
    |
        LOOKAHEAD({ all })
        { list = ImmutableList.of(SqlSelectKeyword.ALL.symbol(getPos())); }
    )
    {
</#noparse></#assign>
<#assign grammar = changed(grammar, old, new)>
<#assign grammar = changed(grammar,
"SqlNodeList GroupBy() :\n{\n    final List<SqlNode> list;\n",
"SqlNodeList GroupBy() :\n{\n    final List<SqlNode> list;\n    boolean all = false;\n")>

<#-- Derived tables have each name once; the result of a statement has what is written. -->
<#assign grammar = changed(grammar,
"    <SELECT> { s = span(); }\n    [ <HINT_BEG>",
"    <SELECT> { s = span(); queryDepth++; }\n    [ <HINT_BEG>")>
<#assign grammar = changed(grammar,
"    {\n        final SqlSelect select = new SqlSelect(",
"    {\n        if (--queryDepth > 0) {\n            ColumnLabels.makeUnique(selectList);\n        }\n        final SqlSelect select = new SqlSelect(")>
<#assign grammar = changed(grammar,
"    <AS>\n    definition = ParenthesizedExpression(ExprContext.ACCEPT_QUERY)\n",
"    <AS> { queryDepth++; }\n    definition = ParenthesizedExpression(ExprContext.ACCEPT_QUERY) { queryDepth--; }\n")>

<#-- Not every word is an alias without AS. -->
<#assign grammar = changed(grammar,
"[ <AS> ] alias = SimpleIdentifier()\n        (\n            columnAliasList = Par",
"( <AS> alias = SimpleIdentifier() | alias = BareAlias() )\n        (\n            columnAliasList = Par")>

<#-- Behind an operand: a member, a cast and an element bind tighter than every operator. -->
<#assign old><#noparse>
    e = Expression3(exprContext) {
        list.add(e);
    }
    (
        LOOKAHEAD(2) <DOT>
        ext = RowExpressionExtension() {
            list.add(
                new SqlParserUtil.ToTreeListItem(
                    SqlStdOperatorTable.DOT, getPos()));
            list.add(ext);
        }
    )*
    AddOptionalColonPath(list)
</#noparse></#assign>
<#assign new><#noparse>
    e = Primary(exprContext) {
        list.add(e);
    }
</#noparse></#assign>
<#assign grammar = changed(grammar, old, new)>
<#assign grammar = changed(grammar, "    SqlOperator op;\n    SqlNode ext;\n}", "    SqlOperator op;\n}")>

<#-- Operators that bind as PostgreSQL's. -->
<#assign grammar = changed(grammar,
"SqlBinaryOperator BinaryRowOperator() :\n{\n    SqlBinaryOperator op;\n}",
"SqlOperator BinaryRowOperator() :\n{\n    SqlBinaryOperator op;\n}")>
<#assign grammar = changed(grammar,
"|   <PLUS> { return SqlStdOperatorTable.PLUS; }\n|   <MINUS> { return SqlStdOperatorTable.MINUS; }\n|   <STAR>",
"|   <PLUS> { return InfixOperators.PLUS; }\n|   <MINUS> { return InfixOperators.MINUS; }\n|   <STAR>")>
<#assign grammar = changed(grammar,
"|   <CONCAT> { return SqlStdOperatorTable.CONCAT; }",
"|   <CONCAT> { return InfixOperators.CONCAT; }\n"
+ "|   <LAMBDA> { return InfixOperators.ARROW; }\n"
+ "|   <ARROW_TEXT> { return InfixOperators.ARROW_TEXT; }\n"
+ "|   <PATH_ARROW> { return InfixOperators.PATH; }\n"
+ "|   <PATH_ARROW_TEXT> { return InfixOperators.PATH_TEXT; }\n"
+ "|   <HOLDS> { return InfixOperators.CONTAINS; }\n"
+ "|   <HELD> { return InfixOperators.CONTAINED; }")>
<#assign grammar = changed(grammar,
"<CARET> { return SqlStdOperatorTable.BITXOR_OPERATOR; }",
"<CARET> { return InfixOperators.POWER; }")>

<#-- An arrow in an argument is the operator on JSON; there are no functions of functions. -->
<#assign lambda>
        LOOKAHEAD((SimpleIdentifierOrList() | <LPAREN> <RPAREN>) <LAMBDA>)
        e = LambdaExpression()
    |
</#assign>
<#assign grammar = grammar?replace(lambda, "\n")>

<#-- Functions of dates that are ordinary calls here, with units as text. -->
<#list ["DateDiff", "DateTrunc", "DatetimeTrunc", "DatetimeDiff", "TimestampDiff3", "TimestampTrunc", "TimeDiff", "TimeTrunc"] as function>
<#assign grammar = changed(grammar, "        node = " + function + "FunctionCall() { return node; }\n    |\n", "")>
</#list>

<#-- f(x IGNORE NULLS) is f(x) IGNORE NULLS. -->
<#assign old><#noparse>
        AddArg(list, exprContext)
    )*
    <RPAREN>
    {
        return list;
    }
</#noparse></#assign>
<#assign new><#noparse>
        AddArg(list, exprContext)
    )*
    [ nulls = NullTreatment() ]
    <RPAREN>
    {
        return list;
    }
</#noparse></#assign>
<#assign grammar = changed(grammar, old, new)>
<#assign old><#noparse>
    {
        return createCall(qualifiedName, s.end(this), funcType, quantifier, args);
    }
}

/*
* Parse Floor/Ceil function parameters
</#noparse></#assign>
<#assign new><#noparse>
    {
        return withNulls(createCall(qualifiedName, s.end(this), funcType, quantifier, args));
    }
}

/*
* Parse Floor/Ceil function parameters
</#noparse></#assign>
<#assign grammar = changed(grammar, old, new)>
<#assign old><#noparse>
    private int rowValueStarCount;
</#noparse></#assign>
<#assign new><#noparse>
    private int rowValueStarCount;

    /** How many queries the parser is in. */
    private int queryDepth;

    /** What the arguments that were read last say about NULL. */
    private Pair<SqlParserPos, SqlOperator> nulls;

    private SqlCall withNulls(SqlCall call) {
        final Pair<SqlParserPos, SqlOperator> treatment = nulls;
        nulls = null;
        return treatment == null ? call : treatment.right.createCall(treatment.left, call);
    }
</#noparse></#assign>
<#assign grammar = changed(grammar, old, new)>

<#-- Intervals whose text names the units. -->
<#assign old><#noparse>
        // literal (with quoted string)
        p = SimpleStringLiteral()
        intervalQualifier = IntervalQualifier() {
            return SqlParserUtil.parseIntervalLiteral(s.end(intervalQualifier),
                sign, p, intervalQualifier);
        }
    |
</#noparse></#assign>
<#assign new><#noparse>
        // literal (with quoted string)
        p = SimpleStringLiteral()
        (
            LOOKAHEAD(IntervalQualifier(), { !IntervalText.hasUnits(getToken(0).image) })
            intervalQualifier = IntervalQualifier() {
                return SqlParserUtil.parseIntervalLiteral(s.end(intervalQualifier),
                    sign, p, intervalQualifier);
            }
        |
            {
                return IntervalText.interval(s.end(this), sign, p);
            }
        )
    |
</#noparse></#assign>
<#assign grammar = changed(grammar, old, new)>

<#-- JDBC's escapes. -->
<#list [["D", "Date", "DATE", "getPos()"], ["T", "Time", "TIME", "getPos()"], ["TS", "Timestamp", "TIMESTAMP", "s.end(this)"]] as escape>
<#assign grammar = changed(grammar,
"return SqlParserUtil.parse" + escape[1] + "Literal(p, " + escape[3] + ");",
"return EscapedCalls.literal(\"" + escape[2] + "\", p, " + escape[3] + ");")>
<#assign grammar = changed(grammar, "< LBRACE_" + escape[0] + ": \"{\" (\" \")*", "< LBRACE_" + escape[0] + ": \"{\" ([\" \",\"\\t\",\"\\n\",\"\\r\"])*")>
</#list>
<#assign grammar = changed(grammar, "|   < LBRACE_FN: \"{\" (\" \")* [\"f\",\"F\"] [\"n\",\"N\"] >",
"|   < LBRACE_FN: \"{\" ([\" \",\"\\t\",\"\\n\",\"\\r\"])* \"fn\" >\n"
+ "|   < LBRACE_OJ: \"{\" ([\" \",\"\\t\",\"\\n\",\"\\r\"])* \"oj\" >\n"
+ "|   < LBRACE_LIMIT: \"{\" ([\" \",\"\\t\",\"\\n\",\"\\r\"])* \"limit\" >\n"
+ "|   < LBRACE_ESCAPE: \"{\" ([\" \",\"\\t\",\"\\n\",\"\\r\"])* \"escape\" >")>
<#assign grammar = changed(grammar,
"return new SqlJdbcFunctionCall(name).createCall(s.end(this),\n            args.getList());",
"return EscapedCalls.call(s.end(this), name, args.getList());")>
<#assign old><#noparse>
    <LBRACE_FN> {
        s = span();
    }
    (
</#noparse></#assign>
<#assign new><#noparse>
    <LBRACE_FN> {
        s = span();
    }
    (
        LOOKAHEAD({ getToken(1).kind == EXTRACT || getToken(1).kind == POSITION || getToken(1).kind == TRIM })
        e = BuiltinFunctionCall() <RBRACE> { return e; }
    |
</#noparse></#assign>
<#assign grammar = changed(grammar, old, new)>
<#assign old><#noparse>
                    <ESCAPE> e = Expression3(ExprContext.ACCEPT_SUB_QUERY) {
</#noparse></#assign>
<#assign new><#noparse>
                    (
                        <ESCAPE> e = Expression3(ExprContext.ACCEPT_SUB_QUERY)
                    |
                        <LBRACE_ESCAPE> e = Expression3(ExprContext.ACCEPT_SUB_QUERY) <RBRACE>
                    )
                    {
</#noparse></#assign>
<#assign grammar = changed(grammar, old, new)>
<#assign old><#noparse>
    |
        FetchClause(offsetFetch)
    ]
    {
        if (orderBy != null ||
</#noparse></#assign>
<#assign new><#noparse>
    |
        FetchClause(offsetFetch)
    |
        <LBRACE_LIMIT> offsetFetch[1] = UnsignedNumericLiteralOrParam()
        [ OffsetClause(s, offsetFetch) ]
        <RBRACE>
    ]
    {
        if (orderBy != null ||
</#noparse></#assign>
<#assign grammar = changed(grammar, old?chop_linebreak, new?chop_linebreak)>
<#assign old><#noparse>
    |
        tableRef = ExtendedTableRef()
    )
</#noparse></#assign>
<#assign new><#noparse>
    |
        <LBRACE_OJ> tableRef = TableRef1(ExprContext.ACCEPT_QUERY_OR_JOIN)
        ( tableRef = JoinTable(tableRef) )*
        <RBRACE>
    |
        tableRef = ExtendedTableRef()
    )
</#noparse></#assign>
<#assign grammar = changed(grammar, old, new)>

<#-- EXPLAIN SELECT … is EXPLAIN PLAN FOR SELECT …; EXPLAIN ANALYZE SELECT … runs it besides. -->
<#assign old><#noparse>
    <EXPLAIN> <PLAN>
</#noparse></#assign>
<#assign new><#noparse>
    <EXPLAIN>
    (
        <PLAN>
    |
        <ANALYZE> stmt = SqlQueryOrDml() {
            return ExplainAnalyze.of(getPos(), stmt, nDynamicParams);
        }
    |
        stmt = SqlQueryOrDml() {
            return new SqlExplain(getPos(),
                stmt,
                detailLevel.symbol(SqlParserPos.ZERO),
                SqlExplain.Depth.PHYSICAL.symbol(SqlParserPos.ZERO),
                SqlExplainFormat.TEXT.symbol(SqlParserPos.ZERO),
                nDynamicParams);
        }
    )
</#noparse></#assign>
<#assign grammar = changed(grammar, old, new)>

<#-- TABLE t is SELECT * FROM t. -->
<#assign grammar = changed(grammar,
"        return SqlStdOperatorTable.EXPLICIT_TABLE.createCall(pos, tableRef);",
"        return new SqlSelect(Span.of(tableRef).pos(), null,\n"
+ "            SqlNodeList.of(SqlIdentifier.star(tableRef.getParserPosition())), tableRef,\n"
+ "            null, null, null, null, null, null, null, null, null);")>

<#-- // is an operator of others, and no comment. -->
<#assign grammar = changed(grammar, "(\"//\"|\"--\")", "\"--\"")>

<#-- Long chains take time in proportion to their length. -->
<#assign grammar = changed(grammar,
"    list = Expression2(exprContext) { return SqlParserUtil.toTree(list); }",
"    list = Expression2(exprContext) { return OperatorSequence.toTree(list); }")>
<#-- DESCRIBE is ours: Describe. -->
<#assign grammar = changed(grammar, "        stmt = SqlDescribe()\n    |\n", "")>

<#-- CAST('1 day' AS INTERVAL) is an interval. -->
<#assign grammar = changed(grammar,
"            <INTERVAL> e = IntervalQualifier() { args.add(e); }\n<#if (parser.includeIntervalWithoutQualifier",
"            <INTERVAL> e = IntervalQualifier() { args.add(e); }\n"
+ "        |\n"
+ "            LOOKAHEAD(2)\n"
+ "            <INTERVAL> <RPAREN> { return IntervalText.cast(s.end(this), args.get(0)); }\n"
+ "<#if (parser.includeIntervalWithoutQualifier")>

<#-- FETCH FIRST [n] ROWS WITH TIES. -->
<#assign old><#noparse>
    <FETCH> ( <FIRST> | <NEXT> ) offsetFetch[1] = UnsignedNumericLiteralOrParam()
    ( <ROW> | <ROWS> ) <ONLY>
</#noparse></#assign>
<#assign new><#noparse>
    <FETCH> ( <FIRST> | <NEXT> )
    (
        offsetFetch[1] = UnsignedNumericLiteralOrParam()
    |
        { offsetFetch[1] = SqlLiteral.createExactNumeric("1", getPos()); }
    )
    ( <ROW> | <ROWS> )
    (
        <ONLY>
    |
        <WITH> <TIES> { offsetFetch[1] = RowsWithTies.of(getPos(), offsetFetch[1]); }
    )
</#noparse></#assign>
<#assign grammar = changed(grammar, old, new)>

<#-- int[] and int[3] are arrays, as in PostgreSQL. -->
<#assign grammar = changed(grammar,
"        typeName = CollectionsTypeName(typeName)\n",
"        typeName = CollectionsTypeName(typeName)\n"
+ "    |\n"
+ "        LOOKAHEAD(<LBRACKET> [ <UNSIGNED_INTEGER_LITERAL> ] <RBRACKET>)\n"
+ "        <LBRACKET> [ <UNSIGNED_INTEGER_LITERAL> ] <RBRACKET> {\n"
+ "            typeName = new SqlCollectionTypeNameSpec(typeName, SqlTypeName.ARRAY, getPos());\n"
+ "        }\n")>
