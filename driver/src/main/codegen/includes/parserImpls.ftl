<#-- Productions of this driver's own. -->

/** An alias without AS. */
SqlIdentifier BareAlias() :
{
    final SqlIdentifier id;
}
{
    id = SimpleIdentifier() {
        if (!ReservedWords.mayBeBareAlias(token)) {
            throw generateParseException();
        }
        return id;
    }
}

/** An operand with what stands behind it: x.member, x::type, x[1]. */
SqlNode Primary(ExprContext exprContext) :
{
    SqlNode e;
    SqlNode part;
    final SqlDataTypeSpec type;
    SqlOperator item;
}
{
    e = Expression3(exprContext)
    (
        LOOKAHEAD(2)
        <DOT> part = RowExpressionExtension() {
            e = SqlStdOperatorTable.DOT.createCall(Span.of(e).end(this), e, part);
        }
    |
        e = CastOf(e) { checkNonQueryExpression(exprContext); }
    |
        <LBRACKET> { checkNonQueryExpression(exprContext); }
        (
            LOOKAHEAD(2) <OFFSET> <LPAREN> { item = SqlLibraryOperators.OFFSET; }
            part = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
        |
            LOOKAHEAD(2) <ORDINAL> <LPAREN> { item = SqlLibraryOperators.ORDINAL; }
            part = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
        |
            { item = SqlStdOperatorTable.ITEM; }
            part = Expression(ExprContext.ACCEPT_SUB_QUERY)
        )
        <RBRACKET> {
            e = item.createCall(Span.of(e).end(this), e, part);
        }
    )*
    { return e; }
}

SqlNode CastOf(SqlNode value) :
{
    final SqlDataTypeSpec type;
}
{
    LOOKAHEAD(2)
    <INFIX_CAST> <INTERVAL> {
        return IntervalText.cast(Span.of(value).end(this), value);
    }
|
    <INFIX_CAST> type = DataType() {
        return SqlStdOperatorTable.CAST.createCall(Span.of(value).end(this), value, type);
    }
}

