using FsCheck;
using FsCheck.Xunit;
using SalesforceCC.Describe;
using SalesforceCC.Query;

namespace SalesforceCC.Client.Tests.Query;

/// <summary>What can stand at a place in SOQL that is being typed; | is the cursor.</summary>
public class SoqlCursorTests
{
    private static readonly string[] s_pieces =
    [
        "SELECT", "FROM", "WHERE", "AND", "ORDER", "BY", "GROUP", "IN", "NOT", "TYPEOF", "WHEN", "THEN", "ELSE", "END", "Id", "Owner", "Account", "a",
        " ", " ", " ", "\n", ".", ",", "(", ")", "=", "!=", "<", "'", "'x'", "\\", "/*", "*/", "//", "1", "-", ":p", "é", "\u0000", "LIMIT", "FIELDS",
    ];

    private static SoqlCursor? At(string text) =>
        SoqlCursor.At(text.Replace("|", "", StringComparison.Ordinal), text.IndexOf('|', StringComparison.Ordinal));

    [Theory]
    [InlineData("SELECT Id FROM Acc|", "Object", "Acc", "")]
    [InlineData("SELECT Id FROM |", "Object", "", "")]
    [InlineData("select id from |ount", "Object", "", "")]
    [InlineData("SELECT Na|me FROM Account", "Field", "Na", "")]
    [InlineData("SELECT Owner.Na| FROM Account", "Field", "Na", "Owner")]
    [InlineData("SELECT Owner . Profile . | FROM Account", "Field", "", "Owner Profile")]
    [InlineData("SELECT COUNT(|) FROM Account", "Field", "", "")]
    [InlineData("SELECT Id FROM Account WHERE (A = 1 OR (|", "Field", "", "")]
    [InlineData("SELECT Id FROM Account WHERE A = 'x' AND B.|", "Field", "", "B")]
    [InlineData("SELECT Id FROM Account WHERE A = |", "Value", "", "A")]
    [InlineData("SELECT Id FROM Account WHERE A.B.C != 'x|", "Value", "'x", "A B C")]
    [InlineData("SELECT Id FROM Account WHERE A IN ('x', '|')", "Value", "'", "A")]
    [InlineData("SELECT Id FROM Account WHERE A.B NOT IN (|", "Value", "", "A B")]
    [InlineData("SELECT Id FROM Account WHERE A INCLUDES ('x;|", "Value", "'x;", "A")]
    [InlineData("SELECT A FROM Account GROUP BY A HAVING COUNT(|", "Field", "", "")]
    [InlineData("SELECT Id FROM Order ORDER BY |", "Field", "", "")]
    [InlineData("SELECT Id FROM Group GROUP BY ROLLUP(A, |", "Field", "", "")]
    [InlineData("SELECT TYPEOF Wh| FROM Event", "TypeOf", "Wh", "")]
    [InlineData("SELECT TYPEOF What WHEN Acc| FROM Event", "TypeOfObject", "Acc", "What")]
    [InlineData("SELECT TYPEOF What WHEN Account THEN Id, Ph| FROM Event", "TypeOfField", "Ph", "Account")]
    [InlineData("SELECT TYPEOF What WHEN Account THEN Id END, Su| FROM Event", "Field", "Su", "")]
    public void A_place(string text, string kind, string typed, string path)
    {
        SoqlCursor cursor = At(text)!;
        Assert.Equal((kind, typed, path), (cursor.Kind.ToString(), cursor.Typed, string.Join(' ', cursor.Path)));
    }

    [Theory]
    [InlineData("|")]
    [InlineData("SEL|")]
    [InlineData("SELECT Id a|")]
    [InlineData("SELECT Id FROM Account a|")]
    [InlineData("SELECT Id FROM Account LIMIT 1|")]
    [InlineData("SELECT Id FROM Account WHERE A > |")]
    [InlineData("SELECT Id FROM Account WHERE A = 1 |")]
    [InlineData("SELECT Id FROM Account WHERE A LIKE 'x|")]
    [InlineData("SELECT Id FROM Account WHERE toLabel(A) = |")]
    [InlineData("SELECT Id FROM Account ORDER BY Name D|")]
    [InlineData("SELECT FIELDS(|) FROM Account")]
    [InlineData("SELECT .| FROM Account")]
    [InlineData("SELECT Id /* Na| */ FROM Account")]
    [InlineData("SELECT Id // Na|")]
    public void A_place_of_which_nothing_is_known(string text) => Assert.Null(At(text));

