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

<DEFAULT, DQID, BTID> TOKEN :
{
    < NEGATE: "!" >
|   < TILDE: "~" >
}
