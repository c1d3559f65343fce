using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

public sealed class GraphQlTests
{
    private const string Base = "/services/data/v68.0";

    [Fact]
    public async Task Pages_go_on_from_the_last_cursor()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 5);
        const string Query = "query Q($after: String) { uiapi { query { Account(first: 2, after: $after, orderBy: {Code__c: {order: ASC}}) { edges { cursor node { Id Code__c { value } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount pageResultCount } } } }";
        List<string> codes = [];
        string? after = null;
        for (bool more = true; more;)
        {
            JsonElement page = Account(await Ask(org, Query, new { after }));
            codes.AddRange(page.GetProperty("edges").EnumerateArray().Select(e => e.GetProperty("node").GetProperty("Code__c").GetProperty("value").GetString()!));
            Assert.Equal(5, page.GetProperty("totalCount").GetInt32());
            JsonElement info = page.GetProperty("pageInfo");
            Assert.Equal(after is not null, info.GetProperty("hasPreviousPage").GetBoolean());
            Assert.Equal(page.GetProperty("edges").EnumerateArray().Last().GetProperty("cursor").GetString(), info.GetProperty("endCursor").GetString());
            after = info.GetProperty("endCursor").GetString();
            more = info.GetProperty("hasNextPage").GetBoolean();
        }

        Assert.Equal(["A-0", "A-1", "A-2", "A-3", "A-4"], codes);
    }

    [Fact]
    public async Task A_page_may_be_shorter_and_not_the_last()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 5);
        await org.KnobAsync("graphql", new { pageRows = 3 });
        JsonElement page = Account(await Ask(org, "{ uiapi { query { Account(first: 4) { edges { node { Id } } pageInfo { hasNextPage } } } } }"));
        Assert.Equal(3, page.GetProperty("edges").GetArrayLength());
        Assert.True(page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
    }

    [Theory]
    [InlineData("", 4_000)]
    [InlineData(", upperBound: 4100", 4_100)]
    [InlineData(", upperBound: 5000", 4_200)]
    public async Task Without_an_upper_bound_4000_rows_are_the_most(string bound, int total)
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 4_200);
        JsonElement page = Account(await Ask(org, $"{{ uiapi {{ query {{ Account(first: 2000{bound}) {{ totalCount edges {{ node {{ Id }} }} }} }} }} }}"));
        Assert.Equal(total, page.GetProperty("totalCount").GetInt32());
        Assert.Equal(2_000, page.GetProperty("edges").GetArrayLength());
    }

    [Fact]
    public async Task Values_parents_and_children_stand_where_they_were_asked_for()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        string account = await Create(org, "Account", """{"Name":"Acme","AnnualRevenue":1234567,"NumberOfEmployees":1200,"Industry":"Energy"}""");
        string child = await Create(org, "Account", $$"""{"Name":"Child","ParentId":"{{account}}"}""");
        foreach (string name in new[] { "C", "A", "B" })
            await Create(org, "Contact", $$"""{"LastName":"{{name}}","AccountId":"{{account}}"}""");

        JsonElement answer = await Ask(org, """
            query { uiapi { query {
              top: Account(where: {Name: {eq: "acme"}}) { edges { node { ...Values Parent { Name { value } } Contacts(first: 2, orderBy: {LastName: {order: ASC}}) { totalCount edges { node { LastName { value } Account { Name { value } } } } pageInfo { hasNextPage } } all: Contacts { totalCount } } } }
              Account(where: {Parent: {Name: {like: "Ac%"}}}) { edges { node { Id Parent { Id Name { value } Owner { ... on User { Username { value } } ... on Group { Email { value } } } } } } }
            } } }
            fragment Values on Account { key: Id ApiName AnnualRevenue { value displayValue } NumberOfEmployees { displayValue value } Industry { value label } Name { value displayValue } Fax { value } }
            """);

        JsonElement query = answer.GetProperty("data").GetProperty("uiapi").GetProperty("query");
        JsonElement top = query.GetProperty("top").GetProperty("edges")[0].GetProperty("node");
        Assert.Equal(
            """{"key":"ID","ApiName":"Account","AnnualRevenue":{"value":1234567.0,"displayValue":"$1,234,567"},"NumberOfEmployees":{"displayValue":"1,200","value":1200},"Industry":{"value":"Energy","label":"Energy"},"Name":{"value":"Acme","displayValue":null},"Fax":{"value":null},"Parent":null,"Contacts":{"totalCount":3,"edges":[{"node":{"LastName":{"value":"A"},"Account":{"Name":{"value":"Acme"}}}},{"node":{"LastName":{"value":"B"},"Account":{"Name":{"value":"Acme"}}}}],"pageInfo":{"hasNextPage":true}},"all":{"totalCount":3}}"""
                .Replace("ID", account, StringComparison.Ordinal),
            top.GetRawText());
        JsonElement second = query.GetProperty("Account").GetProperty("edges")[0].GetProperty("node");
        Assert.Equal(child, second.GetProperty("Id").GetString());
        Assert.Equal(account, second.GetProperty("Parent").GetProperty("Id").GetString());
        Assert.Equal(["Username"], second.GetProperty("Parent").GetProperty("Owner").EnumerateObject().Select(p => p.Name));
        Assert.Equal(0, answer.GetProperty("errors").GetArrayLength());
    }

    [Theory]
    [InlineData("""{Code__c: {in: ["A-1", "A-3"]}}""", "A-1 A-3")]
    [InlineData("""{Code__c: {nin: ["A-1", "A-3", "A-0"]}}""", "A-2 A-4")]
    [InlineData("""{Code__c: {gt: "A-1", lte: "A-3"}}""", "A-2 A-3")]
    [InlineData("""{or: [{Code__c: {eq: "A-0"}}, {and: [{Code__c: {ne: "A-1"}}, {Name: {like: "%1"}}]}, {Code__c: {gte: "A-4"}}]}""", "A-0 A-4")]
    [InlineData("""{not: {Code__c: {lt: "A-4"}}}""", "A-4")]
    [InlineData("""{Code__c: {eq: "A-2"}, IsDeleted: {eq: false}, Fax: {eq: null}}""", "A-2")]
    [InlineData("""{CreatedDate: {gte: {literal: TODAY}}, SystemModstamp: {gt: {value: "2020-01-01T00:00:00Z"}}, LastModifiedDate: {gte: {range: {last_n_days: 3}}}, Code__c: {eq: "A-2"}}""", "A-2")]
    [InlineData("""{Id: {ninq: {Contact: {LastName: {ne: null}}, ApiName: "AccountId"}}, Code__c: {eq: "A-1"}}""", "A-1")]
    [InlineData("""{AnnualRevenue: {gt: 1.5}}""", "")]
    [InlineData("""{and: [], Code__c: {eq: "A-1"}}""", "A-1")]
    [InlineData("""{or: {Code__c: {eq: "A-1"}}}""", "A-1")]
    [InlineData("""{not: {}, Code__c: {eq: "A-3"}}""", "A-3")]
    [InlineData("""{Id: {inq: {Contact: {LastName: {eq: "nobody"}}, ApiName: "AccountId"}}}""", "")]
    [InlineData("""{NumberOfEmployees: {eq: null}, Code__c: {in: "A-4"}}""", "A-4")]
    [InlineData("""{CreatedDate: {eq: null}}""", "")]
    [InlineData("""{CreatedDate: {ne: {value: null}}, Code__c: {eq: "A-0"}}""", "A-0")]
    [InlineData("""{Parent: {Code__c: {eq: "A-0"}}}""", "")]
    [InlineData("{}", "A-0 A-1 A-2 A-3 A-4")]
    public async Task Filters_are_those_of_the_guide(string where, string codes)
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 5);
        JsonElement answer = await Ask(org, $"{{ uiapi {{ query {{ Account(where: {where}, orderBy: {{Code__c: {{order: ASC}}}}) {{ edges {{ node {{ Code__c {{ value }} }} }} }} }} }} }}");
        Assert.Equal(0, answer.GetProperty("errors").GetArrayLength());
        Assert.Equal(codes, string.Join(' ', Account(answer).GetProperty("edges").EnumerateArray().Select(e => e.GetProperty("node").GetProperty("Code__c").GetProperty("value").GetString())));
    }

    [Theory]
    [InlineData("[{Industry: {order: DESC, nulls: LAST}}, {Code__c: {order: DESC}}]", "A-4 A-3 A-2 A-1 A-0")]
    [InlineData("{Parent: {Name: {order: ASC}}, Code__c: {}}", "A-0 A-1 A-2 A-3 A-4")]
    [InlineData("[null, {Code__c: {nulls: FIRST, order: DESC}}]", "A-4 A-3 A-2 A-1 A-0")]
    public async Task Orders_are_those_of_the_guide(string order, string codes)
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 5);
        JsonElement answer = await Ask(org, $"{{ uiapi {{ query {{ Account(orderBy: {order}) {{ edges {{ node {{ Code__c {{ value }} }} }} }} }} }} }}");
        Assert.Equal(codes, string.Join(' ', Account(answer).GetProperty("edges").EnumerateArray().Select(e => e.GetProperty("node").GetProperty("Code__c").GetProperty("value").GetString())));
    }

    [Fact]
    public async Task Directives_fragments_and_repeated_fields_select()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 1);
        JsonElement answer = await Ask(
            org,
            """
            # a comment
            query Q($yes: Boolean = true, $no: Boolean, $n: Int = 1, $f: Float = 1.5) { uiapi { query {
              Account(first: $n, where: {AnnualRevenue: {ne: $f}}) {
                totalCount @include(if: $no)
                pageResultCount @skip(if: $yes)
                edges { node { Name @include(if: $yes) { value } ... on Account @skip(if: $no) { Code__c { value } } ... { Fax { value } } } }
                edges { node { Name { displayValue } Id } }
              } } } }
            query Other { uiapi { query { Contact { totalCount } } } }
            """,
            new { },
            "Q");
        JsonElement account = Account(answer);
        Assert.Equal(["edges"], account.EnumerateObject().Select(p => p.Name));
        JsonElement node = account.GetProperty("edges")[0].GetProperty("node");
        Assert.Equal(["Name", "Code__c", "Fax", "Id"], node.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["value", "displayValue"], node.GetProperty("Name").EnumerateObject().Select(p => p.Name));

        Assert.Contains("Unknown operation named 'Nope'", (await Ask(org, "query A { uiapi { query { Account { totalCount } } } }", new { }, "Nope")).GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ uiapi { query { Account { edges { node { Nope { value } } } } } } }", "ValidationError", "Field 'Nope' in type 'Account' is undefined")]
    [InlineData("{ uiapi { query { Nope { totalCount } } } }", "ValidationError", "Field 'Nope' in type 'RecordQuery' is undefined")]
    [InlineData("{ uiapi { query { Account { edges { node { Name } } } } } }", "ValidationError", "Subselection required")]
    [InlineData("{ uiapi { query { Account(limit: 1) { totalCount } } } }", "ValidationError", "Unknown field argument 'limit'")]
    [InlineData("{ uiapi { query { Account(where: {Nope: {eq: 1}}) { totalCount } } } }", "ValidationError", "Field 'Nope' in type 'Account_Filter' is undefined")]
    [InlineData("{ uiapi { query { Account(first: 2001) { totalCount } } } }", "ValidationError", "first")]
    [InlineData("{ uiapi { query { Account(first: 100, upperBound: 5000) { totalCount } } } }", "ValidationError", "between 200 and 2000")]
    [InlineData("{ uiapi { query { Account(after: \"x\") { totalCount } } } }", "ValidationError", "cursor")]
    [InlineData("query($a: Int!) { uiapi { query { Account(first: $a) { totalCount } } } }", "ValidationError", "Variable 'a'")]
    [InlineData("{ uiapi { query { Account { ...F } } } } fragment F on AccountConnection { ...F }", "ValidationError", "contains itself")]
    [InlineData("{ uiapi { query { Account ", "InvalidSyntax", "Invalid Syntax")]
    [InlineData("""{ uiapi { query { Account(where: {Name: {near: "x"}}) { totalCount } } } }""", "ValidationError", """Field 'near' in type""")]
    [InlineData("""{ uiapi { query { Account(where: {Name: 1}) { totalCount } } } }""", "ValidationError", """argument 'where' is not valid""")]
    [InlineData("""{ uiapi { query { Account(where: {Name: {eq: 1}}) { totalCount } } } }""", "ValidationError", """1 is not a valid value for 'Name'""")]
    [InlineData("""{ uiapi { query { Account(where: {IsDeleted: {eq: "x"}}) { totalCount } } } }""", "ValidationError", """is not a valid value for 'IsDeleted'""")]
    [InlineData("""{ uiapi { query { Account(where: {AnnualRevenue: {eq: "1"}}) { totalCount } } } }""", "ValidationError", """is not a valid value for 'AnnualRevenue'""")]
    [InlineData("""{ uiapi { query { Account(where: {Name: {in: []}}) { totalCount } } } }""", "ValidationError", """is not a valid value for 'Name'""")]
    [InlineData("""{ uiapi { query { Account(where: {CreatedDate: {eq: "2026-01-01"}}) { totalCount } } } }""", "ValidationError", """is not a valid value for 'CreatedDate'""")]
    [InlineData("""{ uiapi { query { Account(where: {CreatedDate: {eq: {value: 1}}}) { totalCount } } } }""", "ValidationError", """is not a valid value for 'CreatedDate'""")]
    [InlineData("""{ uiapi { query { Account(where: {CreatedDate: {eq: {range: {last_n_days: "x"}}}}) { totalCount } } } }""", "ValidationError", """is not a valid value for 'CreatedDate'""")]
    [InlineData("""{ uiapi { query { Account(where: {CreatedDate: {eq: {range: {a: 1, b: 2}}}}) { totalCount } } } }""", "ValidationError", """is not a valid value for 'CreatedDate'""")]
    [InlineData("""{ uiapi { query { Account(where: {Id: {inq: {Nope: {}}}}) { totalCount } } } }""", "ValidationError", """Field 'Nope' in type 'IdOperators' is undefined""")]
    [InlineData("""{ uiapi { query { Account(where: {Id: {inq: {Contact: {}, ApiName: "Nope"}}}) { totalCount } } } }""", "ValidationError", """Field 'Nope' in type 'Contact' is undefined""")]
    [InlineData("""{ uiapi { query { Account(where: {Id: {inq: 1}}) { totalCount } } } }""", "ValidationError", """argument 'where' is not valid""")]
    [InlineData("""{ uiapi { query { Account(orderBy: {Nope: {order: ASC}}) { totalCount } } } }""", "ValidationError", """Field 'Nope' in type 'Account_OrderBy' is undefined""")]
    [InlineData("""{ uiapi { query { Account(orderBy: {Name: {order: UP}}) { totalCount } } } }""", "ValidationError", """'UP' is no value of order""")]
    [InlineData("""{ uiapi { query { Account(orderBy: {Name: {nulls: NEVER}}) { totalCount } } } }""", "ValidationError", """'NEVER' is no value of nulls""")]
    [InlineData("""{ uiapi { query { Account(orderBy: 1) { totalCount } } } }""", "ValidationError", """orderBy is an object""")]
    [InlineData("""{ uiapi { query { Account(orderBy: {Parent: {Nope: {order: ASC}}}) { totalCount } } } }""", "ValidationError", """Field 'Nope' in type 'Account_OrderBy' is undefined""")]
    [InlineData("""{ uiapi { query { Account { ...Nope } } } }""", "ValidationError", """Undefined fragment 'Nope'""")]
    [InlineData("""{ uiapi { query { Account(first: $n) { totalCount } } } }""", "ValidationError", """Undefined variable 'n'""")]
    [InlineData("""{ uiapi { query { a: Account { totalCount } a: Contact { totalCount } } } }""", "ValidationError", """are different fields""")]
    [InlineData("""query A { uiapi { query { Account { totalCount } } } } query B { uiapi { query { Account { totalCount } } } }""", "ValidationError", """Must provide operation name""")]
    [InlineData("""{ uiapi { aggregate { Account(groupBy: {Nope: {group: true}}) { edges { node { aggregate { Id { count { value } } } } } } } } }""", "ValidationError", """Field 'Nope' in type 'Account_GroupBy' is undefined""")]
    [InlineData("""{ uiapi { aggregate { Account(groupBy: {type: CUBE, Name: {group: true}}) { edges { node { aggregate { Id { count { value } } } } } } } } }""", "ValidationError", """does not serve groupBy with the type CUBE""")]
    [InlineData("""{ uiapi { aggregate { Account { edges { node { aggregate { Name { value } } } } } } } }""", "ValidationError", """Field must be grouped or aggregated: Name""")]
    [InlineData("""{ uiapi { aggregate { Account { edges { node { aggregate { Nope { value } } } } } } } }""", "ValidationError", """Field 'Nope'""")]
    [InlineData("""{ uiapi { aggregate { Account { edges { node { aggregate { Name { middle { value } } } } } } } } }""", "ValidationError", """Field 'middle'""")]
    [InlineData("""{ uiapi { aggregate { Account { edges { node { aggregate { Name { max { nope } } } } } } } } }""", "ValidationError", """Field 'nope'""")]
    [InlineData("""{ uiapi { aggregate { Account(orderBy: {Nope: {order: ASC}}) { edges { node { aggregate { Id { count { value } } } } } } } } }""", "ValidationError", """Field 'Nope' in type 'Account_OrderBy' is undefined""")]
    [InlineData("""{ uiapi { aggregate { Account { edges { node { nope } } } } } }""", "ValidationError", """Field 'nope'""")]
    [InlineData("{ __schema { types { name } } }", "ValidationError", "introspection")]
    [InlineData("subscription { uiapi { query { Account { totalCount } } } }", "OperationNotSupported", "Subscriptions")]
    public async Task What_is_wrong_with_a_query_is_found_before_it_runs(string query, string type, string text)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        JsonElement answer = await Ask(org, query);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").ValueKind);
        JsonElement error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal(type, error.GetProperty("extensions").GetProperty("ErrorType").GetString());
        Assert.Contains(text, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_null_beside_the_data_of_the_others()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 1);
        JsonElement answer = await Ask(org, """{ uiapi { query { bad: Account(where: {Id: {eq: "nonsense"}}) { totalCount } Account { totalCount } } } }""");
        JsonElement query = answer.GetProperty("data").GetProperty("uiapi").GetProperty("query");
        Assert.Equal(JsonValueKind.Null, query.GetProperty("bad").ValueKind);
        Assert.Equal(1, query.GetProperty("Account").GetProperty("totalCount").GetInt32());
        JsonElement error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal("DataFetchingException", error.GetProperty("extensions").GetProperty("ErrorType").GetString());
        Assert.Equal(["uiapi", "query", "Account"], error.GetProperty("paths").EnumerateArray().Select(p => p.GetString()));
    }

    [Fact]
    public async Task Groups_have_the_values_of_functions()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        foreach ((string stage, int amount, string date) in new[] { ("Prospecting", 10, "2025-02-01"), ("Prospecting", 30, "2026-03-01"), ("Closed Won", 5, "2026-04-01") })
            await Create(org, "Opportunity", $$"""{"Name":"x","StageName":"{{stage}}","Amount":{{amount}},"CloseDate":"{{date}}"}""");

        JsonElement answer = await Ask(org, """
            { uiapi { aggregate {
              Opportunity(groupBy: {StageName: {group: true}}, orderBy: {StageName: {order: ASC}}) { totalCount edges { node { aggregate { StageName { value } Amount { sum { value displayValue } max { value } } Id { count { value } } } } } }
              years: Opportunity(groupBy: {CloseDate: {function: CALENDAR_YEAR}}, where: {Amount: {gt: 6}}) { edges { node { aggregate { CloseDate { calendarYear { value } } Amount { avg { value } } } } } }
              all: Opportunity { edges { node { aggregate { Amount { avg { value } } StageName { countDistinct { value } } } } } }
            } } }
            """);

        Assert.Equal(0, answer.GetProperty("errors").GetArrayLength());
        JsonElement aggregate = answer.GetProperty("data").GetProperty("uiapi").GetProperty("aggregate");
        Assert.Equal(
            """{"totalCount":2,"edges":[{"node":{"aggregate":{"StageName":{"value":"Prospecting"},"Amount":{"sum":{"value":40.0,"displayValue":"$40.00"},"max":{"value":30.0}},"Id":{"count":{"value":2}}}}},{"node":{"aggregate":{"StageName":{"value":"Closed Won"},"Amount":{"sum":{"value":5.0,"displayValue":"$5.00"},"max":{"value":5.0}},"Id":{"count":{"value":1}}}}}]}""",
            aggregate.GetProperty("Opportunity").GetRawText());
        Assert.Equal([2025, 2026], aggregate.GetProperty("years").GetProperty("edges").EnumerateArray().Select(e => e.GetProperty("node").GetProperty("aggregate").GetProperty("CloseDate").GetProperty("calendarYear").GetProperty("value").GetInt32()));
        Assert.Equal("""{"edges":[{"node":{"aggregate":{"Amount":{"avg":{"value":15.0}},"StageName":{"countDistinct":{"value":2}}}}}]}""", aggregate.GetProperty("all").GetRawText());
    }

    [Fact]
    public async Task Mutations_save_all_or_none_unless_they_say_otherwise()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        JsonElement made = await Ask(org, """
            mutation M($name: String) { uiapi {
              parent: AccountCreate(input: {Account: {Name: $name}}) { Record { Id Name { value } Owner { Id } } }
              ContactCreate(input: {Contact: {LastName: "x", AccountId: "@{parent}"}}) { Record { Account { Name { value } } } }
            } }
            """, new { name = "Acme" });
        JsonElement uiapi = made.GetProperty("data").GetProperty("uiapi");
        string id = uiapi.GetProperty("parent").GetProperty("Record").GetProperty("Id").GetString()!;
        Assert.Equal("Acme", uiapi.GetProperty("ContactCreate").GetProperty("Record").GetProperty("Account").GetProperty("Name").GetProperty("value").GetString());

        JsonElement changed = await Ask(org, $$$"""mutation { uiapi { AccountUpdate(input: {Id: "{{{id}}}", Account: {Fax: "1"}}) { success Record { Fax { value } } } } }""");
        Assert.Equal("""{"AccountUpdate":{"success":true,"Record":{"Fax":{"value":"1"}}}}""", changed.GetProperty("data").GetProperty("uiapi").GetRawText());

        JsonElement none = await Ask(org, """mutation { uiapi { a: AccountCreate(input: {Account: {Name: "lost"}}) { Record { Id } } b: AccountCreate(input: {Account: {}}) { Record { Id } } } }""");
        Assert.Equal("""{"a":null,"b":null}""", none.GetProperty("data").GetProperty("uiapi").GetRawText());
        Assert.Equal(["DataFetchingException", "ExecutionAborted"], none.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("extensions").GetProperty("ErrorType").GetString()));
        Assert.Equal(1, org.Store.Count(org.Store.FindType("Account")!));

        JsonElement some = await Ask(org, """mutation { uiapi(input: {allOrNone: false}) { a: AccountCreate(input: {Account: {Name: "kept"}}) { Record { Name { value } } } b: AccountCreate(input: {Account: {}}) { Record { Id } } } }""");
        Assert.Equal("""{"a":{"Record":{"Name":{"value":"kept"}}},"b":null}""", some.GetProperty("data").GetProperty("uiapi").GetRawText());
        Assert.Contains("REQUIRED_FIELD_MISSING", some.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);

        JsonElement deleted = await Ask(org, $$$"""mutation { uiapi { AccountDelete(input: {Id: "{{{id}}}"}) { Id } } }""");
        Assert.Equal($$$"""{"AccountDelete":{"Id":"{{{id}}}"}}""", deleted.GetProperty("data").GetProperty("uiapi").GetRawText());
        Assert.Equal("DataFetchingException", (await Ask(org, $$$"""mutation { uiapi { AccountDelete(input: {Id: "{{{id}}}"}) { Id } } }""")).GetProperty("errors")[0].GetProperty("extensions").GetProperty("ErrorType").GetString());
    }

    [Theory]
    [InlineData("mutation { uiapi { NopeCreate(input: {}) { Record { Id } } } }")]
    [InlineData("mutation { uiapi { AccountCreate(input: {Account: {Nope: 1}}) { Record { Id } } } }")]
    [InlineData("mutation { uiapi { AccountUpdate(input: {Account: {Fax: \"1\"}}) { success } } }")]
    [InlineData("mutation { uiapi { AccountDelete(input: {Id: \"x\"}) { Record { Id } } } }")]
    [InlineData("mutation { uiapi { AccountCreate { Record { Id } } } }")]
    public async Task A_mutation_that_the_schema_does_not_have_changes_nothing(string mutation)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        Assert.Equal("ValidationError", (await Ask(org, mutation)).GetProperty("errors")[0].GetProperty("extensions").GetProperty("ErrorType").GetString());
    }

    private static async Task<string> Create(TestOrg org, string type, string body)
    {
        using HttpResponseMessage answer = await org.SendAsync(HttpMethod.Post, $"{Base}/sobjects/{type}", body);
        return (await answer.JsonAsync()).GetProperty("id").GetString()!;
    }

    private static JsonElement Account(JsonElement answer) =>
        answer.GetProperty("data").GetProperty("uiapi").GetProperty("query").GetProperty("Account");

    private static async Task<JsonElement> Ask(TestOrg org, string query, object? variables = null, string? operationName = null)
    {
        using HttpResponseMessage answer = await org.SendAsync(HttpMethod.Post, $"{Base}/graphql", JsonSerializer.Serialize(new { query, variables, operationName }));
        Assert.Equal(200, (int)answer.StatusCode);
        return await answer.JsonAsync();
    }
}