    [Theory]
    [InlineData("SELECT Id, (SELECT | FROM Contacts) FROM Account", "Account Contacts*")]
    [InlineData("SELECT Id, (SELECT Id FROM Contacts WHERE |) FROM Account", "Account Contacts*")]
    [InlineData("SELECT Id FROM Account WHERE Id IN (SELECT | FROM Contact)", "Account Contact")]
    [InlineData("SELECT Id, (SELECT Id, (SELECT | FROM Cases) FROM Contacts) FROM Account", "Account Contacts* Cases*")]
    [InlineData("SELECT Id, (SELECT Id FROM Contacts), | FROM Account", "Account")]
    [InlineData("SELECT |", "?")]
    public void Statements_around_a_place(string text, string scopes) =>
        Assert.Equal(scopes, string.Join(' ', At(text)!.Scopes.Select(static s => (s.From?.Name ?? "?") + (s.IsOfChildren ? "*" : ""))));

    [Property(MaxTest = 3_000)]
    public void No_text_and_no_place_is_too_odd(NonNegativeInt[] pieces, NonNegativeInt place)
    {
        string text = string.Concat(pieces.Select(static p => s_pieces[p.Get % s_pieces.Length]));
        int position = place.Get % (text.Length + 1);
        if (SoqlCursor.At(text, position) is not { } cursor)
            return;
        Assert.InRange(position, cursor.Start, cursor.End);
        Assert.InRange(cursor.End, cursor.Start, text.Length);
        Assert.Equal(text[cursor.Start..position], cursor.Typed);
        Assert.NotEmpty(cursor.Scopes);
    }

    [Fact]
    public async Task Suggestions_come_from_one_describe_of_each_object_on_the_way()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET sobjects/Case/describe", Reply.Json("""
            {"name":"Case","childRelationships":[{"childSObject":"Task","field":"WhatId","relationshipName":"Tasks"},{"childSObject":"X","field":"Y","relationshipName":null}],
             "fields":[{"name":"Status","type":"picklist","filterable":true,"sortable":true,"groupable":false,"picklistValues":[{"value":"It's new","active":true},{"value":"Old","active":false}]},
              {"name":"OwnerId","type":"reference","relationshipName":"Owner","referenceTo":["Group","User"]},
              {"name":"ContactId","type":"reference","relationshipName":"Contact","referenceTo":["Contact"]},
              {"name":"Text__c","type":"textarea","filterable":false,"sortable":false}]}
            """));
        org.On("GET sobjects/Contact/describe", Reply.Json("""{"name":"Contact","fields":[{"name":"LastName","type":"string"}]}"""));
        org.On("GET sobjects/Task/describe", Reply.Json("""{"name":"Task","fields":[{"name":"Subject","type":"string"}]}"""));
        SoqlCompleter completer = new(session.Schema);
        async Task<string> SuggestAsync(string text) =>
            string.Join(' ', (await completer.SuggestAsync(At(text)!, Guard.Stop)).Select(static s => s.Text));

        Assert.Equal("Contact. ContactId Owner. OwnerId Status Text__c", await SuggestAsync("SELECT | FROM Case"));
        Assert.Equal("Contact. ContactId Owner. OwnerId Status", await SuggestAsync("SELECT Id FROM Case WHERE |"));
        Assert.Equal("Owner. OwnerId", await SuggestAsync("SELECT Id FROM Case c ORDER BY c.ow|"));
        Assert.Equal("LastName", await SuggestAsync("SELECT Contact.| FROM Case"));
        Assert.Equal("Name", await SuggestAsync("SELECT Owner.Na| FROM Case"));
        Assert.Equal("Tasks", await SuggestAsync("SELECT Id, (SELECT Id FROM |) FROM Case"));
        Assert.Equal("Subject", await SuggestAsync("SELECT Id, (SELECT Sub| FROM Tasks) FROM Case"));
        Assert.Equal(@"'It\'s new'", await SuggestAsync("SELECT Id FROM Case WHERE Status = |"));
        Assert.Equal(@"'It\'s new'", await SuggestAsync("SELECT Id FROM Case WHERE Status = It|"));
        Assert.Equal("Owner ", await SuggestAsync("SELECT TYPEOF | FROM Case"));
        Assert.Equal("User", await SuggestAsync("SELECT TYPEOF Owner WHEN U| FROM Case"));
        Assert.Equal("", await SuggestAsync("SELECT Nosuch.| FROM Case"));
        Assert.Equal((1, 1, 1), (org.Count("GET sobjects/Case/describe"), org.Count("GET sobjects/Contact/describe"), org.Count("GET sobjects/Task/describe")));
    }

    [Fact]
    public async Task What_is_known_and_old_is_better_than_nothing()
    {
        await using LoopbackOrg org = new();
        SfSession session = await org.ConnectAsync(org.Options(retries: 0));
        org.On("GET sobjects/Case/describe", Reply.Json("""{"name":"Case","fields":[{"name":"Subject","type":"string"}]}"""), Faults.Of("500"));
        SoqlCompleter completer = new(session.Schema);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal("Subject", Assert.Single(await completer.SuggestFieldsAsync("Case", [], "su", Guard.Stop)).Text);
            org.Clock.Advance(OrgSchema.ShownAge);
        }

        Assert.Equal(2, org.Count("GET sobjects/Case/describe"));
    }
}