/** Behind an operand: AT TIME ZONE zone. */
void ZoneOf(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    <AT> <TIME> <ZONE> {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(InfixOperators.AT_TIME_ZONE, getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

void NullSafeEqual(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    <NULL_SAFE_EQUAL> {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM, getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** SET name = value, SET SCHEMA name, SET TIME ZONE zone, RESET name; no value: what it was first. */
SqlSetOption Setting(Span s, String scope) :
{
    final SqlIdentifier name;
    final SqlNode value;
}
{
    (
        <SET> { s.add(this); } [ LOOKAHEAD(SessionWord()) <SESSION> ]
        (
            LOOKAHEAD(<TIME> <ZONE>)
            name = TimeZoneName() ( <LOCAL> { value = null; } | value = SettingValue() )
        |
            LOOKAHEAD(<SCHEMA>, { getToken(2).kind != EQ && getToken(2).kind != TO })
            <SCHEMA> { name = new SqlIdentifier("schema", getPos()); } value = SettingValue()
        |
            name = CompoundIdentifier() ( <EQ> | <TO> ) value = SettingValue()
        )
    |
        <RESET> { s.add(this); value = null; }
        (
            LOOKAHEAD(<TIME> <ZONE>) name = TimeZoneName()
        |
            <ALL> { name = new SqlIdentifier("all", getPos()); }
        |
            name = CompoundIdentifier()
        )
    )
    { return new SqlSetOption(s.end(this), scope, (SqlNode) name, value); }
}

/** A word behind SESSION: SET SESSION cache = off, and not SET session = x. */
void SessionWord() :
{
}
{
    <SESSION> ( <TIME> | <SCHEMA> | SimpleIdentifier() )
}

SqlIdentifier TimeZoneName() :
{
    final Span s;
}
{
    <TIME> { s = span(); } <ZONE> { return new SqlIdentifier("time_zone", s.end(this)); }
}

/** What a setting is set to; null for its DEFAULT. */
SqlNode SettingValue() :
{
    final SqlNode value;
}
{
    (
        <DEFAULT_> { value = null; }
    |
        <ON> { value = new SqlIdentifier("on", getPos()); }
    |
        value = Literal()
    |
        value = SimpleIdentifier()
    )
    { return value; }
}

/** REFRESH, FORGET. */
SqlNode CacheCommand() :
{
}
{
    <REFRESH> { return new SqlCacheCommand(getPos(), SqlCacheCommand.Command.REFRESH); }
|
    <FORGET> { return new SqlCacheCommand(getPos(), SqlCacheCommand.Command.FORGET); }
}

/** USE schema is SET SCHEMA schema. */
SqlNode Use() :
{
    final Span s;
    final SqlNode name;
}
{
    <USE> { s = span(); } name = SimpleIdentifier() {
        return new SqlSetOption(s.end(this), null, (SqlNode) new SqlIdentifier("schema", s.pos()), name);
    }
}

/** SHOW TABLES, SHOW SCHEMAS, SHOW COLUMNS, SHOW name, SHOW ALL. */
SqlNode Show() :
{
    final Span s;
    SqlIdentifier name = null;
    String pattern = null;
    final SqlShow.Subject subject;
}
{
    <SHOW> { s = span(); }
    (
        <TABLES> { subject = SqlShow.Subject.TABLES; }
        [ ( <FROM> | <IN> ) name = CompoundIdentifier() ]
        [ <LIKE> pattern = SimpleStringLiteral() ]
    |
        ( <SCHEMAS> | <DATABASES> ) { subject = SqlShow.Subject.SCHEMAS; }
        [ <LIKE> pattern = SimpleStringLiteral() ]
    |
        <COLUMNS> { subject = SqlShow.Subject.COLUMNS; }
        ( <FROM> | <IN> ) name = CompoundIdentifier()
        [ <LIKE> pattern = SimpleStringLiteral() ]
    |
        { subject = SqlShow.Subject.SETTINGS; }
        (
            LOOKAHEAD(<TIME> <ZONE>) name = TimeZoneName()
        |
            <ALL>
        |
            name = CompoundIdentifier()
        )
    )
    { return new SqlShow(s.end(this), subject, name, pattern); }
}

/** DESCRIBE of a table, a column, a schema; of a query it is EXPLAIN. */
SqlNode Describe() :
{
    final Span s;
    final SqlIdentifier name;
    SqlIdentifier column = null;
    final SqlNode query;
}
{
    ( <DESCRIBE> | <DESC> ) { s = span(); }
    (
        LOOKAHEAD(<SCHEMA>, { getToken(2).kind != EOF })
        <SCHEMA> name = CompoundIdentifier() { return new SqlDescribeSchema(s.end(this), name); }
    |
        LOOKAHEAD({ getToken(1).kind == SELECT || getToken(1).kind == WITH || getToken(1).kind == VALUES || getToken(1).kind == LPAREN })
        query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) {
            return new SqlExplain(s.end(this),
                query,
                SqlExplainLevel.EXPPLAN_ATTRIBUTES.symbol(SqlParserPos.ZERO),
                SqlExplain.Depth.PHYSICAL.symbol(SqlParserPos.ZERO),
                SqlExplainFormat.TEXT.symbol(SqlParserPos.ZERO),
                nDynamicParams);
        }
    |
        [ <TABLE> ] name = CompoundIdentifier() [ column = SimpleIdentifier() ] {
            return new SqlDescribeTable(s.end(this), name, column);
        }
    )
}

<DEFAULT, DQID, BTID> TOKEN :
{
    < NEGATE: "!" >
|   < TILDE: "~" >
}

/** MAP(VARCHAR, DOUBLE), ARRAY(VARCHAR): types of nested values as Trino writes them. */
SqlTypeNameSpec NestedTypeName() :
{
    final SqlDataTypeSpec key;
    final SqlDataTypeSpec value;
}
{
    <MAP> <LPAREN> key = DataType() <COMMA> value = DataType() <RPAREN> {
        return new SqlMapTypeNameSpec(key, value, getPos());
    }
|
    <ARRAY> <LPAREN> value = DataType() <RPAREN> {
        return new SqlCollectionTypeNameSpec(value.getTypeNameSpec(), SqlTypeName.ARRAY, getPos());
    }
}
