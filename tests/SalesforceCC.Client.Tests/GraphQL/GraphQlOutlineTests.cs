using SalesforceCC.GraphQL;
using SalesforceCC.Records;

namespace SalesforceCC.Client.Tests.GraphQL;

public class GraphQlOutlineTests
{
    [Theory]
    [InlineData("{ a b: c(x: 1, y: $z) { d } }", "a b=c($z){d}")]
    [InlineData("query Q($z: String = \"}\", $n: [Int!] = [1]) @x(y: \"(\") { a(s: \"\\\"}{\", o: {k: [1, -2.5e3, {l: $z}]}) # }}}\n, b }", "a b")]
    [InlineData("{ a(t: \"\"\"\n } \\\"\"\" { \"\"\") { b } }", "a{b}")]
    [InlineData("query { ...F a { c ... on X @include(if: $y) { d ...G } ... { e } ... @skip(if: true) { f } } } fragment F on Q { a { b } } fragment G on X { g: h }", "a{b c d g=h e f}")]
    [InlineData("mutation M { a }", "!a")]
    [InlineData("\uFEFF{a}", "a")]
    public void The_outline_has_what_is_selected(string text, string expected)
    {
        GraphQlOutline outline = GraphQlOutline.Of(text, null)!;
        Assert.Equal(expected, (outline.IsMutation ? "!" : "") + Show(outline.Fields));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ a")]
    [InlineData("{ a } }")]
    [InlineData("{ a(x: ) }")]
    [InlineData("{ a(x:")]
    [InlineData("{ a(x: 1 { b } }")]
    [InlineData("{ a(s: \"x\n\") }")]
    [InlineData("{ a(s: \"x")]
    [InlineData("{ a(s: \"\"\"x")]
    [InlineData("{ ...F }")]
    [InlineData("{ ...F } fragment F on Q { ...F }")]
    [InlineData("type A { b: Int }")]
    [InlineData("query A { a } query B { b }")]
    [InlineData("{ 1 }")]
    public void What_has_no_outline_is_left_to_Salesforce(string text) => Assert.Null(GraphQlOutline.Of(text, null));

    [Fact]
    public void A_document_that_is_too_deep_has_none() =>
        Assert.Null(GraphQlOutline.Of(string.Concat(Enumerable.Repeat("{a", 5_000)) + new string('}', 5_000), null));

    [Fact]
    public void One_of_several_operations_is_chosen_by_its_name()
    {
        const string Text = "query A { a } mutation B { b }";
        Assert.False(GraphQlOutline.Of(Text, "A")!.IsMutation);
        Assert.True(GraphQlOutline.Of(Text, "B")!.IsMutation);
        Assert.Null(GraphQlOutline.Of(Text, "C"));
    }

    [Fact]
    public void The_connection_whose_after_is_a_variable_is_paged()
    {
        GraphQlPaging paging = Paging("query($c: String) { uiapi { q: query { x: Account(after: $c, upperBound: 5) { pageInfo { hasNextPage endCursor } edges { node { Contacts(after: $c) { totalCount } } } } } } }")!;
        Assert.Equal(["uiapi", "q", "x"], paging.Path);
        Assert.Equal("c", paging.Variable);
        Assert.True(paging.HasBound);
    }

    [Theory]
    [InlineData("{ uiapi { query { Account(after: \"x\") { totalCount } } } }")]
    [InlineData("query($c: String) { uiapi { query { Account { edges { node { Contacts(after: $c) { totalCount } } } } } } }")]
    [InlineData("mutation($c: String) { a(after: $c) { b } }")]
    [InlineData("nonsense")]
    public void Others_are_not(string text) => Assert.Null(Paging(text));

    [Theory]
    [InlineData("query($c: String) { a(after: $c) { pageInfo { hasNextPage endCursor } } b(after: $c) { pageInfo { hasNextPage endCursor } } }")]
    [InlineData("query($c: String) { a(after: $c) { edges { cursor } } }")]
    [InlineData("query($c: String) { a(after: $c) { info: pageInfo { hasNextPage endCursor } } }")]
    [InlineData("query($c: String) { a(after: $c) { pageInfo { more: hasNextPage endCursor } } }")]
    public void What_cannot_be_paged_is_refused(string text) =>
        Assert.Equal(SfErrorCodes.InvalidParameter, Assert.Throws<SfException>(() => Paging(text)).Code);

    [Fact]
    public void Values_have_the_type_of_their_field_where_it_is_known()
    {
        ObjectFields fields = new(new Dictionary<string, FieldType>
        {
            ["D"] = FieldType.Date,
            ["T"] = FieldType.Time,
            ["N"] = FieldType.Number,
            ["S"] = FieldType.Text,
        });
        Assert.Equal(new DateTime(2026, 1, 31), GraphQlValue.Of("2026-01-31", "D", fields));
        Assert.Equal(new TimeSpan(9, 30, 0), GraphQlValue.Of("09:30:00.000Z", "T", fields));
        Assert.Equal(5m, GraphQlValue.Of(5, "N", fields));
        Assert.Equal(5_000_000_000m, GraphQlValue.Of(5_000_000_000L, "N", fields));
        Assert.Equal("2026-01-31", GraphQlValue.Of("2026-01-31", "S", fields));
        Assert.Equal("soon", GraphQlValue.Of("soon", "D", fields));
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 10, 0, 0, TimeSpan.Zero), GraphQlValue.Of("2026-01-31T10:00:00.000Z", "CreatedDate", null));
        Assert.Equal("2026-01-31", GraphQlValue.Of("2026-01-31", "D", null));
        Assert.Null(GraphQlValue.Of(null, "D", fields));
    }

    [Theory]
    [InlineData("query", 4)]
    [InlineData("mutation", 1)]
    public async Task A_query_is_repeated_and_a_mutation_is_not(string kind, int calls)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("POST graphql", Reply.Error(500, "UNKNOWN_EXCEPTION", "x"));
        await Assert.ThrowsAsync<SfException>(() => GraphQlCall.SendAsync(
            session, kind + " { a }", new Dictionary<string, object?>(), null, kind == "query", Guard.Stop));
        Assert.Equal(calls, org.Count("POST graphql"));
    }

    [Theory]
    [InlineData("""{"message":"m","path":["a",0],"locations":[{"line":2,"column":3}],"extensions":{"classification":"X"}}""", "X", "m (a/0, line 2, column 3)")]
    [InlineData("""{"message":"m","locations":[]}""", "GRAPHQL_ERROR", "m")]
    [InlineData("\"text\"", "GRAPHQL_ERROR", "text")]
    [InlineData("{}", "GRAPHQL_ERROR", "Salesforce gives no reason.")]
    public async Task Errors_say_where_they_are(string error, string code, string message)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        string sent = "";
        org.On("POST graphql", request =>
        {
            sent = request.Text;
            return Reply.Json($$"""{"data":null,"errors":[{{error}}]}""");
        });
        GraphQlResponse response = await GraphQlCall.SendAsync(
            session, "{ a }", new Dictionary<string, object?> { ["x"] = 1 }, "A", true, Guard.Stop);
        SfException failure = Assert.Single(response.Errors);
        Assert.Equal((code, message), (failure.Code, failure.Message));
        Assert.Equal("""{"query":"{ a }","variables":{"x":1},"operationName":"A"}""", sent);
    }

    private static GraphQlPaging? Paging(string text) => GraphQlPaging.Of(GraphQlOutline.Of(text, null));

    private static string Show(IEnumerable<GraphQlField> fields) => string.Join(' ', fields.Select(static f =>
        (f.Key == f.Name ? f.Key : $"{f.Key}={f.Name}")
        + (f.Arguments.Values.OfType<string>().ToArray() is { Length: > 0 } variables ? $"(${string.Join(',', variables)})" : "")
        + (f.Fields.Count > 0 ? $"{{{Show(f.Fields)}}}" : "")));
}
